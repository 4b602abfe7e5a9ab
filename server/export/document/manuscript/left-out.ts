import { MONTH_STEMS } from "../../../../schema/language/months.ts";
import { toCyrillic, toLatin } from "../../../../schema/language/script.ts";
import { normaliseRanges } from "../../../../schema/text/ranges.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import type { OutputWords } from "../../words/shape.ts";
import { type Block, isPagePart, type Run, type VerdictNames } from "./manuscript.ts";
import { type Seat, seatOf, seatsIn } from "./seats.ts";

/** What stands where something was left out, as in quotes. */
export const LEFT_OUT = "[…]";

/**
 * What of any text names one of these verdicts: its case number however it is spaced, its date however it is written, its court in
 * any case of the noun, or a court of that town; in a title the town by itself; in both scripts. A quote may name its own verdict,
 * and so may a sentence of the writer's.
 */
export class Naming {
  readonly #any: RegExp | null;
  readonly #seats: readonly Seat[];

  constructor(verdicts: readonly VerdictNames[]) {
    const patterns = [...new Set(verdicts.flatMap(patternsOf))];
    this.#any =
      patterns.length === 0
        ? null
        : new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join("|")})(?![\\p{L}\\p{N}])`, "giu");
    const courts = new Set(verdicts.map(({ court }) => court));
    this.#seats = [...courts].flatMap((court) => seatOf(court) ?? []);
  }

  /** Sorted, apart. */
  in(text: string, isTitle = false): Range[] {
    const named = this.#any
      ? [...text.matchAll(this.#any)].map(({ 0: words, index }) => ({ start: index, end: index + words.length }))
      : [];
    return normaliseRanges([...named, ...seatsIn(text, this.#seats, isTitle)]);
  }

  leaveOut(text: string, isTitle = false): string {
    return this.in(text, isTitle).reduceRight(
      (left, { start, end }) => `${left.slice(0, start)}${LEFT_OUT}${left.slice(end)}`,
      text,
    );
  }
}

function patternsOf({ caseNumber, court, date }: VerdictNames): string[] {
  // Albanian courts are cited by number and date; the number alone names the case too.
  const [number = "", dated] = caseNumber.split(/,?\s*\bdat/i);
  const numbers = dated === undefined ? [caseNumber] : [caseNumber, number];
  return [
    ...numbers.flatMap(inBothScripts).map(numberPattern),
    ...inBothScripts(court).map(courtPattern),
    date === null ? "" : datePattern(date),
  ].filter(Boolean);
}

function inBothScripts(text: string): string[] {
  return [...new Set([text, toLatin(text), toCyrillic(text)])];
}

/**
 * Letters and numbers in their order; blanks, dots, strokes and "br." between them vary freely, the chamber's number before the
 * letters may be missing, and a year has two figures or four. "" for a bare number.
 */
function numberPattern(caseNumber: string): string {
  const parts = caseNumber.match(/\p{L}+|\p{N}+/gu) ?? [];
  if (parts.length < 2) return "";
  const isNumber = (part = ""): boolean => /^\p{N}/u.test(part);
  return parts.reduce((pattern, part, i) => {
    const isYear = i > 1 && i === parts.length - 1 && isNumber(parts[i - 1]) && /^(?:(?:19|20)\d\d|\d\d)$/.test(part);
    const word = isYear ? `(?:19|20)?${part.slice(-2)}` : part;
    const behind = i === 0 ? "" : `[\\s.,/–-]${isNumber(parts[i - 1]) && isNumber(part) ? "+" : "*"}`;
    const before = i === 0 ? "" : `${behind}(?:(?:br|бр|nr)[\\s.]*)?`;
    if (i === 1 && isNumber(parts[0]) && !isNumber(part)) return `(?:${pattern}${before})?${word}`;
    return `${pattern}${before}${word}`;
  }, "");
}

/** The court with or without its department, which stands behind a comma; that of another court is called the same. */
function courtPattern(court: string): string {
  const [name = "", ...departments] = court
    .replace(/\([^)]*\)/g, "")
    .trim()
    .split(/,\s*/);
  const named = declinedPattern(name);
  const behind = departments.map(declinedPattern).filter(Boolean);
  return named && behind.reduce((pattern, each) => `${pattern}(?:[\\s,–-]+${each})?`, named);
}

/** Long words by how they begin, as their endings change. "" for a single word. */
function declinedPattern(court: string): string {
  const words = court.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < 2) return "";
  const declined = (word: string): string =>
    word.length > 3
      ? `${word.slice(0, -2)}\\p{L}{0,4}`
      : word.length === 3
        ? `${word}\\p{L}{0,3}`
        : "[\\p{L}\\p{N}]{1,3}";
  return words.map(declined).join("[\\s,–-]+");
}

function datePattern(iso: string): string {
  const [year = "", month = "", day = ""] = iso.split("-");
  const plain = (number: string): string => `0?${Number(number)}`;
  const names = (MONTH_STEMS[Number(month) - 1] ?? []).map((stem) => `${stem}\\p{L}{0,3}`).join("|");
  return [
    iso,
    `${plain(day)}\\s?[./-]\\s?${plain(month)}\\s?[./-]\\s?${year}`,
    `${plain(day)}\\.?\\s(?:${names})\\s${year}`,
    `(?:${names})\\s${plain(day)},?\\s${year}`,
  ].join("|");
}

/** A block of the page without them. The day of the data, and of the paper, may be that of a verdict; it stays. */
export function withoutNames(block: Block, naming: Naming, { cover }: OutputWords): Block {
  if (!isPagePart(block)) return inAllTexts(block, naming);
  const left = inAllTexts(block, naming);
  if (block.kind === "opening" && left.kind === "opening")
    return { ...left, subtitle: naming.leaveOut(block.subtitle, true), when: block.when };
  if (!("rows" in block) || !("rows" in left)) return left;
  const rows = left.rows.map((row, i) => (row[0] === cover.asOf ? (block.rows[i] ?? row) : row));
  return { ...left, rows };
}

/** A value in which no text names them. */
export function inAllTexts<T>(value: T, naming: Naming): T {
  if (typeof value === "string") return naming.leaveOut(value) as T;
  if (Array.isArray(value)) return ofLine(value, naming).map((each) => inAllTexts<unknown>(each, naming)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inAllTexts<unknown>(each, naming)])) as T;
}

/** A line of several runs: a name of which a part is bold or a link is one name. */
function ofLine(parts: readonly unknown[], naming: Naming): unknown[] {
  if (parts.filter(isRun).length < 2) return [...parts];
  const texts = parts.map((part) => (isRun(part) ? part.text : isPlace(part) ? "" : NOTHING));
  const ranges = naming.in(texts.join(""));
  let from = 0;
  return parts.map((part, i) => {
    const text = texts[i] ?? "";
    const start = from;
    from += text.length;
    if (!isRun(part)) return part;
    const within = ranges.filter((range) => range.start < from && range.end > start);
    const left = within.reduceRight((now, range) => {
      const [cut, end] = [Math.max(0, range.start - start), Math.min(text.length, range.end - start)];
      return `${now.slice(0, cut)}${range.start >= start ? LEFT_OUT : ""}${now.slice(end)}`;
    }, text);
    return { ...part, text: left };
  });
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
