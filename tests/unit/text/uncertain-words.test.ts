import { expect, test } from "vitest";
import type { EditMap } from "../../../schema/text/revision.ts";
import { standing, uncertainWords } from "../../../schema/text/uncertain-words.ts";

const part = (start: number, end: number, confidence: number) => ({ start, end, confidence });

test("a word that was broken over two lines is one, and uncertain when either half is", () => {
  const parts = [
    part(0, 3, 90),
    part(4, 9, 60),
    part(9, 12, 95),
    part(13, 15, 90),
    part(15, 18, 74.9),
    part(19, 20, 75),
  ];
  expect(uncertainWords(parts, 75)).toEqual([
    { start: 4, end: 12, parts: [parts[1], parts[2]] },
    { start: 13, end: 18, parts: [parts[3], parts[4]] },
  ]);
});

test("a word stands where the maps carry it, and not any more once it was corrected or redacted; taken back, it stands again", () => {
  // "aaa bbb ccc ddd": "aaa" becomes "aaaa", "bbb" a token, and the correction of "ddd" is taken back.
  const words = [part(0, 3, 1), part(4, 7, 1), part(8, 11, 1), part(12, 15, 1)];
  const maps: EditMap[] = [
    { from: 1, steps: [{ start: 0, removed: 3, inserted: 4, kind: "correct" }] },
    { from: 2, steps: [{ start: 5, removed: 3, inserted: 10, kind: "redact" }] },
    { from: 3, steps: [{ start: 20, removed: 3, inserted: 1, kind: "correct" }] },
  ];
  expect(standing(words, maps, 4)).toEqual([null, null, { start: 16, end: 19 }, null]);
  const undone: EditMap = { from: 4, undoes: 3, steps: [{ start: 20, removed: 1, inserted: 3, kind: "correct" }] };
  expect(standing(words, [...maps, undone], 5)).toEqual([null, null, { start: 16, end: 19 }, { start: 20, end: 23 }]);
});
