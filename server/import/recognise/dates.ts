import { monthOf } from "../../../schema/language/months.ts";

const DATE =
  /(?<!\d)(\d{1,2})(?:\s?\.\s?(\d{1,2})\s?\.\s?|\/(\d{1,2})\/|(?:\.|-\p{L}{1,3})?\s+(\p{L}{3,12})\s+)((?:19|20)\d{2})(?!\d)/u;

/** A date and how it was written. */
export interface FoundDate {
  iso: string;
  written: string;
}

/** The first date of a line; null where none stands or none such day exists. */
export function dateIn(line: string): FoundDate | null {
  const match = DATE.exec(line);
  if (!match) return firstInWords(line);
  const [written, day = "", dotted, slashed, word, year = ""] = match;
  const month = word === undefined ? Number(dotted ?? slashed) : monthOf(word.toLowerCase());
  const iso = isoOf(Number(year), month, Number(day));
  return iso === null ? dateIn(line.slice(match.index + written.length)) : { iso, written };
}

function firstInWords(line: string): FoundDate | null {
  const [first] = datesInWords(line);
  return first ? { iso: first.iso, written: first.written } : null;
}

/** `2024-06-19`; null where no such day exists. */
export function isoOf(year: number, month: number, day: number): string | null {
  const iso = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;
  const time = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : null;
}

/** Stems of the ordinals that Serbian and Macedonian write days and years with, by what they are worth. */
const ORDINALS: ReadonlyMap<number, string> = new Map([
  [1, "prv|прв"],
  [2, "drug|друг|втор"],
  [3, "treć|трећ|трет"],
  [4, "četvrt|четврт"],
  [5, "pet|пет"],
  [6, "šest|шест"],
  [7, "sedm|седм"],
  [8, "osm|осм"],
  [9, "devet|девет"],
  [10, "deset|десет"],
  [11, "jedanaest|једанаест|единаесет"],
  [12, "dvanaest|дванаест|дванаесет"],
  [13, "trinaest|тринаест|тринаесет"],
  [14, "četrnaest|четрнаест|четиринаесет"],
  [15, "petnaest|петнаест|петнаесет"],
  [16, "šesnaest|шеснаест|шеснаесет"],
  [17, "sedamnaest|седамнаест|седумнаесет"],
  [18, "osamnaest|осамнаест|осумнаесет"],
  [19, "devetnaest|деветнаест|деветнаесет"],
  [20, "dvadeset|двадесет|дваесет"],
  [30, "trideset|тридесет|триесет"],
]);
const ENDING = "(?:og|om|im|i|a|e|ог|ом|им|и|а|е|т[иа]|тата|ата)?";
/** The same, as a pattern: "devetnaestog", "дваесет и први". */
export const ORDINAL = `(?:(?:(?:${ORDINALS.get(20)}|${ORDINALS.get(30)})\\s(?:[iи]\\s)?)?(?:${[...ORDINALS.values()].join("|")})${ENDING})`;
const WORDS = new RegExp(
  `(?<!\\p{L})(${ORDINAL})\\s(\\p{L}{3,12})\\s(?:((?:19|20)\\d{2})|(?:dv[ei]|dvije|две|двије)\\s(?:hiljad|хиљад|илјад)[aeaеи]\\s(?:[iи]\\s)?(${ORDINAL}))(?![\\p{L}\\d])`,
  "giu",
);
/** What each date in words holds. To compile the pattern above takes a tenth of the time in which a short file is read, and few lines need it. */
const YEAR = /(?:19|20)\d{2}|hiljad|хиљад|илјад/iu;
const WORTHS = [...ORDINALS].map(([worth, stems]) => [worth, new RegExp(`^(?:${stems})${ENDING}$`, "iu")] as const);

/** All "petog marta dvije hiljade devetnaeste", "пети април 2012" of a text, and where they stand. */
export function datesInWords(text: string): (FoundDate & { index: number })[] {
  if (!YEAR.test(text)) return [];
  return [...text.matchAll(WORDS)].flatMap(
    ({ 0: written, 1: day = "", 2: month = "", 3: digits, 4: years = "", index }) => {
      const year = digits === undefined ? 2000 + worthOf(years) : Number(digits);
      const iso = isoOf(year, monthOf(month.toLowerCase()), worthOf(day));
      return iso === null ? [] : [{ iso, written, index }];
    },
  );
}

/** What such an ordinal is worth; 0 where it is none. */
export function worthOf(ordinal: string): number {
  const worths = ordinal.split(/\s/).map((word) => WORTHS.find(([, pattern]) => pattern.test(word))?.[0] ?? 0);
  return worths.reduce((sum, worth) => sum + worth, 0);
}
