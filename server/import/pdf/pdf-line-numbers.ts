import { groupBy } from "../../../schema/group-by.ts";
import { linesOf } from "./pdf-lines.ts";
import { type PdfLine } from "./pdf-line.ts";
import { type PdfItem } from "./pdf-item.ts";

/** Fewer are no numbering of lines. */
const MIN_NUMBERS = 8;
const NUMBER = /^\d{1,4}$/;
/** Numbers of one margin stand under each other, to a point or two. */
const NEAR = 2.5;

interface Numbered {
  item: PdfItem;
  value: number;
  /** The line on which it stands. */
  at: number;
}

/**
 * Pages without the numbers that a program prints beside their lines: bare numbers under each other outside of the text,
 * that count its lines, or the paper. Numbers of paragraphs and of the rows of a table count something else, and stay. Where
 * one page has them, the few on a page of few lines are known by the margin in which they stand.
 */
export function withoutLineNumbers(pages: readonly (readonly PdfItem[])[]): PdfItem[][] {
  const found = pages.map(onPage);
  const margins = found.filter((one) => one !== null);
  return pages.map((items, i) => {
    const numbers = new Set(found[i]?.numbers ?? fewOnPage(items, margins));
    return items.filter((item) => !numbers.has(item));
  });
}

interface Margin {
  side: "left" | "right";
  numbers: PdfItem[];
  /** The edge of the numbers' band that is turned to the text. */
  border: number;
}

/** Growing numbers in a margin that is one of line numbers on other pages. */
function fewOnPage(items: readonly PdfItem[], margins: readonly Margin[]): PdfItem[] {
  for (const { side, border } of margins) {
    const isBeyond = (item: PdfItem): boolean =>
      side === "left" ? rightOf(item) <= border + NEAR : item.x >= border - NEAR;
    const beyond = items.filter((item) => item.text.trim() !== "" && isBeyond(item)).toSorted((a, b) => b.y - a.y);
    const isCount = beyond.every(
      ({ text }, i) => NUMBER.test(text.trim()) && Number(text) > Number(beyond[i - 1]?.text ?? 0),
    );
    if (isCount && beyond.length > 0) return beyond;
  }
  return [];
}

function onPage(items: readonly PdfItem[]): Margin | null {
  const lines = linesOf(items);
  for (const side of ["left", "right"] as const) {
    const numbers = marginNumbers(lines, side);
    if (!numbers) continue;
    const out = new Set(numbers.map(({ item }) => item));
    const rest = items.filter((item) => !out.has(item));
    if (!countsLines(numbers, lines) || !isProse(linesOf(rest), numbers)) continue;
    const edges = numbers.map(({ item }) => (side === "left" ? rightOf(item) : item.x));
    const border = side === "left" ? Math.max(...edges) : Math.min(...edges);
    return { side, numbers: [...out], border };
  }
  return null;
}

/** The largest set of numbers that stand under each other at one margin, with nothing beyond them; null if they are few. */
function marginNumbers(lines: readonly PdfLine[], side: "left" | "right"): Numbered[] | null {
  const found = lines.flatMap(({ items }, at): Numbered[] => {
    const item = side === "left" ? items[0] : items.at(-1);
    const text = item?.text.trim() ?? "";
    return item && NUMBER.test(text) ? [{ item, value: Number(text), at }] : [];
  });
  const edges = side === "left" ? [rightOf, leftOf] : [leftOf, rightOf];
  const columns = edges.map((edge) => {
    const groups = [...groupBy(found, ({ item }) => Math.round(edge(item) / NEAR)).values()];
    return groups.reduce<Numbered[]>((most, one) => (one.length > most.length ? one : most), []);
  });
  const [column = []] = columns.toSorted((a, b) => b.length - a.length);
  if (column.length < MIN_NUMBERS) return null;
  const taken = new Set(column.map(({ item }) => item));
  const others = lines.flatMap(({ items }) => items).filter((item) => !taken.has(item));
  const border =
    side === "left"
      ? Math.max(...column.map(({ item }) => rightOf(item)))
      : Math.min(...column.map(({ item }) => item.x));
  const beyond = others.filter((item) => (side === "left" ? item.x < border : rightOf(item) > border));
  return beyond.length <= lines.length * 0.1 ? column : null;
}

const leftOf = (item: PdfItem): number => item.x;
const rightOf = (item: PdfItem): number => item.x + item.width;

/** Whether the numbers grow as the lines do, or each by the distance of two lines. */
function countsLines(numbers: readonly Numbered[], lines: readonly PdfLine[]): boolean {
  const steps = numbers.slice(1).flatMap(({ value, at, item }, i) => {
    const before = numbers[i];
    if (!before) return [];
    const count = value - before.value;
    return [{ count, lines: at - before.at, pitch: (before.item.y - item.y) / count }];
  });
  const growing = steps.filter(({ count }) => count > 0);
  if (growing.length < steps.length * 0.9) return false;
  const usual = medianOf(growing.map(({ pitch }) => pitch));
  const leading = medianOf(lines.slice(1).map(({ y }, i) => (lines[i]?.y ?? y) - y));
  const isByPaper = usual < leading * 1.3;
  const right = growing.filter(
    ({ count, lines: between, pitch }) => count === between || (isByPaper && Math.abs(pitch - usual) < usual * 0.1),
  );
  const [first, last] = [numbers[0], numbers.at(-1)];
  const covered = (last?.at ?? 0) - (first?.at ?? 0) + 1;
  return right.length >= growing.length * 0.8 && covered >= lines.length * 0.6;
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

/** Whether the lines beside the numbers are text that runs on over them: most fill their width, many begin inside a sentence. */
function isProse(lines: readonly PdfLine[], numbers: readonly Numbered[]): boolean {
  const [top, bottom] = [numbers[0]?.item.y ?? 0, numbers.at(-1)?.item.y ?? 0];
  const beside = lines.filter(({ y, size }) => y <= top + size && y >= bottom - size);
  const widths = beside.map(({ segments }) => (segments.at(-1)?.right ?? 0) - (segments[0]?.x ?? 0));
  const widest = Math.max(0, ...widths);
  const full = widths.filter((width) => width > widest * 0.6);
  const single = beside.filter(({ segments }) => segments.length === 1);
  const goingOn = beside.filter(({ segments }) => /^\p{Ll}/u.test(segments[0]?.text ?? ""));
  return (
    full.length >= beside.length * 0.4 && single.length >= beside.length * 0.6 && goingOn.length >= beside.length * 0.25
  );
}
