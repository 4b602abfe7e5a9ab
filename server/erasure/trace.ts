import { setImmediate as nextTurn } from "node:timers/promises";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { EditMap, Range } from "../../schema/text/revision.ts";
import type { ErasureNeeds, ErasureTrace } from "../store/erasure-store.ts";
import type { Store } from "../store/store.ts";
import { carryBack, carryOn, tidy, without, type Places } from "./places.ts";
import type { PlacedWords } from "./outputs.ts";
import { holdsErased, replaceErased } from "./parted-names.ts";
import { toWanted, wantedRuns, wordsOfPassage, wordsOfTerm } from "./words.ts";

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

/**
 * Places in documents and in what was said of them that a restore would not find by the words which it reads in the backup's first
 * text: only these are traced, since there they go with all that stands beside them.
 */
export async function unknownToBackups(
  { verdicts }: Pick<Store, "verdicts">,
  { id, language }: Pick<Verdict, "id" | "language">,
  { words, inText, entries }: ErasureNeeds,
  places: ErasureTrace["places"],
  found: readonly PlacedWords[],
): Promise<string[]> {
  const first = await verdicts.revision(id, 1);
  const exact = places.find(({ revision }) => revision === 1)?.exact ?? [];
  const read = first ? exact.map(({ start, end }) => first.text.slice(start, end)) : [];
  const again = inText ? wordsOfTerm(read, language) : wordsOfPassage(read);
  const [wanted, known] = [toWanted(words, first?.text), toWanted(again, first?.text)];
  const whole = new Set(entries);
  const stays = found.filter(({ place, text, written, parted }) => {
    const left = replaceErased(text, known, " ", written, parted);
    return whole.has(place) || holdsErased(left, wanted, written, left === text ? parted : []);
  });
  return [...new Set(stays.map(({ place }) => place))];
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
