import { groupBy } from "../../../schema/group-by.ts";
import { linesOf } from "./pdf-lines.ts";
import { type PdfLine } from "./pdf-line.ts";
import { type PdfItem, type Segment } from "./pdf-item.ts";
import { itemsOf, rowLine, tablesOf } from "./pdf-tables.ts";

/** Lines that are read one after the other down one column, with its borders. */
export interface Column {
  lines: PdfLine[];
  left: number;
  right: number;
  /** It runs in another direction than its page: nothing goes on in it, and it goes on nowhere. */
  turned?: boolean;
}

const MIN_LINES = 6;
const MIN_LETTERS = 20;

/**
 * The pages' lines in reading order: as they are, or, where most lines leave the same gaps, one column after the other,
 * between lines that run across. A page with little text (the last one) has the columns of the page before it.
 */
export function columnsOfPages(pages: readonly PdfLine[][], drawn: readonly PdfItem[][]): Column[][] {
  const own = pages.map(findGutters);
  let before: readonly number[] = [];
  return pages.map((lines, i) => {
    const found = own[i] ?? [];
    const neighbours = [before, own[i + 1] ?? []].filter((gutters) => gutters.length > 0);
    const kept = neighbours.find((gutters) => keepsGutters(lines, gutters) || areProse(lines, gutters, "begun"));
    const gutters = found.length > 0 ? found : (kept ?? []);
    if (lines.length > 0) before = gutters;
    return columnsOf(lines, gutters, drawn[i] ?? []);
  });
}

function columnsOf(lines: readonly PdfLine[], gutters: readonly number[], drawn: readonly PdfItem[]): Column[] {
  if (gutters.length === 0) return lines.length > 0 ? [columnOf(withTables(lines, drawn))] : [];
  const out: Column[] = [];
  const empty = (): PdfLine[][] => Array.from({ length: gutters.length + 1 }, () => []);
  let columns = empty();
  const flush = (): void => {
    for (const column of columns) if (column.length > 0) out.push(columnOf(column));
    columns = empty();
  };
  for (const line of lines) {
    if (line.segments.some((segment) => gutters.some((gutter) => crosses(segment, gutter)))) {
      flush();
      out.push(columnOf([line]));
      continue;
    }
    const parts = groupBy(line.segments, (segment) => columnAt(segment, gutters));
    for (const [column, segments] of parts) columns[column]?.push(partOf(line, segments));
  }
  flush();
  return out;
}

/** Places across a page that few lines cross. */
interface Band {
  from: number;
  to: number;
  crossed: number;
  at: { x: number; crossed: number }[];
}

/** What of a line stands in one column, whose lines need not be level with those of the next one. */
function partOf(line: PdfLine, segments: Segment[]): PdfLine {
  const [left, right] = [segments[0]?.x ?? 0, segments.at(-1)?.right ?? 0];
  const items = line.items.filter(({ x, width }) => x >= left - 1 && x + width <= right + 1);
  const base = items.reduce<PdfItem | undefined>((big, one) => (big && big.size >= one.size ? big : one), undefined);
  return { ...line, segments: [inOne(segments)], items, y: base?.y ?? line.y, size: base?.size ?? line.size };
}

function crosses(segment: Segment, gutter: number): boolean {
  return segment.x < gutter - 1 && segment.right > gutter + 1;
}

