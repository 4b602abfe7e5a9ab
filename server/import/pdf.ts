import { createRequire } from "node:module";
import path from "node:path";
import { getDocument, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { warning, type DraftDocument } from "./draft.ts";
import { ImportFailure } from "./failure.ts";
import { indexOfAscii } from "./format.ts";
import { MAX_PAGES, MAX_TEXT } from "./limits.ts";
import { columnsOf } from "./pdf-columns.ts";
import { withoutFurniture } from "./pdf-furniture.ts";
import { linesOf, type PdfItem } from "./pdf-lines.ts";
import { joinTables } from "./pdf-tables.ts";
import { paragraphsOf } from "./pdf-paragraphs.ts";

/** Where the end mark must stand; some mail gateways append a little after it. */
const TAIL = 2048;
/** Letters on a page below which it counts as a picture with a stamp. */
const FEW = 8;

/**
 * Reads a PDF with a text layer. Throws `encrypted` where a password is asked for, `truncated` without its end mark
 * (pdf.js would mend it, and hand over half a verdict as if it were whole), `no-text` for scans, `broken`.
 */
export async function readPdf(bytes: Uint8Array): Promise<DraftDocument> {
  if (indexOfAscii(bytes.subarray(Math.max(0, bytes.length - TAIL)), "%%EOF") < 0)
    throw new ImportFailure("truncated", "the end mark is missing");
  const document = await open(bytes);
  if (document.numPages > MAX_PAGES) throw new ImportFailure("too-complex", "too many pages");
  const pages: PdfItem[][] = [];
  let letters = 0;
  let unreadable = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const items = await itemsOf(document, number);
    for (const { text } of items) {
      letters += text.length;
      unreadable += text.match(/[\ufffd\ue000-\uf8ff]/g)?.length ?? 0;
    }
    if (letters > MAX_TEXT) throw new ImportFailure("too-large", "the text is too long");
    pages.push(items);
  }
  await document.loadingTask.destroy();
  const empty = pages.flatMap((items, i) => (lettersOn(items) < FEW ? [i + 1] : []));
  if (empty.length === pages.length) throw new ImportFailure("no-text", "pages without text", { scan: 1 });
  const columns = withoutFurniture(pages.map(linesOf)).map((page, i) => columnsOf(page, pages[i] ?? []));
  // Tables go on over pages only where a page is one column.
  joinTables(columns.map((page) => (page.length === 1 ? (page[0]?.lines ?? []) : [])));
  return {
    blocks: paragraphsOf(columns),
    pages: pages.length,
    warnings: [
      ...(empty.length > 0 ? [warning("pages-without-text", { pages: listOf(empty) })] : []),
      ...(unreadable > letters * 0.05 ? [warning("garbled-text")] : []),
    ],
  };
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  const base = path.dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json"));
  try {
    return await getDocument({
      // A copy: pdf.js takes the memory for itself, and refuses Node's Buffer.
      data: new Uint8Array(bytes),
      standardFontDataUrl: `${base}/standard_fonts/`,
      cMapUrl: `${base}/cmaps/`,
      cMapPacked: true,
      wasmUrl: `${base}/wasm/`,
      iccUrl: `${base}/iccs/`,
      verbosity: 0,
      enableXfa: false,
      disableFontFace: true,
      useSystemFonts: false,
    }).promise;
  } catch (error) {
    throw failureOf(error);
  }
}

async function itemsOf(document: PDFDocumentProxy, number: number): Promise<PdfItem[]> {
  try {
    const page = await document.getPage(number);
    const content = await page.getTextContent();
    const items: PdfItem[] = [];
    for (const item of content.items) {
      if (!("str" in item) || item.str === "") continue;
      const [a = 0, b = 0, , d = 0, x = 0, y = 0] = item.transform.map(Number);
      // Text across the page (stamps, watermarks) belongs to no line.
      if (Math.abs(b) > Math.abs(a) * 0.2) continue;
      items.push({
        text: item.str,
        x,
        y,
        width: item.width,
        size: Math.abs(d) || Math.abs(a) || 10,
        font: item.fontName,
      });
    }
    page.cleanup();
    return items;
  } catch (error) {
    throw failureOf(error);
  }
}

function failureOf(error: unknown): ImportFailure {
  if (error instanceof ImportFailure) return error;
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return new ImportFailure("encrypted", "PDF with a password");
  return new ImportFailure("broken", `PDF: ${name}`);
}

function lettersOn(items: readonly PdfItem[]): number {
  return items.reduce((sum, item) => sum + (item.text.match(/[\p{L}\d]/gu)?.length ?? 0), 0);
}

/** "3, 5–9": at most a dozen entries. */
function listOf(pages: readonly number[]): string {
  const runs: string[] = [];
  for (let i = 0; i < pages.length; i++) {
    const from = pages[i] ?? 0;
    let to = from;
    while (pages[i + 1] === to + 1) to = pages[++i] ?? to;
    runs.push(from === to ? String(from) : `${from}–${to}`);
  }
  return runs.length > 12 ? `${runs.slice(0, 12).join(", ")} …` : runs.join(", ");
}
