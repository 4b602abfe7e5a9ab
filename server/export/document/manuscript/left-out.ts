import { normaliseRanges, overlaps } from "../../../../schema/text/ranges.ts";
import type { OutputWords } from "../../words/shape.ts";
import { type InPlace, type Left as LeftRange, LEFT_OUT, type Naming } from "../../naming/naming.ts";
import { type Block, isPagePart, type Run } from "./manuscript.ts";

/** What is looked for in quotes, and in what the writer says, of which some may be kept. */
export interface Left {
  ofQuotes: Naming;
  ofWriter: Naming;
  /** What the writer's own sentences say in its place, to be read on. */
  inPlace: InPlace;
}

/** A block of the page without them. The day of the data, and of the paper, may be that of a verdict; it stays. */
export function withoutNames(block: Block, naming: Left, { cover }: OutputWords): Block {
  if (!isPagePart(block)) return inAllTexts(block, naming);
  const left = inAllTexts(block, naming);
  if (block.kind === "opening" && left.kind === "opening")
    return { ...left, subtitle: ofTitle(block.subtitle, naming), when: block.when };
  if (!("rows" in block) || !("rows" in left)) return left;
  const rows = left.rows.map((row, i) => (row[0] === cover.asOf ? (block.rows[i] ?? row) : row));
  return { ...left, rows };
}

/** A title or the line below it, in which a town by itself names its court. */
export function ofTitle(title: string, { ofWriter, inPlace }: Left): string {
  return ofWriter.leaveOut(title, true, inPlace);
}

/** A value in which no text names them. */
export function inAllTexts<T>(value: T, naming: Left): T {
  if (typeof value === "string") return naming.ofWriter.leaveOut(value, false, naming.inPlace) as T;
  if (Array.isArray(value)) return ofLine(value, naming).map((each) => inAllTexts<unknown>(each, naming)) as T;
  if (typeof value !== "object" || value === null) return value;
  if (isRun(value) && value.isQuote) return { ...value, text: naming.ofQuotes.leaveOut(value.text) };
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inAllTexts<unknown>(each, naming)])) as T;
}

/** A line of several runs: a name of which a part is bold or a link is one name. */
function ofLine(parts: readonly unknown[], naming: Left): unknown[] {
  if (parts.filter(isRun).length < 2) return [...parts];
  const texts = parts.map((part) => (isRun(part) ? part.text : isPlace(part) ? "" : NOTHING));
  const ranges = rangesIn(parts, texts, naming);
  let from = 0;
  return parts.map((part, i) => {
    const text = texts[i] ?? "";
    const start = from;
    from += text.length;
    if (!isRun(part)) return part;
    const within = ranges.filter((range) => range.start < from && range.end > start);
    const left = within.reduceRight((now, range) => {
      const [cut, end] = [Math.max(0, range.start - start), Math.min(text.length, range.end - start)];
      return `${now.slice(0, cut)}${range.start >= start ? (part.isQuote ? LEFT_OUT : naming.inPlace[range.what]) : ""}${now.slice(end)}`;
    }, text);
    return { ...part, text: left };
  });
}

/** What the writer keeps stays in no quote. */
function rangesIn(
  parts: readonly unknown[],
  texts: readonly string[],
  { ofWriter, ofQuotes }: Left,
): readonly LeftRange[] {
  const line = texts.join("");
  let end = 0;
  const quotes = parts.flatMap((part, i) => {
    const start = end;
    end += texts[i]?.length ?? 0;
    return isRun(part) && part.isQuote ? [{ start, end }] : [];
  });
  const inQuotes =
    quotes.length === 0 ? [] : ofQuotes.in(line).filter((each) => quotes.some((quote) => overlaps(quote, each)));
  const found = [...ofWriter.in(line), ...inQuotes];
  return normaliseRanges(found).map((range) => ({
    ...range,
    what: found.find((each) => overlaps(range, each))?.what ?? "number",
  }));
}

/** What no name goes over: a note, a break, a drawing. */
const NOTHING = "\ufffc";

const kindOf = (part: unknown): unknown =>
  typeof part === "object" && part !== null && "kind" in part ? part.kind : null;

function isRun(part: unknown): part is Run {
  return kindOf(part) === "run";
}

function isPlace(part: unknown): boolean {
  return kindOf(part) === "place";
}
