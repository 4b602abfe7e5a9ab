import type { Actor } from "../../../schema/domain/can.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { ToldTranslation } from "../../../schema/protocol/http/translations.ts";
import { VerdictSource } from "../../quotes/verdict-source.ts";
import type { Store } from "../../store/store.ts";
import type { SeenVerdict } from "./verdict-row.ts";
import { placeOf } from "./waiting.ts";

/** Passages that guests of the actor's have translated since a time, in the verdicts that the actor reads them in. `inviters`: of guests. */
export async function translatedByGuests(
  store: Store,
  actor: Actor,
  seen: readonly SeenVerdict[],
  inviters: ReadonlyMap<MemberId, MemberId>,
  since: string,
): Promise<ToldTranslation[]> {
  if (![...inviters.values()].includes(actor.id)) return [];
  const told: ToldTranslation[] = [];
  for (const { verdict, access } of seen) {
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
