import { expect, it } from "vitest";
import { cutAt, joinUp, shiftDown } from "../../../client/verdict/translation/align-rows.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

it("a cut leaves what stands before the caret and moves the rest down to the next empty row", () => {
  expect(cutAt(["one two", "three", "", "four"], 0, 4)).toEqual(["one", "two", "three", "four"]);
  expect(cutAt(["one two", "three"], 0, 4)).toEqual(["one", "two\nthree"]);
  expect(cutAt(["one", "two"], 0, 3)).toEqual(["one", "two"]);
  expect(cutAt(["one", "two three"], 1, 4)).toEqual(["one", "two three"]);
});

it("a join takes the row up, and all below it", () => {
  expect(joinUp(["one", "two", "three"], 1)).toEqual(["one\ntwo", "three", ""]);
  expect(joinUp(["one", "", "three"], 1)).toEqual(["one", "three", ""]);
  expect(joinUp(["one", "two"], 0)).toEqual(["one", "two"]);
});

it("a shift leaves its row empty, and stops at the first that was", () => {
  expect(shiftDown(["one", "two", "", "three"], 0)).toEqual(["", "one", "two", "three"]);
  expect(shiftDown(["one", "two"], 0)).toEqual(["", "one\ntwo"]);
});

it.each(seeds([1, 2, 3]))(
  "whatever is done, every word stays, in its order and its number of rows (SEED=%i)",
  (seed) => {
    const random = new Seeded(seed);
    let rows = Array.from({ length: 12 }, (_, i) => (random.chance(30) ? "" : `w${i}a w${i}b w${i}c`));
    const words = (all: readonly string[]): string[] => all.join(" ").split(/\s+/).filter(Boolean);
    const before = words(rows);
    for (let step = 0; step < 200; step++) {
      const at = random.below(rows.length);
      const gap = (rows[at] ?? "").indexOf(" ") + 1;
      rows = random.pick([() => cutAt(rows, at, gap), () => joinUp(rows, at), () => shiftDown(rows, at)])();
      expect(words(rows)).toEqual(before);
      expect(rows).toHaveLength(12);
    }
  },
);
