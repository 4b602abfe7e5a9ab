import type { SourceRef } from "../../../schema/protocol/http/parts/source-ref.ts";
import { toCyrillic, toLatin } from "../../../schema/language/script.ts";
import { normaliseRanges, overlaps } from "../../../schema/text/ranges.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { daysIn, monthsIn } from "./days.ts";
import { daysInWords } from "./days-in-words.ts";
import { fileNumbersIn, keysOf } from "./file-numbers.ts";
import { type Seat, seatOf, seatsIn } from "./seats.ts";

/** What stands where something was left out, as in quotes. */
export const LEFT_OUT = "[…]";

const LEFT_OUT_AGAIN = /\[…\](?:\s+\[…\])+/gu;

/** What a verdict may be told by: its data as it is or was once, as its own head writes it, and what its text says of papers of the case. */
export interface VerdictNames extends Pick<SourceRef, "caseNumber" | "court" | "date"> {
  /** Numbers of files, "63/22". */
  numbers?: readonly string[];
  /** Numbers that have no year, "214": with a word for number before them. */
  bare?: readonly string[];
  /** Days on which something was decided, charged or heard. */
  days?: readonly string[];
  /** Months in which something of it happened, "2020-10". */
  months?: readonly string[];
}

/** What of a verdict names it. `town`: of its court, by itself in a title. */
export type NamedBy = "number" | "date" | "court" | "town";

/** What stands in the place of each of them. */
export type InPlace = Readonly<Record<NamedBy, string>>;

const CUT: InPlace = { number: LEFT_OUT, date: LEFT_OUT, court: LEFT_OUT, town: LEFT_OUT };

/** A stretch that is left out. */
export interface Left extends Range {
  what: NamedBy;
}

/** A place that names a verdict. */
export interface Named extends Range {
  what: NamedBy;
  /** By its data in so many words. What only its text has, or a number without its register, may be something else. */
  isSure: boolean;
}

/**
 * What of any text names one of these verdicts: a number of a file by number and year, however it is written; a date however it is
 * written; its court in any case of the noun, or a court of that town; in a title the town by itself; in both scripts. A quote may name its
 * own verdict, and so may a sentence of the writer's. `kept`: words that stay where they are not sure to name one.
 */
export class Naming {
  readonly #patterns: readonly { what: NamedBy; pattern: RegExp }[];
  readonly #seats: readonly Seat[];
  readonly #numbers: ReadonlyMap<string, boolean>;
  readonly #days: ReadonlyMap<string, boolean>;
  readonly #monthDays: ReadonlySet<string>;
  readonly #months: ReadonlySet<string>;
  readonly #kept: ReadonlySet<string>;

