import type { SourceRef } from "../../../../schema/protocol/http/quotes.ts";
import { MONTH_STEMS } from "../../../../schema/language/months.ts";
import { toCyrillic, toLatin } from "../../../../schema/language/script.ts";
import type { OutputWords } from "../../words/shape.ts";
import type { PagePart } from "./manuscript.ts";

/** What stands where something was left out, as in quotes. */
const LEFT_OUT = "[…]";

/**
 * Takes out of any text what names one of these verdicts: its case number however it is spaced, its date however it is
 * written, its court in any case of the noun; in both scripts. A quote may name its own verdict, and so may a sentence of the
 * writer's.
 */
export function leavingOut(sources: readonly SourceRef[]): (text: string) => string {
  const verdicts = new Map(sources.map((source) => [source.verdict, source]));
  const patterns = [...verdicts.values()].flatMap(patternsOf);
  if (patterns.length === 0) return (text) => text;
  const any = new RegExp(`(?<![\\p{L}\\p{N}])(?:${patterns.join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return (text) => text.replace(any, LEFT_OUT);
}

function patternsOf({ caseNumber, court, date }: SourceRef): string[] {
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

/** Letters and numbers in their order; blanks, dots, strokes and "br." between them vary freely. "" for a bare number. */
function numberPattern(caseNumber: string): string {
  const parts = caseNumber.match(/\p{L}+|\p{N}+/gu) ?? [];
  if (parts.length < 2) return "";
  return parts.reduce((pattern, part, i) => {
    if (i === 0) return part;
    const isApart = /\p{N}$/u.test(parts[i - 1] ?? "") && /^\p{N}/u.test(part);
    return `${pattern}[\\s.,/–-]${isApart ? "+" : "*"}(?:(?:br|бр|nr)[\\s.]*)?${part}`;
  }, "");
}

/** The court with or without its department, which stands behind a comma; that of another court is called the same. */
function courtPattern(court: string): string {
  const [name = "", ...departments] = court.split(/,\s*/);
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

/** The day of the data, and of the paper, may be that of a verdict; it stays. */
export function withDays(block: PagePart, leave: (text: string) => string, { cover }: OutputWords): PagePart {
  const left = inAllTexts(block, leave);
  if (block.kind === "opening" && left.kind === "opening") return { ...left, when: block.when };
  if (!("rows" in block) || !("rows" in left)) return left;
  const rows = left.rows.map((row, i) => (row[0] === cover.asOf ? (block.rows[i] ?? row) : row));
  return { ...left, rows };
}

/** A value in which every text is another. */
export function inAllTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((each) => inAllTexts<unknown>(each, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inAllTexts<unknown>(each, change)])) as T;
}
