import { paragraph, type DraftBlock } from "../draft.ts";
import { wholeWords, joinLines } from "./line-joining.ts";
import type { Column } from "./pdf-columns.ts";
import { countNotes, marksOn, noteBlocks } from "./pdf-notes.ts";
import { cellTexts } from "./pdf-tables.ts";
import { type PdfTable } from "./pdf-table.ts";
import { lineText } from "./pdf-lines.ts";
import { type PdfLine } from "./pdf-line.ts";
import { beginsNumbered } from "./number-order.ts";
import { isCapitals, isLetterSpaced, printedNumber } from "../recognise/structure.ts";

interface Placed {
  text: string;
  line: PdfLine;
  column: Column;
  page: number;
  /** First line of a page or of a column. */
  first: boolean;
}

const BULLET = /^[•●▪◦‣\uf0b7-]\s/;

/** The columns of all pages → paragraphs: by spacing, indents, and lines that end before they had to. */
export function paragraphsOf(pages: readonly Column[][]): DraftBlock[] {
  const all = place(pages);
  const body = bodyType(all);
  const { lines, notes } = withoutNotes(pages, all, body.size);
  const words = wholeWords(all.map((line) => line.text));
  const leading = leadingOf(lines);
  const justified = isJustified(lines);
  const indents = usesIndents(lines, justified);
  const blocks: DraftBlock[] = [];
  const tables = new Map<PdfTable, { number: number; rows: number }>();
  let lastPage = 0;
  let lastNumber: string | null = null;
  for (const [i, line] of lines.entries()) {
    const block = blocks.at(-1);
    const before = lines[i - 1];
    const begins = line.page !== lastPage;
    // Pages without a line of text still get their marks.
    const marks: { text: string; page: number }[] = [];
    for (let page = lastPage + 1; page <= line.page; page++) marks.push({ text: "", page });
    lastPage = line.page;
    const continues =
      before &&
      !before.line.table &&
      !line.line.table &&
      goesOn(before, line, { leading, indents, justified, lastNumber });
    if (block && continues) {
      append(block, line, begins ? marks : [], words);
      continue;
    }
    // Notes wait until the paragraph has ended that goes on over their page.
    for (const [page, own] of notes)
      if (page < line.page && notes.delete(page)) blocks.push(...noteBlocks(own, page, words));
    if (line.line.table) blocks.push(...rowBlocks(line.line, marks, tables));
    else {
      blocks.push(start(line, marks, body));
      lastNumber = printedNumber(line.text) ?? lastNumber;
    }
  }
  const rest = Array.from({ length: pages.length - lastPage }, (_, i) => ({ text: "", page: lastPage + 1 + i }));
  if (rest.length > 0) blocks.push(paragraph("", { pieces: rest }));
  return [...blocks, ...[...notes].flatMap(([page, own]) => noteBlocks(own, page, words))];
}

function place(pages: readonly Column[][]): Placed[] {
  return pages.flatMap((columns, i) =>
    columns.flatMap((column) =>
      column.lines.map((line, at) => ({ text: lineText(line), line, column, page: i + 1, first: at === 0 })),
    ),
  );
}

/** The lines of the text, and those of the footnotes by page. */
function withoutNotes(
  pages: readonly Column[][],
  all: readonly Placed[],
  bodySize: number,
): { lines: Placed[]; notes: Map<number, { lines: PdfLine[]; marks: Set<string> }> } {
  const notes = new Map<number, { lines: PdfLine[]; marks: Set<string> }>();
  const out = new Set<PdfLine>();
  for (const [i, columns] of pages.entries()) {
    const marks = marksOn(columns.flatMap(({ lines }) => lines));
    for (const { lines } of columns) {
      const count = countNotes(lines, bodySize, marks);
      if (count === 0) continue;
      const own = lines.slice(-count);
      notes.set(i + 1, { lines: [...(notes.get(i + 1)?.lines ?? []), ...own], marks });
      for (const line of own) out.add(line);
    }
  }
  return { lines: all.filter(({ line }) => !out.has(line)), notes };
}

function start(
  line: Placed,
  marks: { text: string; page: number }[],
  body: { size: number; font: string },
): DraftBlock {
  const last = marks.at(-1);
  const pieces = last ? [...marks.slice(0, -1), { ...last, text: line.text }] : [{ text: line.text }];
  return paragraph("", {
    pieces,
    emphasised: isCentred(line) || line.line.size > body.size * 1.1 || isOtherType(line, body.font),
  });
}

