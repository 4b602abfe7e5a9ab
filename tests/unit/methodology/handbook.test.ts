import { strFromU8, unzipSync } from "fflate";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { QuestionId } from "../../../schema/domain/ids.ts";
import type { MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import { LeakError } from "../../../server/export/checks/leak-check.ts";
import { handbookDocx } from "../../../server/methodology/files/handbook-docx.ts";
import { handbookPdf } from "../../../server/methodology/files/handbook-pdf.ts";
import { toHandbook } from "../../../server/methodology/files/handbook.ts";
import { writeMethodologyFile } from "../../../server/methodology/files/write-file.ts";

const HEAD = {
  network: "Test network",
  version: { number: 3, frozenAt: "2026-11-26T10:00:00.000Z" },
  at: "2026-11-26T10:00:00.000Z",
};
const STARTER = readStarterMethodology();

/** A methodology with two categories, of which the second is defined in English alone, and a question that depends on another. */
function small(): MethodologyContent {
  const [act, recruitment] = STARTER.categories;
  const [first, second] = STARTER.questions;
  if (!act || !recruitment || !first || !second) throw new Error("the starter is empty");
  const shownIf = { question: QuestionId.parse(first.id), values: ["not-mentioned"] };
  const { en = "" } = recruitment.definition;
  const inEnglish = { ...recruitment, definition: { en } };
  return { ...STARTER, categories: [act, inEnglish], questions: [first, { ...second, shownIf }] };
}

async function pagesOf(pdf: Uint8Array): Promise<{ roles: string; lang: unknown; text: string; pages: number }> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0 });
  const document = await task.promise;
  const texts: string[] = [];
  let roles = "";
  for (let n = 1; n <= document.numPages; n++) {
    const page = await document.getPage(n);
    const { items } = await page.getTextContent();
    roles += JSON.stringify(await page.getStructTree());
    texts.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  const { info } = await document.getMetadata();
  const found = {
    roles,
    lang: (info as { Language?: unknown }).Language,
    text: texts.join("\n").replace(/\s+/g, " "),
    pages: document.numPages,
  };
  await task.destroy();
  return found;
}

test("the printed handbook is tagged, says its language, and holds cover, contents, tree, categories and questions", async () => {
  const { roles, lang, text } = await pagesOf(await handbookPdf(toHandbook(small(), ["mk"], HEAD)));
  expect(lang).toBe("mk");
  for (const role of ["H1", "H2", "TOC", "L", "P"]) expect(roles).toContain(`"role":"${role}"`);
  for (const words of [
    "Верзија 3, на сила од 26 ноември 2026",
    "Содржина",
    "Од податоците за пресудата, не се прашува",
    "Категориите на едно место",
    "A1",
    "Врбување",
    "Се прикажува само ако",
  ])
    expect(text).toContain(words);
  // Rules name other categories by their keys; in print they stand as codes, where the book has them.
  expect(text).not.toContain("undefined");
});

test("a text that is missing in one of two languages says so beside the other, and in a book in one language another takes its place", async () => {
  const both = toHandbook(small(), ["en", "sr-Cyrl"], HEAD);
  const [, recruitment] = both.categories;
  expect(recruitment?.labels.map(({ lines }) => lines)).toEqual([["Recruitment"], ["Врбовање"]]);
  const [definition] = recruitment?.parts ?? [];
  expect(definition?.texts.map(({ isMissing }) => isMissing)).toEqual([false, true]);
  expect(definition?.texts[1]?.lines).toEqual(["на овом језику још нема текста"]);
  const [one] = toHandbook(small(), ["sq"], HEAD).categories[1]?.parts ?? [];
  expect(one?.texts).toMatchObject([{ language: "en", isMissing: false }]);
  const { text } = await pagesOf(await handbookPdf(both));
  expect(text).toContain("на овом језику још нема текста");
});

test("the Word handbook names the language of each text, and its contents are a field that Word can bring up to date", async () => {
  const parts = unzipSync(await handbookDocx(toHandbook(small(), ["en", "sr-Cyrl"], HEAD)));
  const xml = strFromU8(parts["word/document.xml"] ?? new Uint8Array());
  expect(xml).toContain("TOC ");
  expect(xml).toContain('w:lang w:val="sr-Cyrl-RS"');
  expect(xml).toContain("Врбовање");
  expect(xml).toContain("w:bookmarkStart");
});

test("every format goes through the check for persons' data, even where only one language has it", async () => {
  const content = small();
  const [act] = content.categories;
  if (act) act.example = { ...act.example, "sr-Latn": "lice sa JMBG 3112899710014" };
  for (const format of ["qdc", "json", "xlsx", "docx", "pdf"] as const)
    await expect(writeMethodologyFile({ content, format, languages: ["en"], head: HEAD, passed: 0 })).rejects.toThrow(
      LeakError,
    );
});
