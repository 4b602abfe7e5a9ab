import { expect, test } from "vitest";
import { applied } from "../../../client/outputs/discussion/applied.ts";

const WAS = "He waited two year. She did not.";
const PROPOSED = "He waited two years. She did not.";

test("a wording is applied as it is where the block reads as it did, or reads so already", () => {
  expect(applied(WAS, PROPOSED, WAS)).toEqual({ words: PROPOSED, asks: false, keepsBoth: true });
  expect(applied(WAS, PROPOSED, PROPOSED)).toEqual({ words: PROPOSED, asks: false, keepsBoth: true });
});

test("what others wrote elsewhere in the block stays, and is shown first", () => {
  expect(applied(WAS, PROPOSED, `${WAS} They met.`)).toEqual({
    words: `${PROPOSED} They met.`,
    asks: true,
    keepsBoth: true,
  });
});

test.each([
  ["the same word", "He waited two months. She did not."],
  ["a word beside it", "He waited two long year. She did not."],
  ["everything", "Nobody waited."],
])("where others have changed %s, both are never mixed", (_, now) => {
  expect(applied("He waited two year. She did not.", "He waited long years. She did not.", now)).toEqual({
    words: "He waited long years. She did not.",
    asks: true,
    keepsBoth: false,
  });
});

test("of a wording that does not know what it was made on, one is always asked", () => {
  expect(applied(null, PROPOSED, WAS)).toEqual({ words: PROPOSED, asks: true, keepsBoth: false });
});
