import { loadImage, type Canvas } from "@napi-rs/canvas";
import { VerbosityLevel, type PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { ImportFailure } from "../import/failure.ts";
import { mustHavePages } from "../import/limits.ts";
import {
  checkEnd,
  failureOf,
  FEW_LETTERS,
  itemsOf,
  lettersOn,
  openPdf,
  PICTURE_LEFT_OUT,
} from "../import/pdf/pdf-file.ts";
import { canvasForPage, canvasForPicture, PAPER_POINTS } from "./page-image.ts";
import { MAX_PIXELS, mustBeDrawable, mustBePaper, sizeOf } from "./picture-size.ts";
import type { ScanKind } from "../store/shapes/scan-kinds.ts";
import type { ScanItem } from "../store/shapes/scanned-page.ts";

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

/** Throws `truncated`, `encrypted`, `too-large`, `too-complex`, `broken`, `unknown-format`. */
export async function openPages(bytes: Uint8Array, kind: ScanKind): Promise<PageSource> {
  if (kind === "tiff") {
    const [{ readTiff }, { toEightBits }, { tiffToPdf }] = await Promise.all([
      import("./tiff.ts"),
      import("./tiff-depth.ts"),
      import("./tiff-pdf.ts"),
    ]);
    return openPdfPages(tiffToPdf(toEightBits(readTiff(bytes))));
  }
  return kind === "pdf" ? openPdfPages(bytes) : openPicture(bytes, kind);
}

async function openPdfPages(bytes: Uint8Array): Promise<PageSource> {
  checkEnd(bytes);
  let isLeftOut = false;
  // Nobody else warns in the process that reads a scan.
  console.warn = (message: unknown) => (isLeftOut ||= String(message).includes(PICTURE_LEFT_OUT));
  const document = await openPdf(bytes, { maxImageSize: MAX_PIXELS, verbosity: VerbosityLevel.WARNINGS });
  mustHavePages(document.numPages);
  return {
    count: document.numPages,
    async page(number) {
      const page = await drawPage(document, number);
      if (isLeftOut)
        throw new ImportFailure("too-large", "a picture of too many pixels", {
          what: "page-picture",
          limit: MAX_PIXELS / 1e6,
          found: number,
        });
      return page;
    },
  };
}

async function drawPage(document: PDFDocumentProxy, number: number): Promise<SourcePage> {
  try {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    mustBePaper(width, height);
    const own = await itemsOf(document, number);
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
  const size = sizeOf(bytes, kind);
  if (!size) throw new ImportFailure("broken", kind);
  mustBeDrawable(size.width, size.height);
  return {
    count: 1,
    async page() {
      const picture = await loadImage(Buffer.from(bytes)).catch(() => {
        throw new ImportFailure("broken", kind);
      });
      const { canvas } = canvasForPicture(picture.width, picture.height);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      // Gives back what was decoded, which lies outside of the heap: with it, Tesseract would not fit beside a large picture.
      picture.src = Buffer.alloc(0);
      return { canvas, pointsPerPixel: PAPER_POINTS / Math.min(canvas.width, canvas.height), items: null };
    },
  };
}

/** Decoders fill in what is missing with grey; half a page must not look like a whole one. */
function isWhole(bytes: Uint8Array, kind: "png" | "jpeg"): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 4096)));
  return kind === "png" ? tail.includes("IEND", 0, "latin1") : tail.includes(Buffer.from([0xff, 0xd9]));
}
