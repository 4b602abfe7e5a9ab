import type { Actor } from "../../../schema/domain/can.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { allInviters } from "../../../schema/domain/people/guest-terms.ts";
import type { ToldTranslation } from "../../../schema/protocol/http/translations.ts";
import { invitersOf } from "../../access/concerns.ts";
import { VerdictSource } from "../../quotes/verdict-source.ts";
import type { Store } from "../../store/store.ts";
import type { SeenVerdict } from "./verdict-row.ts";
import { placeOf } from "./waiting.ts";

/** Passages that guests of the actor's have translated since a time, in the verdicts that the actor reads them in. */
export async function translatedByGuests(
  store: Store,
  actor: Actor,
  seen: readonly SeenVerdict[],
  members: readonly Member[],
  since: string,
): Promise<ToldTranslation[]> {
  if (!members.some(({ guest }) => guest && allInviters(guest).includes(actor.id))) return [];
  const told: ToldTranslation[] = [];
  for (const { verdict, access } of seen) {
    const inviters = invitersOf(members, verdict.id);
    const source = new VerdictSource(store, actor, verdict);
    for (const row of await store.passages.translations(verdict.id, access.audiences, [])) {
      const { id, anchor, language, author, createdAt: at, deleted } = row;
      if (deleted !== null || at < since || inviters.get(author) !== actor.id) continue;
      const place = await placeOf(source, anchor);
      told.push({ kind: "translated", verdict: verdict.id, from: author, translation: id, language, ...place, at });
    }
  }
  return told;
}
