import { MONTH_STEMS, monthOf } from "../../../schema/language/months.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { datesInWords, isoOf } from "../../import/recognise/dates.ts";

/** A date, or several that share their month, as it stands in a text. */
export interface WrittenDays extends Range {
  /** Each day that it may mean: 05/06/2024 is two. */
  days: string[];
}

const YEAR = "((?:19|20)\\d\\d|\\d\\d)";
const NUMBERS = new RegExp(
  `(?<![\\d/.,-])(\\d{1,2})\\s?([./-])\\s?(\\d{1,2}|[IVX]{1,4})\\s?[./-]\\s?${YEAR}(?![\\d/-]|\\.\\d)`,
  "gu",
);
const ISO = /(?<![\d/.-])((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?![\d/-])/gu;
const ORDINAL = "(?:\\.|st|nd|rd|th|-\\p{L}{1,3})?";
/** "17. i 19. juna 2024", "17–19 June 2024", "the 19th of June, 2024". */
const NAMED = new RegExp(
  `(?<![\\p{L}\\d/.,])((?:\\d{1,2}${ORDINAL}(?:\\s?[–-]\\s?|,\\s|\\s(?:i|и|and|dhe|do|до|to)\\s)){0,4}\\d{1,2})${ORDINAL}\\s(?:of\\s)?(\\p{L}{3,12})[.,]?\\s${YEAR}(?![\\d/])`,
  "giu",
);
/** "June 19, 2024" */
const AMERICAN = new RegExp(
  `(?<!\\p{L})((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\\.?\\s(\\d{1,2})(?:st|nd|rd|th)?,?\\s${YEAR}(?![\\d/])`,
  "giu",
);
const ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/** Dates in figures and in words, in text order. A year of two figures is one of this century or the last. */
export function daysIn(text: string): WrittenDays[] {
  if (!/\d/u.test(text)) return inWords(text);
  const found: WrittenDays[] = [
    ...[...text.matchAll(NUMBERS)].map((match) => {
      const [, day = "", mark, month = "", year = ""] = match;
      const number = ROMAN.indexOf(month) + 1 || Number(month);
      const turned = mark === "/" ? day_(year, Number(day), Number(month)) : [];
      return at(match, [...day_(year, number, Number(day)), ...turned]);
    }),
    ...[...text.matchAll(ISO)].map((match) => at(match, day_(match[1] ?? "", Number(match[2]), Number(match[3])))),
    ...[...text.matchAll(NAMED)].map((match) => {
      const [, days = "", month = "", year = ""] = match;
      return at(
        match,
        (days.match(/\d+/gu) ?? []).flatMap((day) => day_(year, namedMonth(month), Number(day))),
      );
    }),
    ...[...text.matchAll(AMERICAN)].map((match) =>
      at(match, day_(match[3] ?? "", namedMonth(match[1] ?? ""), Number(match[2]))),
    ),
    ...datesInWords(text).map(({ iso, written, index }) => ({
      start: index,
      end: index + written.length,
      days: [iso],
    })),
  ];
  return found
    .filter(({ days }) => days.length > 0)
    .map((each) => ({ ...each, end: endOf(text, each) }))
    .sort((a, b) => a.start - b.start);
}

/** A month with its year, "in October 2020", as it stands in a text. */
export interface WrittenMonth extends Range {
  /** "2020-10" */
  month: string;
}

const MONTH = /(?<!\p{L})(\p{L}{3,12})[.,]?\s(?:of\s)?((?:19|20)\d\d)(?![\d/-])/gu;

/** Months in text order, those of whole dates too. */
export function monthsIn(text: string): WrittenMonth[] {
  return [...text.matchAll(MONTH)].flatMap(({ 0: written, 1: word = "", 2: year = "", index }) => {
    const month = monthOf(word.toLowerCase());
    return month === 0
      ? []
      : [{ start: index, end: index + written.length, month: `${year}-${String(month).padStart(2, "0")}` }];
  });
}

function inWords(text: string): WrittenDays[] {
  return datesInWords(text).map(({ iso, written, index }) => ({
    start: index,
    end: index + written.length,
    days: [iso],
  }));
}

function at({ 0: written, index }: RegExpExecArray, days: string[]): WrittenDays {
  return { start: index, end: index + written.length, days };
}

function day_(year: string, month: number, day: number): string[] {
  return (year.length === 4 ? [year] : [`20${year}`, `19${year}`]).flatMap(
    (each) => isoOf(Number(each), month, day) ?? [],
  );
}

/** "jun", "Sept.", "marta". */
function namedMonth(word: string): number {
  const lower = word.toLowerCase();
  return monthOf(lower) || MONTH_STEMS.findIndex((stems) => stems.some((stem) => stem.startsWith(lower))) + 1;
}

/** With the full stop that Serbian writes behind a year, unless a sentence ends there. */
function endOf(text: string, { end }: Range): number {
  return /^\.(?:\s*[,;:)]|\s+\p{Ll})/u.test(text.slice(end, end + 8)) ? end + 1 : end;
}
