import { expect, test } from "vitest";
import type { RoundVerdict } from "../../../schema/agreement/round.ts";
import { withoutParagraphs } from "../../../schema/agreement/without-paragraphs.ts";

const span = (coder: string, start: number, end: number, isPart = false) => ({
  coder,
  start,
  end,
  category: "means",
  ...(isPart ? { isPart } : {}),
});

const verdict: RoundVerdict = {
  id: "v",
  country: "rs",
  language: "sr",
  length: 100,
  coders: ["a", "b"],
  spans: [span("a", 0, 5), span("a", 12, 18), span("a", 60, 70, true), span("b", 15, 30), span("b", 90, 100)],
  answers: [],
};

test("paragraphs that were practised on are as if they were not there: text, passages and what lies behind them", () => {
  expect(withoutParagraphs(verdict, [])).toBe(verdict);
  const holes = [
    { start: 10, end: 20 },
    { start: 40, end: 50 },
  ];
  expect(withoutParagraphs(verdict, holes)).toMatchObject({
    length: 80,
    spans: [
      span("a", 0, 5),
      // The first range of this tag is gone: the further one counts as a tag.
      span("a", 40, 50),
      // What goes beyond a paragraph keeps the rest.
      span("b", 10, 20),
      span("b", 70, 80),
    ],
  });
});
