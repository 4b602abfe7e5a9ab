import { linesOf, type PdfItem, type PdfLine, type Segment } from "./pdf-lines.ts";
import { itemsOf, rowLine, tablesOf } from "./pdf-tables.ts";

/** Lines that are read one after the other down one column, with its borders. */
export interface Column {
  lines: PdfLine[];
  left: number;
  right: number;
}

const MIN_LINES = 6;
const MIN_LETTERS = 20;

/**
 * A page's lines in reading order: as they are, or, where most lines leave the same gap in the middle, the left
 * column before the right one, between lines that run across both.
 */
export function columnsOf(lines: readonly PdfLine[], drawn: readonly PdfItem[]): Column[] {
  const gutter = findGutter(lines);
  if (gutter === null) return lines.length > 0 ? [columnOf(withTables(lines, drawn))] : [];
  const out: Column[] = [];
  let left: PdfLine[] = [];
  let right: PdfLine[] = [];
  const flush = (): void => {
    for (const side of [left, right]) if (side.length > 0) out.push(columnOf(side));
    left = [];
    right = [];
  };
  for (const line of lines) {
    if (line.segments.some((segment) => segment.x < gutter - 1 && segment.right > gutter + 1)) {
      flush();
      out.push(columnOf([line]));
      continue;
    }
    const before = line.segments.filter((segment) => segment.x < gutter);
    const after = line.segments.filter((segment) => segment.x >= gutter);
    if (before.length > 0) left.push({ ...line, segments: before });
    if (after.length > 0) right.push({ ...line, segments: after });
  }
  flush();
  return out;
}

/** The lines with the rows of tables in place of the lines that their words made. `drawn` is all items in drawing order. */
function withTables(lines: readonly PdfLine[], drawn: readonly PdfItem[]): PdfLine[] {
  const kept = new Set(lines.flatMap((line) => line.items));
  const tables = tablesOf(drawn.filter((item) => kept.has(item)));
  if (tables.length === 0) return [...lines];
  const inTables = new Set(tables.flatMap(itemsOf));
  const rows = tables.flatMap((table) => table.rows.map((row) => rowLine(table, row)));
  const rest = linesOf([...kept].filter((item) => !inTables.has(item)));
  return [...rest, ...rows].sort((a, b) => b.y - a.y);
}

function columnOf(lines: PdfLine[]): Column {
  const prose = lines.filter((line) => line.segments.length > 0);
  const lefts = prose.map((line) => line.segments[0]?.x ?? 0).sort((a, b) => a - b);
  const rights = prose.map((line) => line.segments.at(-1)?.right ?? 0).sort((a, b) => a - b);
  return {
    lines,
    left: lefts[Math.floor(lefts.length * 0.05)] ?? 0,
    right: rights[Math.floor(rights.length * 0.97)] ?? 0,
  };
}

/** The middle of a vertical band in the middle of the page that few lines cross and long lines stand beside. */
function findGutter(lines: readonly PdfLine[]): number | null {
  const segments = lines.flatMap((line) => line.segments);
  if (segments.length < MIN_LINES * 2) return null;
  const left = Math.min(...segments.map((segment) => segment.x));
  const right = Math.max(...segments.map((segment) => segment.right));
  let best: { x: number; crossed: number } | null = null;
  for (let x = left + (right - left) * 0.3; x <= left + (right - left) * 0.7; x += 2) {
    const crossed = segments.filter((segment) => segment.x < x && segment.right > x).length;
    if (!best || crossed < best.crossed) best = { x, crossed };
  }
  if (!best || best.crossed > lines.length * 0.15) return null;
  const { x } = best;
  const on = (side: (segment: Segment) => boolean): Segment[] => segments.filter(side);
  const before = on((segment) => segment.right <= x);
  const after = on((segment) => segment.x >= x);
  return isProse(before) && isProse(after) ? middle(before, after) : null;
}

/** Prose fills its column with words; the cells of a table and two signatures do not. */
function isProse(side: readonly Segment[]): boolean {
  if (side.length < MIN_LINES) return false;
  const width = Math.max(...side.map((one) => one.right)) - Math.min(...side.map((one) => one.x));
  const full = side.filter((one) => one.right - one.x > width * 0.75 && one.text.length >= MIN_LETTERS);
  return full.length >= side.length * 0.5;
}

function middle(before: readonly Segment[], after: readonly Segment[]): number {
  return (Math.max(...before.map((one) => one.right)) + Math.min(...after.map((one) => one.x))) / 2;
}
