import { monthOf } from "../../../schema/language/months.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { isoOf, ORDINAL, worthOf } from "../../import/recognise/dates.ts";

/** A day as a text writes it, "06-19", with its year where one stands there. */
export interface DayInWords extends Range {
  monthDay: string;
  year: number | null;
}

/** One to nineteen, then twenty and thirty, as they are counted and as they are put in order. */
const ALBANIAN_WORDS =
  "një dy tre katër pesë gjashtë shtatë tetë nëntë dhjetë njëmbëdhjetë dymbëdhjetë trembëdhjetë katërmbëdhjetë pesëmbëdhjetë gjashtëmbëdhjetë shtatëmbëdhjetë tetëmbëdhjetë nëntëmbëdhjetë njëzet tridhjetë";
const ENGLISH_WORDS = [
  "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty",
  "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth",
];
const WORTHS = new Map(
  [ALBANIAN_WORDS, ...ENGLISH_WORDS].flatMap((words) =>
    words.split(" ").map((word, i) => [word, i === 20 ? 30 : i + 1] as const),
  ),
);

const ALBANIAN = `(?:(?:njëzet|tridhjetë)\\se\\s)?(?:${ALBANIAN_WORDS.replaceAll(" ", "|")})`;
const ENGLISH = `(?:(?:twenty|thirty)[\\s-])?(?:${ENGLISH_WORDS.join(" ").replaceAll(" ", "|")})`;
const FIGURES = "\\d{1,2}(?:\\.|st|nd|rd|th|-\\p{L}{1,3})?";
const YEAR = `(?:19|20)\\d\\d|dy\\s?mijë\\se\\s${ALBANIAN}|two\\sthousand(?:\\sand)?\\s${ENGLISH}|twenty\\s${ENGLISH}`;
/** A day with a year of other words is none without: it is read elsewhere. */
const NO_YEAR =
  "(?![.,]{0,2}\\s(?:\\d{2,4}(?!\\d)|(?:dv[ei]|dvije|две|двије|dy|two|twenty|nineteen|hiljadu|хиљаду|илјада)(?!\\p{L})))";
const THEN = `(?:[.,]{0,2}\\s(?:(?:të\\s)?vitit\\s)?(${YEAR})(?![\\p{L}\\d/-])|${NO_YEAR})`;

const DAY_FIRST = new RegExp(
  `(?<![\\p{L}\\d/.,-])(${FIGURES}|${ALBANIAN}|${ENGLISH}|${ORDINAL})\\s(?:(?:day\\s)?of\\s)?(\\p{L}{3,12})(?!\\p{L})${THEN}`,
  "giu",
);
const MONTH_FIRST = new RegExp(
  `(?<!\\p{L})(january|february|march|april|may|june|july|august|september|october|november|december)\\s(?:the\\s)?(\\d{1,2}(?:st|nd|rd|th)?|${ENGLISH})(?![\\p{L}\\d])${THEN}`,
  "giu",
);
/** What a month's name may end with behind its stem: "14 majki" are mothers. */
const MONTH =
  /^(?:januar|јануар|janar|februar|фебруар|февруар|shkurt|mart|март|mars|march|april|април|prill|maj|мај|may|jun|јун|qershor|jul|јул|korrik|avgust|август|gusht|august|(?:septem|okto|octo|novem|decem|септем|октом|окто|новем|ноем|децем|декем)[bбв]|shtator|tetor|nëntor|nentor|dhjetor)(?:[auieyауи]|om|ом|it|in|ит|от|er|ar|r[au]|rom|ар|р[ауи]|ром)?$/u;
/** "19.06." */
const FIGURES_ALONE = /(?<![\d/.,-])(\d{1,2})\.\s?(\d{1,2})\.(?!\s?\d)/gu;

/** Days in words of any of the languages, and days that have no year, in figures or in words; a day in figures with its year is none. */
export function daysInWords(text: string): DayInWords[] {
  return [
    ...[...text.matchAll(DAY_FIRST)].flatMap((found) => dayOf(found, found[2], found[1], found[3])),
    ...[...text.matchAll(MONTH_FIRST)].flatMap((found) => dayOf(found, found[1], found[2], found[3])),
    ...[...text.matchAll(FIGURES_ALONE)].flatMap((found) => dayAt(found, Number(found[2]), Number(found[1]), null)),
  ];
}

function dayOf(found: RegExpExecArray, month = "", day = "", year?: string): DayInWords[] {
  if (!MONTH.test(month.toLowerCase())) return [];
  return dayAt(found, monthOf(month.toLowerCase()), numberOf(day), year === undefined ? null : yearOf(year));
}

function dayAt({ 0: written, index }: RegExpExecArray, month: number, day: number, year: number | null): DayInWords[] {
  // A leap year: the 29th of February is a day.
  const iso = isoOf(year ?? 2000, month, day);
  return iso === null ? [] : [{ start: index, end: index + written.length, monthDay: iso.slice(5), year }];
}

/** "twenty-first", "njëzet e një", "devetnaestog", "19th". */
function numberOf(words: string): number {
  const figures = /^\d+/u.exec(words)?.[0];
  if (figures) return Number(figures);
  const all = words.toLowerCase().split(/[\s-]+/u);
  const sum = all.reduce((total, word) => total + (WORTHS.get(word) ?? 0), 0);
  return sum > 0 ? sum : worthOf(words);
}

/** "two thousand and twenty-four", "twenty twenty-four", "dy mijë e njëzet e katër", "2024". */
function yearOf(words: string): number {
  if (/^\d/u.test(words)) return Number(words);
  return 2000 + numberOf(words.replace(/^(?:dy\s?mijë\se|two\sthousand(?:\sand)?|twenty)\s/iu, ""));
}
