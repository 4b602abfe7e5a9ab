import { expect, test } from "vitest";
import { findNames } from "../../../server/privacy/find/find.ts";
import { readMarkedTexts, sharesOf, sumOf, tally } from "../../helpers/text/marked-names.ts";

/*
 * Judgments of the kinds that were read badly: parties in lists, initials, streets without their word, telephones with full
 * stops, institutions, words with capitals. What is missed is printed of the tuned part alone.
 */
const tuned = sumOf(readMarkedTexts("tuned").map((marked) => tally(marked, findNames(marked.text, marked))));
const held = sumOf(readMarkedTexts("held").map((marked) => tally(marked, findNames(marked.text, marked))));

test("names and numbers of criminal and civil judgments are found, and little else", () => {
  const shares = sharesOf(tuned);
  expect(shares.recall, tuned.missed.join("\n")).toBeGreaterThanOrEqual(0.99);
  expect(shares.precision, tuned.wrong.join("\n")).toBeGreaterThanOrEqual(0.97);
  expect(shares.identifiers, tuned.missedIdentifiers.join("\n")).toBe(1);
  expect(tuned.wrongIdentifiers).toEqual([]);
});

test("mentions of one person are put together, two by two, and nobody's with those of another side", () => {
  const shares = sharesOf(tuned);
  expect(shares.pairRecall, tuned.parted.join("\n")).toBeGreaterThanOrEqual(0.97);
  expect(shares.pairPrecision, tuned.joined.join("\n")).toBeGreaterThanOrEqual(0.98);
  expect(tuned.crossed).toEqual([]);
});

test("so it is in judgments that it was not made with", () => {
  const shares = sharesOf(held);
  expect(shares.recall).toBeGreaterThanOrEqual(0.95);
  expect(shares.precision).toBeGreaterThanOrEqual(0.93);
  expect(shares.identifiers).toBeGreaterThanOrEqual(0.95);
  expect(shares.pairRecall).toBeGreaterThanOrEqual(0.92);
  expect(shares.pairPrecision).toBeGreaterThanOrEqual(0.94);
  expect(shares.crossed).toBe(0);
});
