import type { Segment, PdfItem } from "./pdf-item.ts";
import type { PdfTable, TableRow } from "./pdf-table.ts";

/** Segments of one base line, from left to right. */
export interface PdfLine {
  segments: Segment[];
  y: number;
  size: number;
  /** What the line was made of. */
  items: readonly PdfItem[];
  /** Set for a row of a table, which has no segments. */
  table?: PdfTable;
  row?: TableRow;
}
