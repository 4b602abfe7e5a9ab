import { expect, test } from "vitest";
import type { Block } from "../../../schema/text/revision.ts";
import { changedParagraphs, ParagraphRanges, rangesOf, within } from "../../../schema/text/paragraph-ranges.ts";

test("numbers that follow each other are one range, inserted ones stand for themselves, and all are found again", () => {
  const numbers = ["4", "1", "2", "3", "10", "9", "2a", "7", "2aa"];
  const ranges = rangesOf(numbers);
  expect(ranges).toBe("1-4 7 9-10 2a 2aa");
  expect(ParagraphRanges.parse(ranges)).toBe(ranges);
  const text = ["1", "2", "2a", "2b", "3", "4", "5", "8", "9", "10", "11"];
  expect(within(ranges, text)).toEqual(["1", "2", "2a", "3", "4", "9", "10"]);
  expect([rangesOf([]), within("", text)]).toEqual(["", []]);
});

test("a paragraph of which the printed number alone was changed reads otherwise, and one that is new is not among them", () => {
  const text = "The court finds.";
  const of = (number: string, printed: string | null): Block => ({
    kind: "paragraph",
    start: 0,
    end: text.length,
    section: null,
    page: null,
    printed,
    number,
    level: null,
    cell: null,
  });
  const before = { text, blocks: [of("1", "41"), of("2", null)] };
  expect(changedParagraphs(before, { text, blocks: [of("1", "Ana"), of("2", null), of("2a", null)] })).toEqual(["1"]);
  expect(changedParagraphs(before, before)).toEqual([]);
});
