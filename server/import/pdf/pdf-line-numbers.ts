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

type Side = "left" | "right";

/** A band in which numbers of lines stand: outside of the text, or between two columns. */
interface Margin {
  numbers: PdfItem[];
  /** Whether something else would stand in it, too. */
  holds: (item: PdfItem) => boolean;
}

/**
 * Pages without the numbers that a program prints beside their lines: bare numbers under each other outside of the text, or
 * between its columns, that count its lines, or the paper. Numbers of paragraphs and of the rows of a table count something
 * else, and stay. Where one page has them, the few on a page of few lines are known by the margin in which they stand.
 */
export function withoutLineNumbers(pages: readonly (readonly PdfItem[])[]): PdfItem[][] {
  const found = pages.map(marginsOn);
  const margins = found.flat();
  return pages.map((items, i) => {
    const numbers = new Set(found[i]?.flatMap((margin) => margin.numbers));
    if (margins.length === 0) return [...items];
    for (const margin of margins) for (const few of fewIn(margin, items, numbers)) numbers.add(few);
    return items.filter((item) => !numbers.has(item));
  });
}

/** Growing numbers in a margin that is one of line numbers on other pages. `known`: those of the page that were found already. */
function fewIn({ holds }: Margin, items: readonly PdfItem[], known: ReadonlySet<PdfItem>): PdfItem[] {
  const inside = items.filter((item) => item.text.trim() !== "" && !known.has(item) && holds(item));
  const fromTop = inside.toSorted((a, b) => b.y - a.y);
  const isCount = fromTop.every(
    ({ text }, i) => NUMBER.test(text.trim()) && Number(text) > Number(fromTop[i - 1]?.text ?? 0),
  );
  return isCount ? fromTop : [];
}

/** Numbers beside the whole page; or those between its columns, each beside the one or the other, and those outside of them. */
function marginsOn(items: readonly PdfItem[]): Margin[] {
  const lines = linesOf(items);
  const outer = marginOf(items, "left", lines) ?? marginOf(items, "right", lines);
  if (outer) return [outer];
  const inside = stripsIn(items);
  const strips = inside.length > 0 ? inside : gapIn(items, lines);
  const [first, last] = [strips[0], strips.at(-1)];
  if (!first || !last) return [];
  const within = (from: number, to: number): PdfItem[] =>
    items.filter((item) => middleOf(item) > from && middleOf(item) < to);
  const inner = strips.flatMap(({ numbers, from, to }, i): Margin[] => {
    const right = marginOf(within(from, strips[i + 1]?.from ?? Infinity), "left");
    const found = right ?? marginOf(within(strips[i - 1]?.to ?? -Infinity, to), "right");
    return found ? [{ numbers: found.numbers, holds: isWithin(numbers) }] : [];
  });
  if (inner.length < inside.length) return inner;
  const edges = [marginOf(within(-Infinity, first.from), "left"), marginOf(within(last.to, Infinity), "right")];
  return [...inner, ...edges.filter((margin) => margin !== null)];
}

interface Strip {
  numbers: PdfItem[];
  from: number;
  to: number;
}

/** Numbers under each other with text on both sides, and nothing else above or below them, from left to right. */
function stripsIn(items: readonly PdfItem[]): Strip[] {
  const seen = items.filter(({ text }) => text.trim() !== "");
  const numbers = seen.filter(({ text }) => NUMBER.test(text.trim()));
  if (numbers.length < MIN_NUMBERS) return [];
  const strips = [rightOf, leftOf].flatMap((edge) =>
    [...groupBy(numbers, (item) => Math.round(edge(item) / NEAR)).values()].flatMap((group): Strip[] => {
      if (group.length < MIN_NUMBERS) return [];
      const [from, to] = [Math.min(...group.map(leftOf)), Math.max(...group.map(rightOf))];
      const others = seen.filter((item) => !group.includes(item));
      const sides = [others.filter((item) => rightOf(item) <= from + 1), others.filter((item) => item.x >= to - 1)];
      const over = others.filter((item) => item.x < to - 1 && rightOf(item) > from + 1);
      const isBetween = sides.every((side) => side.length >= MIN_NUMBERS) && over.length <= group.length * 0.2;
      return isBetween ? [{ numbers: group, from, to }] : [];
    }),
  );
  const apart: Strip[] = [];
  for (const strip of strips.toSorted((a, b) => b.numbers.length - a.numbers.length))
    if (apart.every(({ from, to }) => strip.to < from || strip.from > to)) apart.push(strip);
  return apart.toSorted((a, b) => a.from - b.from);
}

/** Where hardly anything crosses the middle of a page, if there are numbers at its edges. */
function gapIn(items: readonly PdfItem[], lines: readonly PdfLine[]): Strip[] {
  if (!marginNumbers(lines, "left") && !marginNumbers(lines, "right")) return [];
  const seen = items.filter(({ text }) => text.trim() !== "");
  const [left, right] = [Math.min(...seen.map(leftOf)), Math.max(...seen.map(rightOf))];
  const gaps = Array.from({ length: 41 }, (_, i) => {
    const x = left + (right - left) * (0.3 + i * 0.01);
    return { x, crossed: seen.filter((item) => item.x < x && rightOf(item) > x).length };
  });
  const gap = gaps.reduce((best, one) => (one.crossed < best.crossed ? one : best));
  return gap.crossed <= lines.length * 0.1 ? [{ numbers: [], from: gap.x, to: gap.x }] : [];
}

function isWithin(numbers: readonly PdfItem[]): Margin["holds"] {
  const [from, to] = [Math.min(...numbers.map(leftOf)) - NEAR, Math.max(...numbers.map(rightOf)) + NEAR];
  return (item) => item.x >= from && rightOf(item) <= to;
}

function marginOf(items: readonly PdfItem[], side: Side, lines = linesOf(items)): Margin | null {
  const numbers = marginNumbers(lines, side);
  if (!numbers) return null;
  const out = new Set(numbers.map(({ item }) => item));
  const rest = items.filter((item) => !out.has(item));
  if (!countsLines(numbers, lines) || !isProse(linesOf(rest), numbers)) return null;
  const border = side === "left" ? Math.max(...[...out].map(rightOf)) : Math.min(...[...out].map(leftOf));
  const holds = (item: PdfItem): boolean =>
    side === "left" ? rightOf(item) <= border + NEAR : item.x >= border - NEAR;
  return { numbers: [...out], holds };
}

/** The largest set of numbers that stand under each other at one margin, with nothing beyond them; null if they are few. */
function marginNumbers(lines: readonly PdfLine[], side: Side): Numbered[] | null {
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
const middleOf = (item: PdfItem): number => item.x + item.width / 2;

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
    beside.length > 0 &&
    full.length >= beside.length * 0.4 &&
    single.length >= beside.length * 0.6 &&
    goingOn.length >= beside.length * 0.25
  );
}
