import { expect, it } from "vitest";
import { UiLanguage } from "../../../schema/domain/language.ts";
import { writePartialDate, writeSpan } from "../../../schema/language/dates.ts";
import {
  listLabel,
  listStyle,
  listStyleRules,
  typographyOf,
  writeArticle,
  writeNumber,
} from "../../../schema/language/typography.ts";

it("sets each language as it is set", () => {
  const rows = UiLanguage.options.map((language) => [
    language,
    typographyOf(language).marks.join(""),
    writePartialDate("2024-06-19", language),
    writeNumber(12480.5, language),
    writeArticle("15", language).replace("\u00a0", " "),
    [1, 2, 3, 4].map((item) => listLabel(item, language)).join(" "),
  ]);
  expect(rows).toEqual([
    ["en", "“”‘’", "19 June 2024", "12,480.5", "Article 15", "(a) (b) (c) (d)"],
    ["sr-Latn", "„“’’", "19. juna 2024.", "12.480,5", "član 15.", "a) b) c) d)"],
    ["sr-Cyrl", "„“’’", "19. јуна 2024.", "12.480,5", "члан 15.", "а) б) в) г)"],
    ["mk", "„“’‘", "19 јуни 2024", "12.480,5", "член 15", "а) б) в) г)"],
    ["sq", "“”‘’", "19 qershor 2024", "12.480,5", "neni 15", "a) b) c) ç)"],
  ]);
});

it("writes numbers of any size, and as many decimals as are asked for", () => {
  expect([0, 999, 1000, 1_234_567, -1234.25].map((value) => writeNumber(value, "en"))).toEqual([
    "0",
    "999",
    "1,000",
    "1,234,567",
    "−1,234.25",
  ]);
  expect(writeNumber(0.8, "sq", 2)).toBe("0,80");
});

it("goes on after the last letter, as the lists of a page do", () => {
  expect([26, 27, 52, 53].map((item) => listLabel(item, "en"))).toEqual(["(z)", "(aa)", "(az)", "(ba)"]);
  expect(listLabel(37, "sq")).toBe("aa)");
  for (const language of UiLanguage.options)
    expect(listStyleRules()).toContain(`@counter-style ${listStyle(language)} {`);
});

it("takes a tag with a region for its language, and any other for Serbian", () => {
  expect(typographyOf("en-GB")).toBe(typographyOf("en"));
  expect(typographyOf("sr")).toBe(typographyOf("sr-Latn"));
  expect(typographyOf("hr")).toBe(typographyOf("sr-Latn"));
});

it("writes a year alone as a date's: in Serbian an ordinal", () => {
  const span = { date: "2020-06", until: "2021", isAbout: false };
  expect([writePartialDate("2021", "en"), writePartialDate("2021", "mk"), writePartialDate("", "sr-Latn")]).toEqual([
    "2021",
    "2021",
    "",
  ]);
  expect([writeSpan(span, "sr-Latn"), writeSpan(span, "sr-Cyrl")]).toEqual(["jun 2020. – 2021.", "јун 2020. – 2021."]);
});
