import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { ErasureNeeds } from "../store/erasure-store.ts";
import type { Store } from "../store/store.ts";
import type { ErasureService } from "./erasure-service.ts";
import type { LedgerEntry } from "./ledger.ts";
import { overlaps } from "../../schema/text/ranges.ts";
import { carryOn, tidy, type Places } from "./places.ts";
import { findWanted, toWanted, wordsOfPassage, wordsOfTerm } from "./words.ts";

/**
 * Does on an old backup what was erased since it was made, in the order of the ledger. Nobody knows the words any more: the
 * ledger says where they stood, and the backup itself still has them there. Returns how many erasures were done again.
 */
export async function replayLedger(
  store: Store,
  service: Pick<ErasureService, "begin" | "resume">,
  ledger: readonly LedgerEntry[],
): Promise<number> {
  await service.resume();
  const known = new Set((await store.erasures.list()).map(({ id }) => id));
  let done = 0;
  for (const entry of ledger) {
    if (known.has(entry.id)) continue;
    const { id, at, kind, member, token } = entry;
    const verdict = entry.verdict && (await store.verdicts.get(entry.verdict));
    const isMemberThere = member !== null && (await store.people.member(member)) !== null;
    const needs = verdict && kind !== "verdict" ? await needsOf(store, verdict, entry) : null;
    const row = await service.begin({
      kind,
      // What the backup does not have yet is noted as erased all the same: the ledger is then known to the database.
      verdict: verdict ? verdict.id : null,
      member: isMemberThere ? member : null,
      token,
      needs,
      by: null,
      sealedKey: "none",
      again: { id, at },
    });
    if (row.step !== "done") throw new Error(`erasure ${entry.number} of the ledger could not be done again`);
    done++;
  }
  return done;
}

async function needsOf(store: Store, verdict: Verdict, { kind, trace }: LedgerEntry): Promise<ErasureNeeds> {
  const newest = verdict.revision;
  const places = await placesIn(store, verdict.id, trace?.places ?? []);
  const words = new Set<string>();
  for (const [number, { exact }] of places) {
    const revision = await store.verdicts.revision(verdict.id, number);
    if (revision) for (const { start, end } of exact) words.add(revision.text.slice(start, end));
  }
  const here = places.get(newest) ?? { exact: [], rough: [] };
  const ranges = tidy([...here.exact, ...here.rough]);
  return {
    words:
      kind === "passage"
        ? wordsOfPassage([...words])
        : wordsOfTerm([...words], verdict.language, await leftIn(store, verdict, [...words], places, trace)),
    inText: kind === "term",
    place: ranges.length > 0 ? { revision: newest, ranges } : null,
    entries: [
      ...(trace?.annotations ?? []),
      ...(trace?.comments ?? []),
      ...(trace?.answers ?? []),
      ...(trace?.rulings ?? []),
      ...(trace?.translations ?? []),
      ...(trace?.outputs ?? []),
      ...(trace?.data ?? []),
    ],
  };
}

/**
 * Inflections of the words that stand written small, beside what was erased, in a text that the ledger knows: they were left, as other words.
 * One with a capital may be the name itself, of a text whose words were gone when it was erased, and goes.
 */
async function leftIn(
  { verdicts, erasures }: Pick<Store, "verdicts" | "erasures">,
  { id, language }: Verdict,
  words: readonly string[],
  places: ReadonlyMap<number, Places>,
  trace: LedgerEntry["trace"],
): Promise<string[]> {
  const wanted = toWanted(wordsOfTerm(words, language));
  const left = new Set<string>();
  for (const { number, madeAt } of await erasures.revisions(id)) {
    if (!trace?.places.some(({ revision, made }) => revision === number && made === madeAt)) continue;
    const text = (await verdicts.revision(id, number))?.text ?? "";
    const { exact = [], rough = [] } = places.get(number) ?? {};
    for (const range of findWanted(text, wanted)) {
      const form = text.slice(range.start, range.end);
      if (!/\p{Lu}/u.test(form) && ![...exact, ...rough].some((place) => overlaps(range, place))) left.add(form);
    }
  }
  return [...left];
}

/** Places of each revision of the backup. Of another line of history only what the two have in common counts. */
async function placesIn(
  store: Store,
  verdict: VerdictId,
  traced: NonNullable<LedgerEntry["trace"]>["places"],
): Promise<Map<number, Places>> {
  const [revisions, maps] = await Promise.all([store.erasures.revisions(verdict), store.verdicts.maps(verdict)]);
  const mapFrom = new Map(maps.map((map) => [map.from, map]));
  const all = new Map<number, Places>();
  for (const { number, madeAt } of revisions) {
    const map = mapFrom.get(number - 1);
    const before = all.get(number - 1);
    const carried = map && before ? carryOn(map, before) : { exact: [], rough: [] };
    const first = traced.find(({ revision, made }) => revision === number && made === madeAt);
    all.set(number, {
      exact: [...carried.exact, ...(first?.exact ?? [])],
      rough: tidy([...carried.rough, ...(first?.rough ?? [])]),
    });
  }
  return all;
}
