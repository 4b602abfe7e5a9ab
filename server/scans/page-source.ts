import { loadImage, type Canvas } from "@napi-rs/canvas";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { ImportFailure } from "../import/failure.ts";
import { MAX_PAGES } from "../import/limits.ts";
import { checkEnd, failureOf, FEW_LETTERS, itemsOf, lettersOn, openPdf } from "../import/pdf-file.ts";
import { canvasForPage, canvasForPicture } from "./page-image.ts";
import type { ScanItem } from "./scanned-page.ts";

/** A4 across, in points: what a picture that says nothing of its size is taken for. */
const PAPER_POINTS = 595;

export interface SourcePage {
  canvas: Canvas;
  pointsPerPixel: number;
  /** What the file itself says of the page's text; null where that is nothing, and it has to be read. */
  items: ScanItem[] | null;
}

/** The pages of a scanned file, drawn one at a time. */
export interface PageSource {
  count: number;
  /** `number` from 1. Throws ImportFailure. */
  page(number: number): Promise<SourcePage>;
}

export type ScanKind = "pdf" | "png" | "jpeg";

/** Throws `truncated`, `encrypted`, `too-complex`, `broken`. */
export async function openPages(bytes: Uint8Array, kind: ScanKind): Promise<PageSource> {
  return kind === "pdf" ? openPdfPages(bytes) : openPicture(bytes, kind);
}

async function openPdfPages(bytes: Uint8Array): Promise<PageSource> {
  checkEnd(bytes);
  const document = await openPdf(bytes);
  if (document.numPages > MAX_PAGES) throw new ImportFailure("too-complex", "too many pages");
  return { count: document.numPages, page: (number) => drawPage(document, number) };
}

async function drawPage(document: PDFDocumentProxy, number: number): Promise<SourcePage> {
  try {
    const own = await itemsOf(document, number);
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const { canvas, scale } = canvasForPage(width, height);
    const drawing = { canvas: null, canvasContext: canvas.getContext("2d"), viewport: page.getViewport({ scale }) };
    await page.render(drawing).promise;
    page.cleanup();
    const items = lettersOn(own) < FEW_LETTERS ? null : own.map((item) => ({ ...item, words: [], cell: null }));
    return { canvas, pointsPerPixel: 1 / scale, items };
  } catch (error) {
    throw failureOf(error);
  }
}

async function openPicture(bytes: Uint8Array, kind: "png" | "jpeg"): Promise<PageSource> {
  if (!isWhole(bytes, kind)) throw new ImportFailure("truncated", "the end mark is missing");
  const picture = await loadImage(Buffer.from(bytes)).catch(() => {
    throw new ImportFailure("broken", kind);
  });
  return {
    count: 1,
    // oxlint-disable-next-line typescript/require-await -- a PDF's pages take a while
    async page() {
      const { canvas } = canvasForPicture(picture.width, picture.height);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      return { canvas, pointsPerPixel: PAPER_POINTS / Math.min(canvas.width, canvas.height), items: null };
    },
  };
}

/** Decoders fill in what is missing with grey; half a page must not look like a whole one. */
function isWhole(bytes: Uint8Array, kind: "png" | "jpeg"): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 4096)));
  return kind === "png" ? tail.includes("IEND", 0, "latin1") : tail.includes(Buffer.from([0xff, 0xd9]));
}
