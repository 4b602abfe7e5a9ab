import { joinLines } from "./line-joining.ts";
import type { PdfItem, PdfLine } from "./pdf-lines.ts";

/** A cell of a table that was drawn on a page: its words in one line. */
export interface PdfCell {
  row: number;
  column: number;
  text: string;
}

/** Pieces of a line that a program drew one after the other without a gap. */
interface Fragment {
  items: PdfItem[];
  text: string;
  x: number;
  right: number;
  y: number;
  size: number;
}

export interface PdfTable {
  rows: { y: number; size: number; cells: PdfCell[] }[];
  items: Set<PdfItem>;
}

const GAP = 0.45;
const MIN_ROWS = 3;
const NO_COMPOUNDS: ReadonlySet<string> = new Set();
const NEAR = 2.5;
const MARKER = /^(?:[•●▪◦‣\uf0b7*–-]|\(?[\divxlcIVXLC\p{L}]{1,4}[.)]+)$/u;

/**
 * The tables of a page, from the order in which its words were drawn: programs draw a table cell by cell, so a jump
 * up and to the right, or a gap, to a place where other lines jump too is the border of a column; the way back is the
 * next row. Words that fit no such grid are left to the paragraphs.
 */
export function tablesOf(items: readonly PdfItem[]): PdfTable[] {
  const fragments = fragmentsOf(items);
  const columns = columnStarts(fragments);
  if (columns.length === 0) return [];
  const tables: PdfTable[] = [];
  let run: { fragment: Fragment; column: number }[] = [];
  const flush = (): void => {
    const table = toTable(run);
    if (table) tables.push(table);
    run = [];
  };
  for (const fragment of fragments) {
    const column = columnOf(fragment, columns);
    if (column === null) flush();
    else run.push({ fragment, column });
  }
  flush();
  return tables;
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
    } else
      out.push({
        items: [item],
        text: item.text.trim(),
        x: item.x,
        right: item.x + item.width,
        y: item.y,
        size: item.size,
      });
  }
  return out;
}

/** Left borders of the columns after the first, from left to right. */
function columnStarts(fragments: readonly Fragment[]): number[] {
  const starts: { x: number; ys: Set<number> }[] = [];
  for (const [i, fragment] of fragments.entries()) {
    const before = fragments[i - 1];
    if (!before || !isCellMove(before, fragment)) continue;
    // Justified lines have small gaps between all their words; only after a number or bullet they mean a column.
    if (isProseGap(before, fragment) && !MARKER.test(before.text)) continue;
    const known = starts.find((start) => Math.abs(start.x - fragment.x) < NEAR);
    if (known) known.ys.add(Math.round(fragment.y));
    else starts.push({ x: fragment.x, ys: new Set([Math.round(fragment.y)]) });
  }
  return starts
    .filter((start) => start.ys.size >= MIN_ROWS)
    .map((start) => start.x)
    .sort((a, b) => a - b);
}

function isCellMove(before: Fragment, after: Fragment): boolean {
  const sameLine = Math.abs(before.y - after.y) < after.size * GAP;
  return sameLine ? after.x > before.right : after.y > before.y && after.x > before.x + after.size;
}

/** A small gap on one line, as justified lines have between all their words. */
function isProseGap(before: Fragment, after: Fragment): boolean {
  return Math.abs(before.y - after.y) < after.size * GAP && after.x - before.right < after.size * 0.6;
}

/** The column of a fragment; null when it begins at none or runs over the border of the next one. */
function columnOf(fragment: Fragment, columns: readonly number[]): number | null {
  const first = columns[0] ?? 0;
  const at = columns.findIndex((x) => Math.abs(x - fragment.x) < NEAR);
  if (at < 0) return fragment.x < first - NEAR && fragment.right <= first + 1 ? 0 : null;
  const next = columns[at + 1];
  return next !== undefined && fragment.right > next + 1 ? null : at + 1;
}

function toTable(run: readonly { fragment: Fragment; column: number }[]): PdfTable | null {
  const rows: { column: number; fragment: Fragment }[][] = [];
  let before: { fragment: Fragment; column: number } | null = null;
  for (const one of run) {
    const next =
      !before ||
      one.column < before.column ||
      (one.column === before.column && before.fragment.y - one.fragment.y > one.fragment.size * 1.6) ||
      one.fragment.y < before.fragment.y - one.fragment.size * 4;
    if (next) rows.push([]);
    rows.at(-1)?.push(one);
    before = one;
  }
  const isWide = (row: readonly { column: number }[]): boolean => row.some(({ column }) => column > 0);
  while (rows[0] && !isWide(rows[0])) rows.shift();
  while (rows.length > 0 && !isWide(rows.at(-1) ?? [])) rows.pop();
  const used = new Set(rows.flat().map(({ column }) => column));
  if (rows.filter((row) => new Set(row.map(({ column }) => column)).size > 1).length < MIN_ROWS) return null;
  // Numbers or bullets before paragraphs are a list.
  const markers = rows.flat().filter(({ column }) => column === 0);
  if (used.size <= 2 && markers.every(({ fragment }) => MARKER.test(fragment.text))) return null;
  return {
    rows: rows.map((row, number) => ({
      y: row[0]?.fragment.y ?? 0,
      size: row[0]?.fragment.size ?? 10,
      cells: cellsOf(row, number),
    })),
    items: new Set(rows.flat().flatMap(({ fragment }) => fragment.items)),
  };
}

function cellsOf(row: readonly { column: number; fragment: Fragment }[], number: number): PdfCell[] {
  const texts = new Map<number, string>();
  for (const { column, fragment } of row) {
    const before = texts.get(column);
    texts.set(column, before === undefined ? fragment.text : joinInCell(before, fragment.text));
  }
  return [...texts].map(([column, text]) => ({ row: number, column, text }));
}

/** Narrow columns break dates and numbers in the middle: "18.09.2" + "021.", "132–" + "158". */
function joinInCell(before: string, after: string): string {
  const inNumber = /\d[.,]?$/.test(before) && /^[\d.]/.test(after) && !/\s\d*\.$/.test(before);
  return inNumber || /^[.,;)]/.test(after) ? before + after : joinLines(before, after, NO_COMPOUNDS);
}

/** A row as a line among the lines of its page. */
export function rowLine(table: number, row: PdfTable["rows"][number]): PdfLine {
  return { segments: [], y: row.y, size: row.size, items: [], table, cells: row.cells };
}
