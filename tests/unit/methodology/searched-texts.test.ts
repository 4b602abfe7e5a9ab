import { expect, test } from "vitest";
import { holdingWords, lineElsewhere } from "../../../client/methodology/searched-texts.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { stemOf } from "../../../schema/language/stem/stem.ts";

const DOCUMENTS = {
  label: {
    en: "Taking or keeping identity papers",
    "sr-Latn": "Oduzimanje ili zadržavanje ličnih isprava",
    mk: "Одземање или задржување лични исправи",
    sq: "Marrja ose mbajtja e dokumenteve të identitetit",
  },
  definition: { mk: "Документот на жртвата го држи сторителот." },
};

test.each([
  "isprava",
  "isprave",
  "исправама",
  "lične",
  "документи",
  "жртвите",
  "dokumenti",
  "dokumentet",
  "oduzimanja",
])("a category is found by another form of a word that it has: %s", (words) => {
  expect(holdingWords([DOCUMENTS], words).has(DOCUMENTS)).toBe(true);
});

test.each(["isp xyz", "pasoš", "vrbovanje", "зло", "isprave pasoš"])("and not by another word: %s", (words) => {
  expect(holdingWords([DOCUMENTS], words).has(DOCUMENTS)).toBe(false);
});

test.each([
  ["sr", "žrtva žrtve žrtvi žrtvu žrtvom žrtava žrtvama"],
  ["sr", "knjiga knjizi knjigu knjigama"],
  ["sr", "ranjiv ranjiva ranjivog ranjivoj ranjivi ranjivih"],
  ["sr", "Leskovac Leskovca Leskovcu Leskovcem"],
  ["mk", "жртва жртвата жртви жртвите"],
  ["mk", "документ документот документи документите"],
  ["mk", "трговец трговецот трговци трговците"],
  ["sq", "viktimë viktima viktimës viktimën viktimat viktimave"],
  ["sq", "dokument dokumenti dokumentit dokumente dokumentet dokumenteve"],
] as const)("the forms of a word are one in %s: %s", (language, forms) => {
  expect(new Set(forms.split(" ").map((form) => stemOf(foldForSearch(form), language))).size).toBe(1);
});

test("a category found by another language than one reads says its line there", () => {
  expect(lineElsewhere(DOCUMENTS, "жртвите", "en")).toEqual({
    of: "mk",
    line: "Документот на жртвата го држи сторителот.",
  });
  // Words of two lines: the one that has more of them.
  expect(lineElsewhere(DOCUMENTS, "жртва исправи сторител", "en")?.line).toMatch(/^Документот/);
  expect(lineElsewhere(DOCUMENTS, "isprave", "sr-Latn")).toBeNull();
  expect(lineElsewhere(DOCUMENTS, "papers", "en")).toBeNull();
});