  constructor(verdicts: readonly VerdictNames[], kept: readonly string[] = []) {
    this.#patterns = [
      ...anyOf("number", verdicts.flatMap(numberPatternsOf)),
      ...anyOf(
        "court",
        verdicts.flatMap(({ court }) => inBothScripts(court).map(courtPattern)),
      ),
    ];
    const courts = new Set(verdicts.map(({ court }) => court));
    this.#seats = [...courts].flatMap((court) => seatOf(court) ?? []);
    this.#numbers = new Map([
      ...verdicts.flatMap(({ numbers = [] }) => numbers).map((key) => [key, false] as const),
      ...verdicts.flatMap(({ caseNumber, date }) => keysOf(caseNumber, date)).map((key) => [key, true] as const),
    ]);
    this.#days = new Map([
      ...verdicts.flatMap(({ days = [] }) => days).map((day) => [day, false] as const),
      ...verdicts.flatMap(({ date }) => date ?? []).map((day) => [day, true] as const),
    ]);
    this.#monthDays = new Set(verdicts.flatMap(({ date }) => date?.slice(5) ?? []));
    this.#months = new Set(
      verdicts.flatMap(({ date, days = [], months = [] }) =>
        [...(date ? [date] : []), ...days, ...months].map((each) => each.slice(0, 7)),
      ),
    );
    this.#kept = new Set(kept.map(keptAs));
  }

  /** In text order; some may overlap. */
  found(text: string, isTitle = false): Named[] {
    const patterned = this.#patterns.flatMap(({ what, pattern }) =>
      [...text.matchAll(pattern)].map(({ 0: words, index }) => {
        // A number that has no year in its data is told by its word alone.
        const isSure = !/^(?:nr|br|бр)[\s.]*\d+$/iu.test(words);
        return { start: index, end: index + words.length, isSure, what };
      }),
    );
    const numbered = fileNumbersIn(text).flatMap(({ key, isMarked, ...range }): Named[] => {
      const isOwn = this.#numbers.get(key);
      return isOwn === undefined ? [] : [{ ...range, isSure: isOwn && isMarked, what: "number" }];
    });
    return [...patterned, ...numbered, ...this.#dated(text), ...this.#seated(text, isTitle)].sort(
      (a, b) => a.start - b.start,
    );
  }

  #dated(text: string): Named[] {
    const dated = daysIn(text).flatMap(({ start, end, days }): Named[] => {
      const own = days.flatMap((day) => this.#days.get(day) ?? []);
      return own.length === 0 ? [] : [{ start, end, isSure: own.includes(true), what: "date" }];
    });
    const worded = daysInWords(text).flatMap(({ start, end, monthDay, year }): Named[] => {
      // Without a year it may be the same day of another one.
      if (year === null) return this.#monthDays.has(monthDay) ? [{ start, end, isSure: false, what: "date" }] : [];
      const isOwn = this.#days.get(`${year}-${monthDay}`);
      return isOwn === undefined ? [] : [{ start, end, isSure: isOwn, what: "date" }];
    });
    return [...dated, ...worded];
  }

  #seated(text: string, isTitle: boolean): Named[] {
    const as = (what: NamedBy, ranges: readonly Range[]): Named[] =>
      ranges.map((range) => ({ ...range, isSure: true, what }));
    const courts = as("court", seatsIn(text, this.#seats, false));
    return isTitle ? [...courts, ...as("town", seatsIn(text, this.#seats, true))] : courts;
  }

  /** What is left out: sorted, apart; each is what the longest of those is that it was made of. */
  in(text: string, isTitle = false): Left[] {
    const found = this.found(text, isTitle).filter(
      ({ start, end, isSure }) => isSure || !this.#kept.has(keptAs(text.slice(start, end))),
    );
    return normaliseRanges(found).map((range) => ({ ...range, what: whatIn(range, found) }));
  }

  /**
   * What is not left out of sentences and may tell all the same which verdict it is: the town of its court by itself, and a month in which
   * something of it happened, where files give years alone. Sorted, apart.
   */
  mayTell(text: string, isTitle = false): Range[] {
    const named = this.in(text, isTitle);
    const months = monthsIn(text).filter(({ month }) => this.#months.has(month));
    const found = [...seatsIn(text, this.#seats, true), ...months].filter(
      (range) => !named.some((each) => overlaps(range, each)),
    );
    return normaliseRanges(found.map(({ start, end }) => ({ start, end })));
  }

  /** In a quote words are cut; what a writer says is read on, and names what stood there. */
  leaveOut(text: string, isTitle = false, inPlace: InPlace = CUT): string {
    const left = this.in(text, isTitle).reduceRight(
      (now, { start, end, what }) => `${now.slice(0, start)}${inPlace[what]}${now.slice(end)}`,
      text,
    );
    // Where what goes on before or behind is left out too, once is enough.
    return left === text ? text : left.replaceAll(LEFT_OUT_AGAIN, LEFT_OUT);
  }
}

function whatIn(range: Range, found: readonly Named[]): NamedBy {
  const within = found.filter((each) => overlaps(range, each));
  // Of two alike the first: a town that a court is found by is a court.
  return within.reduce((most, each) => (each.end - each.start > most.end - most.start ? each : most), within[0] ?? NONE)
    .what;
}

const NONE: Named = { start: 0, end: 0, isSure: false, what: "number" };

function anyOf(what: NamedBy, patterns: readonly string[]): { what: NamedBy; pattern: RegExp }[] {
  const each = [...new Set(patterns.filter(Boolean))];
  if (each.length === 0) return [];
  return [{ what, pattern: new RegExp(`(?<![\\p{L}\\p{N}])(?:${each.join("|")})(?![\\p{L}\\p{N}])`, "giu") }];
}

function keptAs(words: string): string {
  return words.replaceAll(/\s+/gu, " ").trim().toLowerCase();
}

function numberPatternsOf({ caseNumber, bare = [] }: VerdictNames): string[] {
  // Albanian courts are cited by number and date; the number alone names the case too.
  const [number = "", dated] = caseNumber.split(/,?\s*\bdat/i);
  const numbers = dated === undefined ? [caseNumber] : [caseNumber, number];
  return [...numbers.flatMap(inBothScripts).map(numberPattern), ...bare.map((each) => `(?:nr|br|бр)[\\s.]*${each}`)];
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
