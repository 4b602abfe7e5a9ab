import { readFileSync } from "node:fs";
import { strToU8 } from "fflate";
import { expect, test } from "vitest";
import { assemble } from "../../../server/import/assemble.ts";
import { paragraph } from "../../../server/import/draft.ts";
import { ImportFailure } from "../../../server/import/failure.ts";
import { importFile, importText } from "../../../server/import/import.ts";

const FOLDER = new URL("../../fixtures/verdicts/", import.meta.url);
const verdict = (name: string): Uint8Array => readFileSync(new URL(name, FOLDER));
/** Ten megabytes of short paragraphs: honest, and long enough to be at work when a limit strikes. */
const LONG = "Sud je ovaj dokaz u celosti prihvatio, jer je pribavljen na zakonit način.\n\n".repeat(95_000);

test("a reader that goes on beyond its time is killed, and the import fails as too slow", async () => {
  await expect(importText(LONG, { timeLimit: 1 })).rejects.toMatchObject({ code: "too-slow" });
});

test("a reader that works longer than it may is killed, however long it waits for the processor", async () => {
  await expect(importText(LONG, { workLimit: 100 })).rejects.toMatchObject({ code: "too-slow" });
});

test("a page that draws itself without end is refused, and not read until time is up", async () => {
  // Ten forms, each of which draws the next one ten times.
  const forms = Array.from({ length: 10 }, (_, i) =>
    pdfStream(5 + i, i < 9 ? "/X Do ".repeat(10) : LINES, i < 9 ? `/XObject << /X ${6 + i} 0 R >>` : FONT),
  );
  const file = `%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >> >> endobj
${pdfStream(4, "/X Do", "")}${forms.join("")}15 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj
trailer << /Root 1 0 R >>
%%EOF`;
  await expect(importFile(strToU8(file), "forms.pdf", { workLimit: 20_000 })).rejects.toMatchObject({
    code: "too-complex",
    detail: "PDF: too much text on a page",
  });
});

const LINES = `BT /F 9 Tf 50 800 Td ${"0 -12 Td (Sud je ovaj dokaz prihvatio.) Tj ".repeat(60)}ET`;
const FONT = "/Font << /F 15 0 R >>";
const pdfStream = (number: number, content: string, resources: string): string =>
  `${number} 0 obj << /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << ${resources} >> /Length ${content.length} >>\nstream\n${content}\nendstream endobj\n`;

test("a paragraph over 1,500 pages is refused by its length at once", () => {
  const pieces = Array.from({ length: 1500 }, (_, i) => ({
    text: "Sud je ovaj dokaz prihvatio. ".repeat(120),
    page: i + 1,
  }));
  const begun = performance.now();
  expect(() => assemble([paragraph("", { pieces })])).toThrow(ImportFailure);
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test("a reader that takes more memory than it may is killed, and the import fails as too complex", async () => {
  await expect(importText(LONG, { memoryLimit: 48 * 1024 * 1024 })).rejects.toMatchObject({
    code: "too-complex",
    detail: "out of memory",
  });
});

test("an import that nobody waits for any more is ended", async () => {
  const controller = new AbortController();
  const reading = importText(LONG, { signal: controller.signal });
  controller.abort(new Error("the person left"));
  await expect(reading).rejects.toThrow("the person left");
});

test("bad files among good ones disturb none of them, also when more come than are read at once", async () => {
  const good = ["rs-individual.docx", "rs-individual.pdf", "al-organised.html", "mk-individual.cp1251.txt"];
  const results = await Promise.allSettled([
    ...good.map((name) => importFile(verdict(name), name)),
    importText(LONG, { timeLimit: 1 }),
    importFile(verdict("rs-individual.pdf").subarray(0, 50_000), "half.pdf"),
    ...good.map((name) => importFile(verdict(name), name)),
  ]);
  expect(results.map((result) => (result.status === "fulfilled" ? result.value.language : "refused"))).toEqual([
    "sr",
    "sr",
    "sq",
    "mk",
    "refused",
    "refused",
    "sr",
    "sr",
    "sq",
    "mk",
  ]);
});
