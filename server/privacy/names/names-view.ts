import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import type { NameEntity, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import { isApplied, type NamesDocument } from "../../store/shapes/names-document.ts";
import { sharedSurnames } from "../persons/shared-surname.ts";
import { wordsOf } from "./tokens.ts";

/**
 * The names as the preparers see them: what stands in the text still, persons by their first place, the others after them. `language`:
 * of the verdict, for who has whose surname; null where nobody asks for that.
 */
export function viewNames(
  document: NamesDocument,
  units: readonly Unit[],
  hasSealedKey: boolean,
  language: VerdictLanguage | null,
): NamesView {
  const shared = language && sharedSurnames(document, language);
  const places = new Map<string, NameEntity["mentions"]>();
  for (const { entity, ...mention } of document.mentions) {
    const there = places.get(entity);
    if (there) there.push(mention);
    else places.set(entity, [mention]);
  }
  const firstOf = (id: string): number => places.get(id)?.[0]?.start ?? Number.MAX_SAFE_INTEGER;
  return {
    number: document.number,
    revision: document.revision,
    entities: document.entities
      .map((person) => ({
        ...person,
        isApplied: isApplied(document, person.id),
        mentions: places.get(person.id) ?? [],
        surnameOf: shared?.get(person.id)?.carries,
      }))
      .sort((a, b) => firstOf(a.id) - firstOf(b.id)),
    identifiers: document.identifiers,
    quasi: document.quasi,
    replaced: replacedIn(document),
    units: [...units],
    applied: document.applications.at(-1)?.revision ?? null,
    hasSealedKey,
  };
}

function replacedIn({ applications }: NamesDocument): NonNullable<NamesView["replaced"]> {
  const byToken = new Map<string, NonNullable<NamesView["replaced"]>[number]>();
  for (const { identifiers, quasi } of applications)
    for (const { token, text, state } of [...identifiers, ...quasi]) {
      if (!token || (state !== "confirmed" && state !== "replace")) continue;
      const there = byToken.get(wordsOf(token)) ?? { token, forms: [] };
      if (!there.forms.includes(text)) there.forms.push(text);
      byToken.set(wordsOf(token), there);
    }
  return [...byToken.values()];
}
