import { expect, test } from "vitest";
import { ShownText } from "../../../schema/text/shown-text.ts";

const TEXT = "Sud je čuo da je [Victim A] pobegla. [Date of birth 12] i [Victim B], žrtva.";
const found = (query: string, lang = "sr-Latn"): string[] =>
  new ShownText(TEXT, lang).find(query).map(({ start, end }) => TEXT.slice(start, end));

test("a token is found by the word that is read and by the one that is stored, whole and once", () => {
  expect(found("žrtva")).toEqual(["[Victim A]", "[Victim B]", "žrtva"]);
  const isPlaceholder = new ShownText(TEXT, "sr-Latn").find("žrtva").map((each) => each.isPlaceholder ?? false);
  expect(isPlaceholder).toEqual([true, true, false]);
  expect(found("zrt")).toEqual(["[Victim A]", "[Victim B]", "žrt"]);
  expect(found("žrtvom")).toEqual(["[Victim A]", "[Victim B]", "žrtva"]);
  expect(found("victim")).toEqual(["[Victim A]", "[Victim B]"]);
  expect(found("[Žrtva A]")).toEqual(["[Victim A]"]);
  expect(found("Victim A")).toEqual(["[Victim A]"]);
  // The blank between word and letter may be typed as it is.
  expect(found("žrtva B], žr")).toEqual(["[Victim B], žr"]);
  expect(found("da je [Žr")).toEqual(["da je [Victim A]"]);
  expect(found("rođenja 12")).toEqual(["[Date of birth 12]"]);
});

test("in a language without words of its own only what is stored is found, and no more than is asked for", () => {
  expect(found("žrtva", "en")).toEqual(["žrtva"]);
  expect(found("жртва", "sr-Cyrl")).toEqual(["[Victim A]", "[Victim B]", "žrtva"]);
  expect(new ShownText(TEXT, "sr-Latn").find("žrtva", 2)).toHaveLength(2);
});