/** The cells of a row. `tables` numbers the tables of the document, and their rows, in the order in which they are met. */
function rowBlocks(
  { table, row }: PdfLine,
  marks: { text: string; page: number }[],
  tables: Map<PdfTable, { number: number; rows: number }>,
): DraftBlock[] {
  if (!table || !row) return [];
  const count = tables.get(table) ?? { number: tables.size, rows: 0 };
  tables.set(table, count);
  const at = count.rows++;
  return cellTexts(table, row).map(({ column, text }, i) =>
    paragraph("", {
      kind: "table-cell",
      cell: { table: count.number, row: at, column },
      pieces: [...(i === 0 ? marks : []), { text }],
    }),
  );
}

function append(
  block: DraftBlock,
  line: Placed,
  marks: { text: string; page: number }[],
  words: ReadonlySet<string>,
): void {
  const piece = block.pieces.at(-1);
  if (!piece) return;
  const whole = joinLines(piece.text, line.text, words);
  if (marks.length === 0) {
    piece.text = whole;
    return;
  }
  piece.text = whole.slice(0, whole.length - line.text.length);
  const last = marks.at(-1);
  block.pieces.push(...marks.slice(0, -1), { text: line.text, page: last?.page ?? line.page });
}

/** What is known of the document's typography, and the number that was last printed before a paragraph. */
interface Setting {
  leading: number;
  indents: boolean;
  /** Lines are set to both margins, so that only the last one of a paragraph ends before the right one. */
  justified: boolean;
  lastNumber: string | null;
}

