import { describe, expect, it } from "vitest";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { markMatches } from "../../../client/elements/marked.ts";
import { searchCategories } from "../../../client/verdict/categories/category-search.ts";
import type { CategoryView } from "../../../client/verdict/model/view-model.ts";

function category(code: string, label: string, ...labels: string[]): CategoryView {
  return {
    id: CategoryId.parse(`x.${code.toLowerCase()}`),
    code,
    parent: null,
    label,
    labels: [label, ...labels],
    said: [],
    definition: "",
    include: [],
    exclude: [],
    example: "",
    nearMiss: "",
    spanRule: "",
    onlyChildren: false,
    digit: null,
    count: { min: 0, max: 0 },
    total: { min: 0, max: 0 },
    isBranch: false,
  };
}

const CATEGORIES = [
  category("A1", "Recruitment", "Vrbovanje", "Врбовање", "Врбување", "Rekrutimi"),
  category("B1", "Force or threat", "Sila ili pretnja", "Сила или претња"),
  category("B3", "Abuse of a position of vulnerability", "Zloupotreba teškog položaja", "Злоупотреба тешког положаја"),
  category("B30", "Other means", "Drugi način"),
  category("E1", "Vulnerability: poverty", "Ranjivost: siromaštvo", "Cenueshmëria"),
  category("J2", "Invulnerable rule", "Đorđe's rule"),
];
const codes = (query: string) => searchCategories(CATEGORIES, query).map(({ category: { code } }) => code);

describe("finding a category", () => {
  it("ranks the whole code, the start of a code, of a label and of a word, in this order, and finds nothing inside a word", () => {
    expect(codes("b3")).toEqual(["B3", "B30"]);
    expect(codes("b").slice(0, 3)).toEqual(["B1", "B3", "B30"]);
    expect(codes("vuln")).toEqual(["E1", "B3"]);
  });

  it.each([
    ["Latin for Cyrillic", "vrbov", "A1"],
    ["Cyrillic", "врбов", "A1"],
    ["Macedonian", "врбув", "A1"],
    ["no diacritics", "teskog", "B3"],
    ["diacritics", "TEŠKOG", "B3"],
    ["Albanian", "cenueshmeria", "E1"],
    ["đ as dj", "djordje", "J2"],
    ["a Cyrillic code", "Б3", "B3"],
  ])("is blind to script, diacritics and language: %s", (_, query, code) => {
    expect(codes(query)[0]).toBe(code);
  });

  it("says by which other label it found, and says nothing where the own one matches as well", () => {
    expect(searchCategories(CATEGORIES, "rekrut")[0]?.other).toBe("Rekrutimi");
    expect(searchCategories(CATEGORIES, "recruit")[0]?.other).toBeNull();
  });

  it("finds by what a category includes and how it is defined, in any language, behind all names", () => {
    const labour = {
      ...category("C2", "Трудова експлоатација и принудна работа"),
      said: [
        "неисплатена плата",
        "rad bez plate",
        "Работа за туѓа корист, под принуда или поради долг. Експлоатација на лице.",
      ],
    };
    const pay = category("M1", "Платен посредник");
    const delay = category("M2", "Одолговлекување");
    const found = (query: string) =>
      searchCategories([labour, pay, delay], query).map(({ category: { code }, other }) => [code, other]);
    expect(found("плат")).toEqual([
      ["M1", null],
      ["C2", "неисплатена плата"],
    ]);
    expect(found("плате")).toEqual([
      ["M1", null],
      ["C2", "rad bez plate"],
    ]);
    expect(found("работ експл")).toEqual([["C2", null]]);
    // Nothing in the middle of a word.
    expect(found("долг").map(([code]) => code)).toEqual(["C2"]);
    expect(found("исплатена")).toEqual([]);
    // So few letters begin some word of everything.
    expect(found("ра").map(([code]) => code)).toEqual(["C2"]);
    expect(found("ту")).toEqual([]);
  });

  it("finds by several beginnings of words in any order, and nothing for nothing", () => {
    expect(codes("vuln abuse")).toEqual(["B3"]);
    expect(codes("  ")).toEqual([]);
    expect(codes("zzz")).toEqual([]);
  });

  it("finds the other forms of a word, behind what is as it was typed", () => {
    expect(codes("pretnjom")).toEqual(["B1"]);
    expect(codes("злоупотребе тешких положаја")).toEqual(["B3"]);
    expect(codes("zloupotrebom sile")).toEqual([]);
  });

  it("marks the match in the label as it is written", () => {
    expect(markMatches("Zloupotreba teškog položaja", "TESK")).toEqual([
      { text: "Zloupotreba ", isMatch: false },
      // A form of the word is marked whole.
      { text: "teškog", isMatch: true },
      { text: " položaja", isMatch: false },
    ]);
    expect(markMatches("Врбовање", "vrb")[0]).toEqual({ text: "Врб", isMatch: true });
    expect(
      markMatches("Abuse of vulnerability", "vuln abu")
        .filter(({ isMatch }) => isMatch)
        .map(({ text }) => text),
    ).toEqual(["Abu", "vuln"]);
    expect(markMatches("Other", "zzz")).toEqual([{ text: "Other", isMatch: false }]);
  });
});
