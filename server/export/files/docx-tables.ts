import { BorderStyle, Paragraph, Table, TableCell, TableLayoutType, TableRow, WidthType } from "docx";
import { runs, TEXT_WIDTH } from "./docx-parts.ts";
import { RULE, STYLE } from "./docx-styles.ts";

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: RULE } as const;
/** Share of the labels, in twentieths of a point. */
const LABEL_WIDTH = 2500;

/** What the file says of itself: labels and values between two rules; `isTogether`: all on one page. */
export function aboutTable(rows: readonly (readonly [string, string])[], isTogether = false, full = TEXT_WIDTH): Table {
  const cell = (text: string, width: number, bold: boolean, keepNext: boolean): TableCell =>
    new TableCell({
      width: { size: width, type: WidthType.DXA },
      children: [new Paragraph({ style: STYLE.about, keepNext, children: runs(text, { bold }) })],
    });
  return new Table({
    width: { size: full, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [LABEL_WIDTH, full - LABEL_WIDTH],
    borders: {
      top: LINE,
      bottom: LINE,
      left: NO_BORDER,
      right: NO_BORDER,
      insideHorizontal: NO_BORDER,
      insideVertical: NO_BORDER,
    },
    margins: { top: 20, bottom: 20, left: 0, right: 120 },
    rows: rows.map(
      ([label, value], i) =>
        new TableRow({
          cantSplit: true,
          children: [
            cell(label, LABEL_WIDTH, true, isTogether && i < rows.length - 1),
            cell(value, full - LABEL_WIDTH, false, isTogether && i < rows.length - 1),
          ],
        }),
    ),
  });
}

/** A cell of a court's table: its paragraphs, and their words for its width. */
export interface TextCell {
  paragraphs: Paragraph[];
  text: string;
}

/** A letter and what stands around a cell's text, in twentieths of a point; letters beyond the caps ask for no more room. */
const [LETTER, AROUND] = [125, 180];
const [WORD_CAP, LINE_CAP] = [16, 60];

/** Room for the longest word of each column, in twentieths of a point. */
export function wordWidths(rows: readonly (readonly string[])[]): number[] {
  const columns = rows.reduce((max, row) => Math.max(max, row.length), 1);
  const wordOf = (text: string): number => text.split(/\s+/).reduce((max, word) => Math.max(max, word.length), 1);
  return Array.from(
    { length: columns },
    (_, i) => rows.reduce((max, row) => Math.min(WORD_CAP, Math.max(max, wordOf(row[i] ?? ""))), 1) * LETTER + AROUND,
  );
}

/**
 * Widths of columns that fill the page, in twentieths of a point: room for the longest word of each first, the rest by how
 * long its lines are. `rows`: the words of each cell.
 */
export function columnWidths(rows: readonly (readonly string[])[], full = TEXT_WIDTH): number[] {
  const columns = rows.reduce((max, row) => Math.max(max, row.length), 1);
  const longest = (i: number, cap: number, length: (text: string) => number): number =>
    rows.reduce((max, row) => Math.min(cap, Math.max(max, length(row[i] ?? ""))), 1);
  const words = wordWidths(rows);
  const lines = Array.from({ length: columns }, (_, i) => longest(i, LINE_CAP, (text) => text.length));
  const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0);
  const rest = full - sum(words);
  return words.map((width, i) =>
    Math.floor(rest < 0 ? (width / sum(words)) * full : width + ((lines[i] ?? 0) / sum(lines)) * rest),
  );
}

/** A table of a court's text, all of the page's width. */
export function textTable(rows: readonly (readonly TextCell[])[]): Table {
  const widths = columnWidths(rows.map((row) => row.map(({ text }) => text)));
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    rows: rows.map(
      (row) =>
        new TableRow({
          children: widths.map((width, i) => {
            const written = row[i]?.paragraphs ?? [];
            return new TableCell({
              width: { size: width, type: WidthType.DXA },
              // A cell without a paragraph is no valid cell.
              children: written.length > 0 ? written : [new Paragraph({ style: STYLE.cell })],
            });
          }),
        }),
    ),
  });
}
