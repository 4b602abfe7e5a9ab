import type { PdfItem } from "./pdf-item.ts";

/** Pieces of a line that a program drew one after the other without a gap. */
export interface Fragment {
  items: PdfItem[];
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
}

export interface Cell {
  column: number;
  fragments: Fragment[];
}

export interface TableRow {
  cells: Cell[];
}

/** A table; it may go on over pages, and then its rows stand on each of them. */
export interface PdfTable {
  /** Left borders of its columns. */
  starts: number[];
  rows: TableRow[];
}
