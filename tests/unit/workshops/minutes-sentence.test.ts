import { expect, test } from "vitest";
import { Sentences } from "../../../server/minutes/sentence.ts";

test("lines of a list that was typed are told apart in a sentence, and keep their language", () => {
  expect(new Sentences("en").typed("прва точка\n втора точка\n", "mk")).toEqual([
    { text: "“", lang: null },
    { text: "прва точка; втора точка", lang: "mk" },
    { text: "”", lang: null },
  ]);
});