function goesOn(before: Placed, line: Placed, { leading, indents, justified, lastNumber }: Setting): boolean {
  const { text } = line;
  if (before.column !== line.column && (before.column.turned ?? line.column.turned)) return false;
  // No paragraph ends inside a word.
  if (/\p{L}[-\u00ad\u2010]$/u.test(before.text) && /^\p{L}/u.test(text) && printedNumber(text) === null) return true;
  if (BULLET.test(text) || /^[–—]\s/.test(text)) return false;
  if (isCentred(line) !== isCentred(before) && (isCentred(line) || isShortHeading(before))) return false;
  if (isLetterSpaced(text) || isLetterSpaced(before.text)) return false;
  if (Math.abs(before.line.size - line.line.size) > 0.15 * line.line.size && !line.first) return false;
  if (isOtherSetting(before.line, line.line)) return false;
  if (before.text.includes("\t") || text.includes("\t")) return false;
  const gap = before.line.y - line.line.y - raisedIn(line.line);
  // From a line across to the columns below it the text goes down, too.
  const goesDown = !line.first || (before.page === line.page && gap > 0);
  if (goesDown && gap > leading * 1.3) return false;
  const mayBegin = goesDown || !/^\p{Ll}/u.test(text);
  if (mayBegin && line.first && hasOtherFonts(before.line, line.line)) return false;
  if (endsEarly(before, line, justified)) return false;
  const indent = (line.line.segments[0]?.x ?? 0) - line.column.left;
  const indentBefore = (before.line.segments[0]?.x ?? 0) - before.column.left;
  const number = printedNumber(text);
  if (number !== null && (indent < indentBefore - 2 || beginsNumbered(before.text, number, lastNumber))) return false;
  const isItem = BULLET.test(before.text) || printedNumber(before.text) !== null;
  if (indents && indent > line.line.size * 0.8 && indent > indentBefore + 2 && !isItem) return false;
  // Over a page or column end there is no spacing to go by: a finished sentence and a capital end the paragraph, unless
  // paragraphs are told by their indent, or by a last line that stops short (which this one did not).
  const sentence = /(?<!\d)[.!?:]["”“»)]?$/.test(before.text) && /^["„“(«]?\p{Lu}/u.test(text);
  if (line.first && !indents && !justified && sentence) return false;
  return isCapitals(text) === isCapitals(before.text) || !isShortHeading(before);
}

/** By how much a mark is higher than its line, if it is so large that it pushes the lines apart. */
function raisedIn({ items, y, size }: PdfLine): number {
  const marks = items.filter((item) => item.size >= size * 0.8);
  return Math.max(0, ...marks.map((item) => item.y + item.size - y - size));
}

/** A heading of a full line in another font, which is larger or all capitals, is not the beginning of its text. */
function isOtherSetting(before: PdfLine, line: PdfLine): boolean {
  return (
    hasOtherFonts(before, line) &&
    (Math.abs(before.size - line.size) > 0.03 * line.size ||
      isCapitals(lineText(before)) !== isCapitals(lineText(line)))
  );
}

function hasOtherFonts(before: PdfLine, line: PdfLine): boolean {
  const fonts = new Set(before.items.map((item) => item.font));
  return before.items.length > 0 && !line.items.some((item) => fonts.has(item.font));
}

/** The line stopped although the first word of the next one would have fitted: somebody ended the paragraph there. */
function endsEarly(before: Placed, line: Placed, justified: boolean): boolean {
  const last = before.line.segments.at(-1);
  const first = line.line.segments[0];
  if (!last || !first) return false;
  if (justified && last.right < before.column.right - before.line.size * 0.4) return true;
  const word = /^\S+/.exec(first.text)?.[0] ?? "";
  const letter = (first.right - first.x) / Math.max(1, first.text.length);
  return last.right + letter * (word.length + 1) < before.column.right - before.line.size * 0.5;
}

function isCentred({ line, column }: Placed): boolean {
  const left = (line.segments[0]?.x ?? 0) - column.left;
  const right = column.right - (line.segments.at(-1)?.right ?? 0);
  return left > line.size * 2 && Math.abs(left - right) < line.size * 1.5;
}

function isShortHeading({ line, column, text }: Placed): boolean {
  const width = (line.segments.at(-1)?.right ?? 0) - (line.segments[0]?.x ?? 0);
  return isCapitals(text) && width < (column.right - column.left) * 0.7;
}

function isJustified(lines: readonly Placed[]): boolean {
  const full = lines.filter(({ line, column }) => Math.abs((line.segments.at(-1)?.right ?? 0) - column.right) < 2);
  return full.length > lines.length * 0.6;
}

/** The usual distance of two lines of one paragraph. */
function leadingOf(lines: readonly Placed[]): number {
  const counts = new Map<number, number>();
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (!before || line.first) continue;
    const gap = Math.round((before.line.y - line.line.y) * 2) / 2;
    if (gap > 2) counts.set(gap, (counts.get(gap) ?? 0) + 1);
  }
  const most = Math.max(0, ...counts.values());
  // Of the common gaps the smallest is the leading; a wider one is the space between paragraphs.
  const common = [...counts].filter(([, count]) => count >= most * 0.5).map(([gap]) => gap);
  return common.length > 0 ? Math.min(...common) : 14;
}

/** Whether the first lines of paragraphs are set in: many lines begin at one place right of the margin after a finished line. */
function usesIndents(lines: readonly Placed[], justified: boolean): boolean {
  let ended = 0;
  let indented = 0;
  for (const [i, line] of lines.entries()) {
    const before = lines[i - 1];
    if (!before || line.first || BULLET.test(line.text) || !endsEarly(before, line, justified)) continue;
    ended++;
    const indent = (line.line.segments[0]?.x ?? 0) - line.column.left;
    if (indent > line.line.size * 0.8 && !isCentred(line)) indented++;
  }
  return ended >= 3 && indented >= ended * 0.4;
}

/** Size and font in which most letters are set. */
function bodyType(lines: readonly Placed[]): { size: number; font: string } {
  const letters = new Map<string, { size: number; font: string; count: number }>();
  for (const item of lines.flatMap(({ line }) => line.items)) {
    const size = Math.round(item.size * 2) / 2;
    const known = letters.get(`${size} ${item.font}`) ?? { size, font: item.font, count: 0 };
    known.count += item.text.length;
    letters.set(`${size} ${item.font}`, known);
  }
  return [...letters.values()].reduce((best, one) => (one.count > best.count ? one : best), {
    size: 12,
    font: "",
    count: 0,
  });
}

/** The whole line is in another font than the text: bold or italic, as headings are. */
function isOtherType({ line }: Placed, font: string): boolean {
  return line.items.length > 0 && line.items.every((item) => item.font !== font || item.text.trim() === "");
}
