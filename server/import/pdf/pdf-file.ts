import { createRequire } from "node:module";
import path from "node:path";
import {
  getDocument,
  OPS,
  VerbosityLevel,
  type PDFDocumentProxy,
  type PDFPageProxy,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import type { TextContent, TextItem } from "pdfjs-dist/types/src/display/api.js";
import { ImportFailure } from "../failure.ts";
import { indexOfAscii } from "../format.ts";
import type { PdfItem } from "./pdf-item.ts";
import { withHyphens, withoutHidden } from "./pdf-hyphens.ts";
import { inMainDirection, turnedUpright } from "./pdf-direction.ts";

/** Where the end mark must stand; some mail gateways append a little after it. */
const TAIL = 2048;
/** Letters on a page below which it counts as a picture with a stamp. */
export const FEW_LETTERS = 8;
/** What one page may draw of text, and in how many parts, which cost most: a page with more repeats itself, and may never end. */
const MAX_LETTERS = 1_000_000;
const MAX_PARTS = 2000;

/** Throws `truncated`: pdf.js would repair a file without its end, and hand over half a verdict as if it were whole. */
export function checkEnd(bytes: Uint8Array): void {
  if (indexOfAscii(bytes.subarray(Math.max(0, bytes.length - TAIL)), "%%EOF") < 0)
    throw new ImportFailure("truncated", "the end mark is missing");
}

/** Throws `encrypted` where a password is asked for, `broken`. */
export async function openPdf(bytes: Uint8Array, { maxImageSize = -1, verbosity = 0 } = {}): Promise<PDFDocumentProxy> {
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
      verbosity,
      maxImageSize,
      enableXfa: false,
      disableFontFace: true,
      useSystemFonts: false,
    }).promise;
  } catch (error) {
    throw failureOf(error);
  }
}

/** The text that a page gives itself. `number` from 1. Throws `too-complex` before a page without an end is read. */
export async function itemsOf(document: PDFDocumentProxy, number: number): Promise<PdfItem[]> {
  try {
    const page = await document.getPage(number);
    const runs = (await drawnOn(page)).map(({ str, width, fontName, transform }) => {
      const matrix = transform.map(Number);
      const size = Math.hypot(matrix[2] ?? 0, matrix[3] ?? 0);
      return { text: str, width, font: fontName, size, upright: turnedUpright(matrix) };
    });
    const items = (await withHyphens(page, runs)).flatMap(({ text, width, font, upright }) =>
      upright ? [{ text: withoutHidden(text), width, font, ...upright }] : [],
    );
    page.cleanup();
    // Where the first page is damaged, pdf.js puts an empty one of its own in its place, and knows of no other.
    if (page.ref === null && items.length === 0) throw new ImportFailure("broken", "PDF: no first page");
    return inMainDirection(items);
  } catch (error) {
    // pdf.js would go on with a page of which nobody wants any more, and nobody hear of the failure.
    await document.loadingTask.destroy();
    throw failureOf(error);
  }
}

/** What `getTextContent` would hand over when all of it is there. */
async function drawnOn(page: PDFPageProxy): Promise<TextItem[]> {
  const reader = (page.streamTextContent() as ReadableStream<TextContent>).getReader();
  const drawn: TextItem[] = [];
  let [letters, parts] = [0, 0];
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    for (const item of part.value.items) {
      if (!("str" in item) || item.str === "") continue;
      drawn.push(item);
      letters += item.str.length;
    }
    if (++parts <= MAX_PARTS && letters <= MAX_LETTERS) continue;
    throw new ImportFailure("too-complex", "PDF: too much text on a page");
  }
  return drawn;
}

export function failureOf(error: unknown): ImportFailure {
  if (error instanceof ImportFailure) return error;
  const name = error instanceof Error ? error.name : "";
  if (name === "PasswordException") return new ImportFailure("encrypted", "PDF with a password");
  return new ImportFailure("broken", `PDF: ${name}`);
}

export function lettersOn(items: readonly PdfItem[]): number {
  return items.reduce((sum, item) => sum + (item.text.match(/[\p{L}\d]/gu)?.length ?? 0), 0);
}

/** Whether a page holds a picture, or lines that may be letters. No picture is decoded for that. */
export async function isDrawnOn(bytes: Uint8Array): Promise<boolean> {
  let isPictured = false;
  // With pictures of one dot at most it leaves each picture out, and says so. Nobody else warns in the process that reads a file.
  console.warn = (message: unknown) => (isPictured ||= String(message).includes(PICTURE_LEFT_OUT));
  const document = await openPdf(bytes, { maxImageSize: 1, verbosity: VerbosityLevel.WARNINGS });
  for (let number = 1; number <= document.numPages && !isPictured; number++) {
    const page = await document.getPage(number);
    const { fnArray } = await page.getOperatorList();
    isPictured ||= fnArray.some((operation) => DRAWING.has(operation));
    page.cleanup();
  }
  await document.loadingTask.destroy();
  return isPictured;
}

/** What pdf.js says of a picture that is larger than it may be. It leaves it out, as if the page had none. */
export const PICTURE_LEFT_OUT = "Image exceeded maximum allowed size";

const DRAWING: ReadonlySet<number> = new Set([
  OPS.constructPath,
  OPS.shadingFill,
  OPS.paintImageXObject,
  OPS.paintInlineImageXObject,
  OPS.paintImageMaskXObject,
  OPS.paintSolidColorImageMask,
]);
