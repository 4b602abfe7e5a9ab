import type { PdfItem, Segment } from "./pdf-item.ts";
import type { PdfLine } from "./pdf-line.ts";

/** A gap that is wider than this many letter sizes may be the border of a column. */
const WIDE_GAP = 0.95;
const WORD_GAP = 0.17;

/** Items → lines from top to bottom, each cut where a column may end. */
export function linesOf(items: readonly PdfItem[]): PdfLine[] {
  const visible = items.filter((item) => item.text.trim() !== "");
  const marks = marksIn(visible);
  const seen = visible.filter((item) => !marks.has(item)).toSorted((a, b) => b.y - a.y || a.x - b.x);
  const lines: PdfItem[][] = [];
  const lineOf = new Map<PdfItem, PdfItem[]>();
  for (const item of seen) {
    let line = lines.at(-1);
    const base = line?.reduce((big, one) => (one.size > big.size ? one : big));
    // Fractions and indices stand a little above or below their line.
    if (line && base && Math.abs(base.y - item.y) < Math.max(base.size, item.size) * 0.45) line.push(item);
    else lines.push((line = [item]));
    lineOf.set(item, line);
  }
  for (const [mark, word] of marks) lineOf.get(word)?.push(mark);
  return lines.map((line) => toLine(line, marks));
}

/** Letter sizes below which a number is small. Style sheets of pages raise hardly smaller ones, too, which touch their word. */
const SMALL = 0.8;

/** Raised numbers that touch a word, by that word: its line is theirs, however high they stand, and whatever is level with them. */
function marksIn(items: readonly PdfItem[]): Map<PdfItem, PdfItem> {
  const marks = new Map<PdfItem, PdfItem>();
  for (const item of items) {
    if (!/^\s*\d{1,3}\s*$/.test(item.text)) continue;
    const word = items.find(
      ({ x, y, width, size }) =>
        item.size <= size &&
        item.y > y + size * (item.size < size * SMALL ? 0.1 : 0.25) &&
        item.y < y + size * 0.8 &&
        Math.min(Math.abs(item.x - x - width), Math.abs(x - item.x - item.width)) < size * 0.5,
    );
    if (word) marks.set(item, word);
  }
  return marks;
}

function toLine(items: PdfItem[], marks: ReadonlyMap<PdfItem, PdfItem>): PdfLine {
  items.sort((a, b) => a.x - b.x);
  const size = Math.max(...items.map((item) => item.size));
  const y = items.reduce((big, one) => (one.size > big.size ? one : big)).y;
  const segments: Segment[] = [];
  for (const item of items) {
    const last = segments.at(-1);
    const gap = last ? item.x - last.right : Infinity;
    const isMark = marks.has(item) || (item.size < size * SMALL && item.y > y + size * 0.1);
    const text = isMark && isNoMeasure(item, last?.text ?? "") ? item.text.replace(/\d+/, "[$&]") : item.text;
    if (!last || gap > WIDE_GAP * size) {
      segments.push({ text: text.trimStart(), x: item.x, right: item.x + item.width, y, size, font: item.font });
      continue;
    }
    // The same words drawn twice, a hair apart, are how some programs print bold.
    if (gap < -0.5 * item.width && last.text.endsWith(text)) continue;
    // The mark before a footnote often touches it.
    const isAfterMark = /^\[\d{1,3}\]$/.test(last.text);
    const space = isAfterMark || gap > WORD_GAP * size || /\s$/.test(last.text) || /^\s/.test(text) ? " " : "";
    last.text = last.text.trimEnd() + space + text.trimStart();
    last.right = Math.max(last.right, item.x + item.width);
  }
  for (const segment of segments) segment.text = segment.text.trim();
  return { segments, y, size, items };
}

/** A raised number that is no exponent: glued to its word it would hide a name from search and redaction. */
function isNoMeasure(item: PdfItem, before: string): boolean {
  return /^\s*\d{1,3}\s*$/.test(item.text) && !/(?<!\p{L})[kcdm]?m$/u.test(before);
}

/** The text of a whole line, its columns parted by tabs where the gap is too wide for a space of justified text. */
export function lineText(line: PdfLine): string {
  let text = "";
  let right = 0;
  for (const [i, segment] of line.segments.entries()) {
    if (i > 0) text += segment.x - right > 3.2 * line.size && !/^[•●▪-]$/.test(text) ? "\t" : " ";
    text += segment.text;
    right = segment.right;
  }
  return text;
}
