import { joinLines } from "./line-joining.ts";
import type { PdfLine } from "./pdf-line.ts";
import type { PdfItem } from "./pdf-item.ts";
import type { PdfTable, Fragment, Cell, TableRow } from "./pdf-table.ts";

const GAP = 0.45;
const MIN_ROWS = 2;
const NEAR = 2.5;
const NO_WORDS: ReadonlySet<string> = new Set();
const MARKER = /^(?:[•●▪◦‣\uf0b7*–-]|\(?[\divxlcIVXLC\p{L}]{1,4}[.)]+)$/u;

/**
 * The tables of a page, from the order in which its words were drawn: programs draw a table cell by cell, so a jump
 * up and to the right, or a gap, is the border of a column where the next rows jump to the same place; the way back
 * is the next row. Words that fit no such grid are left to the paragraphs.
 */
export function tablesOf(items: readonly PdfItem[]): PdfTable[] {
  const tables: PdfTable[] = [];
  let current: PdfTable | null = null;
  const flush = (): void => {
    if (current && isTable(current)) tables.push(current);
    current = null;
  };
  for (const fragments of rowsOf(fragmentsOf(items))) {
    if (current && fits(current, fragments)) current.rows.push({ cells: placed(current, fragments) });
    else {
      flush();
      if (fragments.length < 2) continue;
      current = { starts: fragments.map(([first]) => first?.x ?? 0), rows: [] };
      current.rows.push({ cells: placed(current, fragments) });
    }
  }
  flush();
  return tables;
}

/** The items of which a table's rows consist. */
export function itemsOf(table: PdfTable): PdfItem[] {
  return table.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.fragments.flatMap(({ items }) => items)));
}

/** Words of one line of a cell. */
export function toFragment(items: readonly PdfItem[]): Fragment {
  const [first] = items;
  const right = Math.max(...items.map(({ x, width }) => x + width));
  const text = items.map((item) => item.text).join(" ");
  return { items: [...items], text, x: first?.x ?? 0, right, y: first?.y ?? 0, size: first?.size ?? 10 };
}

function fragmentsOf(items: readonly PdfItem[]): Fragment[] {
  const out: Fragment[] = [];
  for (const item of items) {
    if (item.text.trim() === "") continue;
    const last = out.at(-1);
    const gap = last ? item.x - last.right : Infinity;
    if (last && Math.abs(last.y - item.y) < item.size * GAP && gap < item.size * GAP && gap > -item.size) {
      const space = gap > item.size * 0.17 || /\s$/.test(last.text) ? " " : "";
      last.text = last.text.trimEnd() + space + item.text.trimStart();
      last.right = item.x + item.width;
      last.items.push(item);
    } else {
      const { x, y, size, width } = item;
      out.push({ items: [item], text: item.text.trim(), x, right: x + width, y, size });
    }
  }
  return out;
}

/** Rows as they may have been drawn: cells from left to right, each with its lines. A line of prose is a row of one cell. */
function rowsOf(fragments: readonly Fragment[]): Fragment[][][] {
  const rows: Fragment[][][] = [];
  for (const fragment of fragments) {
    const row = rows.at(-1);
    const cell = row?.at(-1);
    const before = cell?.at(-1);
    if (!row || !cell || !before) rows.push([[fragment]]);
    else if (isNextLine(before, fragment, cell[0]?.x ?? 0)) cell.push(fragment);
    else if (isCellMove(before, fragment)) row.push([fragment]);
    else rows.push([[fragment]]);
  }
  return rows;
}

function isNextLine(before: Fragment, after: Fragment, x: number): boolean {
  const gap = before.y - after.y;
  return Math.abs(after.x - x) < NEAR && gap > after.size * 0.5 && gap < after.size * 1.5;
}

function isCellMove(before: Fragment, after: Fragment): boolean {
  if (Math.abs(before.y - after.y) >= after.size * GAP) return after.y > before.y && after.x > before.x + after.size;
  // Justified lines have small gaps between all their words; only after a number or bullet they mean a column.
  return after.x - before.right > after.size * (MARKER.test(before.text) ? 0 : 0.6);
}

/** Whether a row stands on the grid of a table: each cell begins at a column and ends before the next one. */
function fits(table: PdfTable, row: readonly Fragment[][]): boolean {
  return row.every((cell) => {
    const at = columnAt(table, cell);
    const next = table.starts[at + 1] ?? Infinity;
    return at >= 0 && cell.every((fragment) => fragment.right <= next + 1);
  });
}

function columnAt(table: PdfTable, [first]: readonly Fragment[]): number {
  return table.starts.findIndex((start) => Math.abs(start - (first?.x ?? 0)) < NEAR);
}

function placed(table: PdfTable, row: readonly Fragment[][]): Cell[] {
  return row.map((fragments) => ({ column: columnAt(table, fragments), fragments }));
}

