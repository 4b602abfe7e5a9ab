import { describe, expect, test } from "vitest";
import { namedCategories, namingWords } from "../../../client/find/named-categories.ts";
import { answersQuery, placesOf, searchedText } from "../../../schema/search/match.ts";
import { otherWays } from "../../../schema/search/other-ways.ts";
import { readQuery } from "../../../schema/search/query.ts";
import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { newId, VerdictId } from "../../../schema/domain/ids.ts";
import { ShownText } from "../../../schema/text/shown-text.ts";
import { IndexTables } from "../../../server/find/index-tables.ts";
import { aCategory, contentOf, versionOf } from "../../helpers/network/version-of.ts";
import { revisionOf } from "../../helpers/text/verdict-text.ts";

/** What of a text a query marks; that the index finds it is what the text says by itself. */
function marked(text: string, typed: string, language: VerdictLanguage = "sr"): string[] {
  const query = readQuery(typed);
  const tables = new IndexTables();
  const id = newId(VerdictId);
  tables.hold(id, language, revisionOf(text));
  const searched = searchedText(text, language);
  const isFound = (tables.find(query, [id]).get(id) ?? []).length > 0;
  expect(isFound).toBe(answersQuery(searched, query));
  return isFound ? placesOf(searched, query).map(({ start, end }) => text.slice(start, end)) : [];
}

describe("abbreviations", () => {
  test.each<[typed: string, text: string, found: string[], language?: VerdictLanguage]>([
    ["čl. 388", "iz člana 388. stav 1. Zakonika", ["člana 388"]],
    ["čl.388", "iz člana 388. stav 1. Zakonika", ["člana 388"]],
    ["čl. 388 st. 1", "iz člana 388. stav 1. Zakonika", ["člana 388", "stav 1"]],
    ['"čl. 388. st. 1"', "iz člana 388. stava 1. Zakonika", ["člana 388. stava 1"]],
    ["čl. 388", "iz čl. 388. Zakonika", ["čl. 388"]],
    ["чл. 418", "од членот 418-а", ["членот 418"], "mk"],
    ["чл. 418-а", "од член 418-а и член 2", ["член 418-а"], "mk"],
    ["чл. 418-а", "членови на советот, член 418-г", [], "mk"],
    ["čl. 388", "član 184, КОМ.бр. 388/22", []],
    ["god. 2020", "2020. godine", ["2020", "godine"]],
    ["tač. 3", "u tački 3. optužnice", ["tački 3"]],
    ["br. 12", "presuda broj 12", ["broj 12"]],
    ["nr. 214", "vendimi me numër 214", ["numër 214"], "sq"],
    ["član 388", "iz čl. 388. Zakonika", ["čl. 388"]],
    ["člana 388 stava 1", "iz čl. 388. st. 1. Zakonika", ["čl. 388", "st. 1"]],
    ['"član 388"', "iz čl. 388. Zakonika", ["čl. 388"]],
    ["членот 418", "од чл. 418", ["чл. 418"], "mk"],
    ["broj 12", "presuda br. 12", ["br. 12"]],
    ["numri 214", "vendimi me nr. 214", ["nr. 214"], "sq"],
    ["stav", "čl. 388. st. 1.", []],
    ["=član 388", "iz čl. 388.", []],
    ["=čl. 388", "iz člana 388.", []],
    ["čl 388", "iz člana 388.", []],
  ])("%s", (typed, text, found, language) => {
    expect(marked(text, typed, language)).toEqual(found);
  });
});

describe("sums", () => {
  const GROUPED = ["186400", "186.400", "186,400", "186.400,00"];

  test.each(GROUPED)("%s finds it however its digits are grouped", (typed) => {
    for (const text of GROUPED) expect(marked(`iznos od ${text} dinara`, typed)).not.toEqual([]);
  });

  test.each(["1500000", "1.500.000", "1,500,000", "1 500 000"])("%s finds millions, with a space too", (typed) => {
    for (const text of ["1500000", "1.500.000", "1,500,000"])
      expect(marked(`iznos od ${text} denara`, typed)).not.toEqual([]);
  });

  test("are no other numbers that stand near each other, and no years or case numbers", () => {
    expect(marked("tačke 186, 400", "186400")).toEqual([]);
    expect(marked("iznos od 186.400,00 dinara", "186 400")).not.toEqual([]);
    expect(marked("čl. 388. i 390. Zakonika", "388 390")).toEqual(["388", "390"]);
    expect(marked("iznos od 1 500 000 lekë", "1500000", "sq")).toEqual(["1 500 000"]);
    expect(marked("godine 2020", "2.023")).toEqual([]);
    expect(otherWays("К-1184/23")).toEqual([]);
    expect(otherWays("12.05.2023")).toEqual([]);
    expect(otherWays("Petrović")).toEqual([]);
  });
});

test.each([
  ["čl. 388", "iz člana 388. stav 1.", ["člana 388"]],
  ["186400", "iznos od 186.400,00 dinara", ["186.400"]],
  ["1500000", "shuma 1,500,000 dhe 1 500 000", ["1,500,000", "1 500 000"]],
])("the text's own Find finds %s, too", (typed, text, found) => {
  const places = new ShownText(text, "sr").find(typed);
  expect(places.map(({ start, end }) => text.slice(start, end))).toEqual(found);
});

describe("a category as it is printed", () => {
  const named = { label: { en: "Deception or fraud", "sr-Latn": "Obmana" } };
  const categories = [aCategory("deception", "B2", named), aCategory("abuse", "B3", { label: { en: "Abuse" } })];
  const methodology = { ...versionOf([]), content: contentOf(categories) };

  test.each<[typed: string, codes: string[]]>([
    ["B2 Deception or fraud", ["B2"]],
    ["Deception B2", ["B2"]],
    ["B2", ["B2"]],
    ["obmana", ["B2"]],
    ["B3 Deception", []],
  ])("%s", (typed, codes) => {
    const found = namedCategories(methodology, "en", namingWords(typed), 5);
    expect(found.map((each) => each.category.code)).toEqual(codes);
  });
});
