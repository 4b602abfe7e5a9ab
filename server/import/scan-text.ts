import { UNCERTAIN_BELOW, type ScanWord } from "../../schema/protocol/http/scans.ts";
import type { Recognised } from "../../schema/protocol/http/imports.ts";
import type { ScanItem, ScannedPage } from "../store/shapes/scanned-page.ts";
import { warning } from "./draft.ts";
import { listOfPages } from "./page-list.ts";
import type { Column } from "./pdf/pdf-columns.ts";
import { layOut } from "./pdf/pdf-layout.ts";
import type { PdfLine } from "./pdf/pdf-line.ts";
import type { PdfItem } from "./pdf/pdf-item.ts";
import { paragraphsOf } from "./pdf/pdf-paragraphs.ts";
import { placeWords, type PagedWord } from "./place-words.ts";
import { recogniseDocument } from "./recognise/recognise-document.ts";

/** What a scan holds, and where its words stand in the text: a list for each page, in the order of the text. */
export interface ScanText {
  recognised: Recognised;
  words: ScanWord[][];
}

/** Puts the text together from all pages, in their order. Throws `empty`, `too-complex`. */
export function recogniseScan(pages: readonly ScannedPage[]): ScanText {
  const items = pages.map((page) => page.items);
  // The order in which pictures are read says nothing of cells.
  const drawn = pages.map((page) => (page.source === "text" ? page.items : []));
  const columns = layOut(items, drawn);
  const read = pages.filter(({ source }) => source === "read").map(({ number }) => number);
  const words = wordsInOrder(items, columns);
  const uncertain = words.filter(({ word }) => word.confidence < UNCERTAIN_BELOW).length;
  const warnings = read.length > 0 ? [warning("text-read-from-images", { pages: listOfPages(read), uncertain })] : [];
  const recognised = recogniseDocument({ blocks: paragraphsOf(columns), pages: pages.length, warnings }, "pictures");
  const placed = placeWords(words, recognised.text);
  return {
    recognised,
    words: pages.map((_, i) => placed.filter(({ page }) => page === i).map(({ at }) => at)),
  };
}

/** The words that are left after headers and footers went. A row that was broken over two pages has words of both. */
function wordsInOrder(items: readonly ScanItem[][], pages: readonly Column[][]): PagedWord[] {
  const pageOf = new Map(
    items.flatMap((page, i) => page.flatMap(({ words }) => words.map((word) => [word, i] as const))),
  );
  const ordered = pages.flatMap((columns) => columns.flatMap(({ lines }) => lines.flatMap(wordsOf)));
  return ordered.map((word) => ({ page: pageOf.get(word) ?? 0, word }));
}

function wordsOf({ segments, items, row }: PdfLine): ScanItem["words"] {
  if (row) return row.cells.flatMap(({ fragments }) => fragments.flatMap((fragment) => readIn(fragment.items)));
  const [first] = segments;
  const last = segments.at(-1);
  if (!first || !last) return [];
  // A line of two columns was cut, and each half still knows all that the line was made of.
  return readIn(items.filter((item) => item.x >= first.x - 1 && item.x + item.width <= last.right + 1));
}

function readIn(items: readonly PdfItem[]): ScanItem["words"] {
  return items.flatMap((item) => ("words" in item ? (item as ScanItem).words : []));
}
