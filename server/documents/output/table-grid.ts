import { columnWidths } from "../docx-tables.ts";
import { textOf } from "./lengths.ts";
import type { Cell } from "./manuscript.ts";

/** A cell with the column and row that it begins in, from 0. */
export interface PlacedCell {
  cell: Cell;
  x: number;
  y: number;
}

/** Where the cells of a table stand: beside those of rows above that reach down, as browsers and Word lay them out. */
export function placeCells(rows: readonly (readonly Cell[])[]): { columns: number; cells: PlacedCell[] } {
  const taken = new Set<string>();
  const cells: PlacedCell[] = [];
  let columns = 1;
  rows.forEach((row, y) => {
    let x = 0;
    for (const cell of row) {
      const wide = Math.max(1, cell.colspan);
      const isFree = (at: number): boolean =>
        Array.from({ length: wide }, (_, i) => `${at + i} ${y}`).every((place) => !taken.has(place));
      while (!isFree(x)) x++;
      for (let down = 0; down < Math.max(1, cell.rowspan); down++)
        for (let i = 0; i < wide; i++) taken.add(`${x + i} ${y + down}`);
      cells.push({ cell, x, y });
      x += wide;
      columns = Math.max(columns, x);
    }
  });
  return { columns, cells };
}

/** Widths of a table's columns by the words in them, in twentieths of a point; a cell over several asks for none of them. */
export function gridWidths(rows: readonly (readonly Cell[])[]): number[] {
  const { columns, cells } = placeCells(rows);
  const texts = rows.map(() => Array.from({ length: columns }, () => ""));
  for (const { cell, x, y } of cells) {
    const row = texts[y];
    if (row && cell.colspan <= 1) row[x] = textOf(cell.blocks);
  }
  return columnWidths(texts);
}
