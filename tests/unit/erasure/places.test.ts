import { expect, test } from "vitest";
import { applyEdits } from "../../../schema/text/edits/edits.ts";
import type { Edit, EditMap, Range, Revision } from "../../../schema/text/revision.ts";
import { carryBack, carryOn, without, type Places } from "../../../server/erasure/places.ts";
import { findWanted, toWanted, wantedRuns, wordsOfTerm } from "../../../server/erasure/words.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { textOf } from "../../helpers/store/store-fixture.ts";

const WANTED = toWanted(wordsOfTerm(["Marko Petrović", "Kobra"], "sr"));
const WORDS = ["sud", "je", "Marko Petrović", "Kobru", "nalazi", "iskaz", "[Victim A]", "Марка Петровића", "tri"];

/** A text with names in it, corrected and redacted again and again. */
function history(random: Seeded): { revisions: Revision[]; maps: EditMap[] } {
  const text = Array.from({ length: 60 }, () => random.pick(WORDS)).join(" ");
  const revisions: Revision[] = [{ number: 1, ...textOf(text) }];
  const maps: EditMap[] = [];
  for (let i = 0; i < 8; i++) {
    const last = revisions.at(-1);
    if (!last) break;
    const edits: Edit[] = [];
    for (let at = 0; at < last.text.length;) {
      const start = at + random.below(150);
      const end = Math.min(last.text.length, start + random.below(20));
      if (start >= end) break;
      edits.push({ start, end, insert: random.pick(["reč", "[Victim A]", "Kobra i sud", ""]) });
      at = end + 1;
    }
    const { revision, map } = applyEdits(last, edits, [], "correct", []);
    revisions.push(revision);
    maps.push(map);
  }
  return { revisions, maps };
}

const covers = ({ exact, rough }: Places, start: number, end: number): boolean =>
  [...exact, ...rough].some((each) => each.start <= start && end <= each.end);

test("words carried back to a text that is gone are the same words, or lie in the stretch that is said", () => {
  for (const seed of seeds([1, 2, 3, 4, 5])) {
    const { revisions, maps } = history(new Seeded(seed));
    const newest = revisions.at(-1);
    let places: Places = { exact: wantedRuns(newest?.text ?? "", WANTED), rough: [] };
    const words = new Set(places.exact.map(({ start, end }) => newest?.text.slice(start, end)));
    for (const map of maps.toReversed()) {
      places = carryBack(map, places);
      const { text } = revisions[map.from - 1] ?? { text: "" };
      for (const { start, end } of places.exact) expect(words, `SEED=${seed}`).toContain(text.slice(start, end));
      for (const { start, end } of places.rough) expect(start < end && end <= text.length, `SEED=${seed}`).toBe(true);
    }
  }
});

test("places carried on cover every mention that no later edit came near, and nothing else counts as exact", () => {
  for (const seed of seeds([6, 7, 8, 9, 10])) {
    const { revisions, maps } = history(new Seeded(seed));
    let places: Places = { exact: [], rough: [] };
    for (const [i, { text }] of revisions.entries()) {
      const map = maps[i - 1];
      if (map) places = carryOn(map, places);
      for (const { start, end } of places.exact)
        expect(findWanted(text.slice(start, end), WANTED), `SEED=${seed}`).not.toEqual([]);
      const found = wantedRuns(text, WANTED);
      const fresh = map ? insertedRuns(map) : [{ start: 0, end: text.length }];
      const old = found.filter(({ start, end }) => !fresh.some((each) => each.start <= end && start <= each.end));
      expect(
        old.every(({ start, end }) => covers(places, start, end)),
        `SEED=${seed}`,
      ).toBe(true);
      places.exact.push(...without(found, places.exact));
    }
  }
});

/** Where a map put something in, in the text that it leads to. */
function insertedRuns({ steps }: EditMap): Range[] {
  let shift = 0;
  return steps.map(({ start, removed, inserted }) => {
    const from = start + shift;
    shift += inserted - removed;
    return { start: from, end: from + inserted };
  });
}
