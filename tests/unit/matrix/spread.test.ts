import { expect, test } from "vitest";
import { spreadOf } from "../../../schema/matrix/spread.ts";

const eur = (amount: number) => ({ amount, currency: "EUR" });

test("answers that have an order lie between two, sums of one currency each by themselves", () => {
  expect(spreadOf("duration", [16, 30], "en")).toEqual([
    { of: "duration", low: "1 year 4 months", middle: null, high: "2 years 6 months" },
  ]);
  expect(spreadOf("date", ["2021-05", "2019-11-02", "2022", "in spring"], "en")).toEqual([
    { of: "date", low: "2 November 2019", middle: null, high: "2022" },
  ]);
  expect(spreadOf("money", [eur(9000), [eur(1000), { amount: 604_000, currency: "MKD" }]], "sr-Latn")).toEqual([
    { of: "number", low: "1.000 EUR", middle: null, high: "9.000 EUR" },
  ]);
  expect(spreadOf("number", [14, 17, 16, 20], "en")).toEqual([{ of: "number", low: "14", middle: "16.5", high: "20" }]);
});

test("one answer, and words, lie between none", () => {
  expect(spreadOf("number", [14], "en")).toEqual([]);
  expect(spreadOf("text", ["a", "b"], "en")).toEqual([]);
});
