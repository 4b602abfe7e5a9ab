import { expect, test } from "vitest";
import { ParagraphRanges, rangesOf, within } from "../../../schema/text/paragraph-ranges.ts";

test("numbers that follow each other are one range, inserted ones stand for themselves, and all are found again", () => {
  const numbers = ["4", "1", "2", "3", "10", "9", "2a", "7", "2aa"];
  const ranges = rangesOf(numbers);
  expect(ranges).toBe("1-4 7 9-10 2a 2aa");
  expect(ParagraphRanges.parse(ranges)).toBe(ranges);
  const text = ["1", "2", "2a", "2b", "3", "4", "5", "8", "9", "10", "11"];
  expect(within(ranges, text)).toEqual(["1", "2", "2a", "3", "4", "9", "10"]);
  expect([rangesOf([]), within("", text)]).toEqual(["", []]);
});
