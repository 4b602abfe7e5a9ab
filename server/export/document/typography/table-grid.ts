import { AXIS_PAGE } from "./axis-page.ts";
import { columnWidths, wordWidths } from "../../files/docx-tables.ts";
import { inlinesOf, linesOf, textOf, TOGETHER } from "./lengths.ts";
import type { Cell } from "../manuscript/manuscript.ts";

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

/** A table as it is set. */
export interface TableGrid {
  /** Of columns by the words in them, in twentieths of a point. */
  widths: number[];
  cells: (PlacedCell & { width: number })[];
  /** So many rows at the top are headers alone and stand on every page again. */
  heads: number;
  /** Whether each row may go on over the page. */
  mayBreak: boolean[];
  isShort: boolean;
  /** Of all its rows, together. */
  lines: number;
  /** One of its columns is drawn. */
  isDrawn: boolean;
  /** Of many columns whose words ask for so much room that it reaches left over the axis. */
  isWide: boolean;
}

const WIDE_FROM = 5;
/** A row of so many lines would be lower in a wider table. */
const HIGH = 3;

const sum = (all: readonly number[]): number => all.reduce((total, each) => total + each, 0);

const HEADS_MAX = 3;

/** So many letters a key takes, which stays with the word behind it. */
const KEY = "keyed";

function wordsIn({ blocks }: Cell): string {
  const hasKey = [...inlinesOf(blocks)].some((inline) => inline.kind === "drawing" && inline.isKey);
  return (hasKey ? KEY : "") + textOf(blocks);
}

function isDrawn({ blocks }: Cell): boolean {
  return [...inlinesOf(blocks)].some((inline) => inline.kind === "drawing" && !inline.isKey);
}

export function gridOf(rows: readonly (readonly Cell[])[]): TableGrid {
  const { columns, cells: placed } = placeCells(rows);
  const texts = rows.map(() => Array.from({ length: columns }, () => ""));
  for (const { cell, x, y } of placed) {
    const row = texts[y];
    // A cell over several columns asks for none of them.
    if (row && cell.colspan <= 1) row[x] = wordsIn(cell);
  }
  const drawn = placed.find(({ cell }) => isDrawn(cell))?.x ?? -1;
  const widths = drawn < 0 ? fittedWidths(texts) : drawnWidths(texts, drawn);
  const cells = placed.map((each) => ({
    ...each,
    width: widths.slice(each.x, each.x + Math.max(1, each.cell.colspan)).reduce((sum, width) => sum + width, 0),
  }));
  const lines = rows.map(() => 1);
  const high = rows.map(() => 1);
  for (const { cell, y, width } of cells) {
    const own = linesOf(cell.blocks, width / AXIS_PAGE.width);
    lines[y] = Math.max(lines[y] ?? 1, own);
    // A cell over several rows goes on over the page in any of them.
    for (let row = y; row < Math.min(rows.length, y + Math.max(1, cell.rowspan)); row++)
      high[row] = Math.max(high[row] ?? 1, own);
  }
  return {
    widths,
    cells,
    heads: headsOf(rows, lines),
    mayBreak: high.map((each) => each > TOGETHER.row),
    isShort: sum(lines) <= TOGETHER.table,
    lines: sum(lines),
    isDrawn: drawn >= 0,
    isWide: columns >= WIDE_FROM && (lines.some((each) => each >= HIGH) || sum(wordWidths(texts)) > AXIS_PAGE.width),
  };
}

/** Room for the longest word of each column; what is left goes to those whose lines do not fit in that. */
function fittedWidths(texts: readonly (readonly string[])[], full = AXIS_PAGE.width): number[] {
  const words = wordWidths(texts);
  const asked = words.map((width, i) => Math.max(0, Math.min(lineOf(texts, i), LINES_MAX) * LETTER + AROUND - width));
  const [rest, all] = [full - sum(words), sum(asked)];
  if (rest < 0 || all === 0) return columnWidths(texts, full);
  return words.map((width, i) => Math.floor(width + ((asked[i] ?? 0) / all) * rest));
}

/** Beside what is drawn there are names and numbers, which take what they need, and up to three fifths together. */
function drawnWidths(texts: readonly (readonly string[])[], drawn: number): number[] {
  const [head = [], ...rows] = texts;
  const widths = head.map((text, i) => {
    if (i === drawn) return 0;
    const letters = Math.max(i === 0 ? text.length : headLetters(text, head.length - 2), lineOf(rows, i));
    // No word of its head is broken.
    return Math.max(Math.min(letters, LINE_MAX) * LETTER + AROUND, wordWidths([[text]])[0] ?? 0);
  });
  const most = AXIS_PAGE.width * BESIDE_DRAWN;
  const share = Math.min(1, most / sum(widths));
  const set = widths.map((width) => Math.floor(width * share));
  return set.map((width, i) => (i === drawn ? AXIS_PAGE.width - sum(set) : width));
}

/** Of a line of one of the heads of columns of numbers: beside another it is set in two lines where that takes no more of what is drawn. */
function headLetters(text: string, columns: number): number {
  const least = HEAD_LETTERS / columns;
  return columns === 1 ? least : Math.max(least, Math.min(HEAD_LINE, Math.ceil(text.length / 2) + 1));
}

const lineOf = (texts: readonly (readonly string[])[], i: number): number =>
  Math.max(1, ...texts.flatMap((row) => (row[i] ?? "").split("\n").map(({ length }) => length)));

/** None that reaches down into rows below, and none that would fill the pages by itself. */
function headsOf(rows: readonly (readonly Cell[])[], lines: readonly number[]): number {
  const isHead = (row: readonly Cell[], y: number): boolean =>
    row.length > 0 &&
    row.every(({ isHeader, rowspan }) => isHeader && rowspan <= 1) &&
    (lines[y] ?? 0) <= TOGETHER.head;
  const first = rows.findIndex((row, y) => !isHead(row, y));
  const heads = first < 0 ? rows.length : first;
  return heads > HEADS_MAX ? 1 : heads;
}

/** A letter of a cell and what stands around its text, in twentieths of a point; a line of more letters is broken. */
const [LETTER, AROUND, LINE_MAX] = [95, 200, 24];
/** Letters of a line beyond so many ask for no more room. */
const LINES_MAX = 60;
/** The heads of columns of numbers have lines of so many letters together. */
const HEAD_LETTERS = 24;
/** One of them beside another takes no more than so many. */
const HEAD_LINE = 18;
const BESIDE_DRAWN = 0.6;

/**
 * Widths of a table of facts, in twentieths of a point: room for the lines of all columns but the last, and the rest for that, which
 * holds sentences. `rows`: the words of each cell.
 */
export function factWidths(rows: readonly (readonly string[])[], full = AXIS_PAGE.width): number[] {
  const columns = Math.max(1, ...rows.map(({ length }) => length));
  const lineOf = (i: number): number => Math.max(1, ...rows.map((row) => (row[i] ?? "").length));
  const narrow = Array.from({ length: columns - 1 }, (_, i) => Math.min(lineOf(i), LINE_MAX) * LETTER + AROUND);
  const rest = full - sum(narrow);
  return rest * 2 < full ? columnWidths(rows, full) : [...narrow, rest];
}
