import { setImmediate as nextTurn } from "node:timers/promises";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { EditMap, Range } from "../../schema/text/revision.ts";
import type { ErasureNeeds, ErasureTrace } from "../store/erasure-store.ts";
import type { Store } from "../store/store.ts";
import { carryBack, carryOn, tidy, without, type Places } from "./places.ts";
import { toWanted, wantedRuns } from "./words.ts";

/**
 * Where the words stand in each revision, those of which the text is gone too, each place in the revision where it first
 * stood: from there the edit maps, which a backup holds as well, carry it on.
 */
export async function tracePlaces(
  store: Pick<Store, "verdicts" | "erasures">,
  verdict: VerdictId,
  needs: ErasureNeeds,
): Promise<ErasureTrace["places"]> {
  const [revisions, maps] = await Promise.all([store.erasures.revisions(verdict), store.verdicts.maps(verdict)]);
  const mapFrom = new Map(maps.map((map) => [map.from, map]));
  const all =
    needs.place && !needs.inText
      ? placesOfPassage(needs.place, revisions.length, mapFrom)
      : await placesOfWords(store, verdict, needs, revisions.length, mapFrom);
  const traced: ErasureTrace["places"] = [];
  for (const { number, madeAt } of revisions) {
    const here = all.get(number);
    const map = mapFrom.get(number - 1);
    const before = all.get(number - 1);
    const known = map && before ? carryOn(map, before) : { exact: [], rough: [] };
    const exact = without(here?.exact ?? [], known.exact);
    const rough = without(here?.rough ?? [], known.rough);
    if (exact.length > 0 || rough.length > 0) traced.push({ revision: number, made: madeAt, exact, rough });
  }
  return traced;
}

/** By the words where a text is there, else from the revision after it. */
async function placesOfWords(
  { verdicts }: Pick<Store, "verdicts">,
  verdict: VerdictId,
  { words }: ErasureNeeds,
  newest: number,
  mapFrom: ReadonlyMap<number, EditMap>,
): Promise<Map<number, Places>> {
  const wanted = toWanted(words);
  const all = new Map<number, Places>();
  for (let number = newest; number >= 1; number--) {
    const found = await verdicts.revision(verdict, number);
    const map = mapFrom.get(number);
    const after = all.get(number + 1);
    if (found) all.set(number, { exact: wantedRuns(found.text, wanted), rough: [] });
    else if (map && after) all.set(number, carryBack(map, after));
    // Hundreds of long texts are looked through, and people work meanwhile.
    await nextTurn();
  }
  return all;
}

function placesOfPassage(
  { revision, ranges }: { revision: number; ranges: Range[] },
  newest: number,
  mapFrom: ReadonlyMap<number, EditMap>,
): Map<number, Places> {
  const all = new Map<number, Places>([[revision, { exact: tidy(ranges), rough: [] }]]);
  for (let number = revision + 1; number <= newest; number++) {
    const map = mapFrom.get(number - 1);
    const before = all.get(number - 1);
    if (map && before) all.set(number, carryOn(map, before));
  }
  for (let number = revision - 1; number >= 1; number--) {
    const map = mapFrom.get(number);
    const after = all.get(number + 1);
    if (map && after) all.set(number, carryBack(map, after));
  }
  return all;
}
