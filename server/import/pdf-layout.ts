import { columnsOf, type Column } from "./pdf-columns.ts";
import { withoutFurniture } from "./pdf-furniture.ts";
import { linesOf, type PdfItem } from "./pdf-lines.ts";
import { joinTables } from "./pdf-tables.ts";

/**
 * Pages in reading order: without running headers and footers, in columns, with tables found. `drawn` is what of each page
 * stands in the order in which a program drew it: tables are seen in that order only.
 */
export function layOut(pages: readonly PdfItem[][], drawn: readonly PdfItem[][]): Column[][] {
  const columns = withoutFurniture(pages.map(linesOf)).map((page, i) => columnsOf(page, drawn[i] ?? []));
  // Tables go on over pages only where a page is one column.
  joinTables(columns.map((page) => (page.length === 1 ? (page[0]?.lines ?? []) : [])));
  return columns;
}