function columnAt(segment: Segment, gutters: readonly number[]): number {
  return gutters.filter((gutter) => segment.x >= gutter - 1).length;
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

/**
 * The middles of the vertical bands that few lines cross and that part prose from prose. Where not all columns between them
 * are prose, the one in the middle of the page counts alone.
 */
function findGutters(lines: readonly PdfLine[]): number[] {
  const segments = lines.flatMap((line) => line.segments);
  if (segments.length < MIN_LINES * 2) return [];
  const left = Math.min(...segments.map((segment) => segment.x));
  const right = Math.max(...segments.map((segment) => segment.right));
  const bands: Band[] = [];
  for (let x = left + (right - left) * 0.15; x <= left + (right - left) * 0.85; x += 2) {
    const crossed = segments.filter((segment) => segment.x < x && segment.right > x).length;
    if (crossed > lines.length * 0.15) continue;
    const last = bands.at(-1);
    if (last && x - last.to < 3) Object.assign(last, { to: x, crossed: Math.min(last.crossed, crossed) });
    else bands.push({ from: x, to: x, crossed, at: [] });
    bands.at(-1)?.at.push({ x, crossed });
  }
  const all = bands.map((band) => middleOf(band, segments));
  if (areProse(lines, all)) return all;
  const middle = bands
    .filter(({ from, to }) => to >= left + (right - left) * 0.3 && from <= left + (right - left) * 0.7)
    .toSorted((a, b) => a.crossed - b.crossed)[0];
  const one = middle ? [middleOf(middle, segments)] : [];
  return all.length > 1 && areProse(lines, one) ? one : [];
}

/**
 * The middle of the gutter in a band: where the fewest lines cross it, and the most begin behind. A column of a few lines is
 * part of the band.
 */
function middleOf({ crossed: fewest, at }: Band, segments: readonly Segment[]): number {
  const runs: { from: number; to: number }[] = [];
  for (const { x, crossed } of at) {
    const last = runs.at(-1);
    if (crossed > fewest) continue;
    if (last && x - last.to < 3) last.to = x;
    else runs.push({ from: x, to: x });
  }
  const beginning = ({ to }: { to: number }): number => segments.filter(({ x }) => x > to - 1 && x < to + 4).length;
  const [best] = runs.toSorted((a, b) => beginning(b) - beginning(a));
  return best ? (best.from + best.to) / 2 : 0;
}

/** Whether what stands between gutters is prose; of three columns and more, or of known ones, the last may have begun only, or not. */
function areProse(lines: readonly PdfLine[], gutters: readonly number[], last?: "begun"): boolean {
  if (gutters.length === 0) return false;
  const columns: Segment[][] = Array.from({ length: gutters.length + 1 }, () => []);
  let across = 0;
  for (const { segments } of lines) {
    const whole = segments.filter((segment) => !gutters.some((gutter) => crosses(segment, gutter)));
    if (whole.length < segments.length) across++;
    for (const [column, parts] of groupBy(whole, (segment) => columnAt(segment, gutters)))
      columns[column]?.push(inOne(parts));
  }
  const end = columns.length > 2 || last ? columns.pop() : undefined;
  const usual = Math.max(...columns.map(widthOf));
  const hasBegun = (column: readonly Segment[]): boolean =>
    column.length > 0 && column.length < MIN_LINES && widthOf(column) > usual * 0.6;
  const isLeftOut = last && end?.length === 0 && across < lines.length * 0.2;
  return columns.every(isProse) && (!end || isLeftOut || isProse(end) || hasBegun(end));
}

/** In a narrow column set to both margins, words stand as far apart as columns do. */
function inOne(parts: readonly Segment[]): Segment {
  return parts.reduce((line, { text, right }) => ({ ...line, text: `${line.text} ${text}`, right }));
}

/** A page that is too short to show its columns has those of the page before, if no line says otherwise. */
function keepsGutters(lines: readonly PdfLine[], gutters: readonly number[]): boolean {
  const segments = lines.flatMap((line) => line.segments);
  if (gutters.length === 0 || segments.some((segment) => gutters.some((gutter) => crosses(segment, gutter))))
    return false;
  const beside = lines.filter((line) => line.segments.length > 1);
  return (
    lines.length < MIN_LINES * 2 && beside.length > 0 && segments.every(({ text }) => text.length >= MIN_LETTERS / 2)
  );
}

function widthOf(column: readonly Segment[]): number {
  return Math.max(...column.map(({ right }) => right)) - Math.min(...column.map(({ x }) => x));
}

/** Prose fills its column with words; the cells of a table and two signatures do not. */
function isProse(side: readonly Segment[]): boolean {
  if (side.length < MIN_LINES) return false;
  const width = widthOf(side);
  const full = side.filter((one) => one.right - one.x > width * 0.75 && one.text.length >= MIN_LETTERS);
  return full.length >= side.length * 0.5;
}