function isTable(table: PdfTable): boolean {
  // A last row of one cell in the first column is the paragraph after the table.
  const isWide = ({ cells }: TableRow): boolean => cells.some(({ column }) => column > 0);
  while (table.rows.length > 0 && !isWide(table.rows.at(-1) ?? { cells: [] })) table.rows.pop();
  if (table.rows.filter(({ cells }) => cells.length > 1).length < MIN_ROWS) return false;
  // Numbers or bullets before paragraphs are a list.
  const first = table.rows.flatMap(({ cells }) => cells.filter(({ column }) => column === 0));
  return table.starts.length > 2 || !first.every(({ fragments }) => fragments.every(({ text }) => MARKER.test(text)));
}

/** The words of a row's cells, each in one line. */
export function cellTexts(table: PdfTable, row: TableRow): { column: number; text: string }[] {
  return row.cells.map(({ column, fragments }) => {
    const widest = widestOf(table, column);
    const text = fragments.reduce((whole, fragment, i) => {
      const before = fragments[i - 1];
      if (!before) return fragment.text;
      return isBroken(before, fragment, widest) ? whole + fragment.text : joinLines(whole, fragment.text, NO_WORDS);
    }, "");
    return { column, text };
  });
}

const widths = new WeakMap<PdfTable, Map<number, number>>();

function widestOf(table: PdfTable, column: number): number {
  const known = widths.get(table) ?? new Map<number, number>();
  widths.set(table, known);
  const width = known.get(column);
  if (width !== undefined) return width;
  const all = table.rows.flatMap(({ cells }) => cells.filter((cell) => cell.column === column));
  const widest = all.flatMap(({ fragments }) => fragments).reduce((max, one) => Math.max(max, one.right - one.x), 0);
  known.set(column, widest);
  return widest;
}

/**
 * Narrow columns break words that are wider than they: "18.09.2" + "021.". Such a piece fills its line alone, and
 * goes on in the middle of a number or with small letters; what was broken at a space does not.
 */
function isBroken(before: Fragment, after: Fragment, widest: number): boolean {
  const width = before.right - before.x;
  const letter = width / before.text.length;
  const next = Math.max(letter, (after.right - after.x) / after.text.length);
  if (/\s/.test(before.text) || width + next * 1.05 < widest) return false;
  const [rest = ""] = after.text.split(/\s/);
  if (/[\d.:,/]$/.test(before.text) && /^[\d.,:/]/.test(rest)) return true;
  return (
    /\p{L}$/u.test(before.text) &&
    /^[\p{Ll}.]/u.test(rest) &&
    letter * (before.text.length + rest.length) > widest * 1.1
  );
}

/** A row as a line among the lines of its page. */
export function rowLine(table: PdfTable, row: TableRow): PdfLine {
  const fragments = row.cells.flatMap((cell) => cell.fragments);
  const y = Math.max(...fragments.map((fragment) => fragment.y));
  return { segments: [], y, size: fragments[0]?.size ?? 10, items: [], table, row };
}

/**
 * Tables that go on over the end of a page become one: a header that is drawn again goes, and a row that was broken
 * over the page is put together. Changes the pages' lines in place.
 */
export function joinTables(pages: PdfLine[][]): void {
  for (const [i, page] of pages.entries()) {
    const last = pages[i - 1]?.at(-1);
    const first = page[0];
    if (!last?.table || !first?.table || !isSameGrid(last.table, first.table)) continue;
    const table = last.table;
    const from = first.table;
    for (const line of page) if (line.table === from) line.table = table;
    const [head] = table.rows;
    const [again] = from.rows;
    if (head && again && textOfRow(table, head) === textOfRow(from, again)) {
      from.rows.shift();
      page.shift();
    }
    const rest = from.rows[0];
    const lastRow = table.rows.at(-1);
    if (rest && lastRow && rest === page[0]?.row && isRestOf(lastRow, rest)) {
      for (const cell of rest.cells)
        lastRow.cells.find(({ column }) => column === cell.column)?.fragments.push(...cell.fragments);
      from.rows.shift();
      page.shift();
    }
    table.rows.push(...from.rows);
    widths.delete(table);
  }
}

function isSameGrid(one: PdfTable, other: PdfTable): boolean {
  return (
    one.starts.length === other.starts.length &&
    one.starts.every((start, i) => Math.abs(start - (other.starts[i] ?? 0)) < NEAR)
  );
}

/** The rest of a broken row begins no first cell, and adds only to cells that the row has. */
function isRestOf(row: TableRow, rest: TableRow): boolean {
  const columns = new Set(row.cells.map(({ column }) => column));
  return columns.has(0) && rest.cells.every(({ column }) => column > 0 && columns.has(column));
}

function textOfRow(table: PdfTable, row: TableRow): string {
  return cellTexts(table, row)
    .map(({ column, text }) => `${column}:${text.replace(/\s+/g, "")}`)
    .join("|");
}
