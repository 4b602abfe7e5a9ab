import { UiLanguage } from "../domain/language.ts";
import { writePartialDate } from "./dates.ts";
import { TYPOGRAPHY } from "./typography.ts";

const MONTHS: ReadonlyMap<string, number> = new Map(
  UiLanguage.options.flatMap((language) => {
    const { months, monthsAlone } = TYPOGRAPHY[language];
    return [months, monthsAlone].flatMap((names) =>
      names.map((name, i): [string, number] => [name.toLowerCase(), i + 1]),
    );
  }),
);

/** What may stand after a year. */
const YEAR = String.raw`(?<year>\d{4})\.?(?:\s(?:godine|година|године))?`;
const IN_WORDS = new RegExp(String.raw`^(?:(?<day>\d{1,2})\.?\s)?(?<name>\p{L}+)\s${YEAR}$`, "u");
const IN_NUMBERS = new RegExp(String.raw`^(?<day>\d{1,2})\.\s?(?<month>\d{1,2})\.\s?${YEAR}$`, "u");
/** As it is written where no language is meant. */
const IN_SIGNS = /^(?<year>\d{4})-(?<month>\d{2})(?:-(?<day>\d{2}))?$/u;

/** A date as one of our languages writes it, or as `2027-12-31`, of which the day may be missing, as `2027-12-31`; null where the words are more or less than that. */
export function readDate(words: string): string | null {
  const text = words.trim().replace(/\s+/gu, " ").toLowerCase();
  const {
    day,
    name,
    month: number,
    year,
  } = (IN_WORDS.exec(text) ?? IN_NUMBERS.exec(text) ?? IN_SIGNS.exec(text))?.groups ?? {};
  const month = name === undefined ? Number(number) : MONTHS.get(name);
  if (year === undefined || month === undefined || !(month >= 1 && month <= 12)) return null;
  const parts = [year, String(month).padStart(2, "0"), ...(day ? [day.padStart(2, "0")] : [])];
  const isDay = day === undefined || (Number(day) >= 1 && Number(day) <= 31);
  return isDay ? parts.join("-") : null;
}

/** Words that are a date alone, as another language writes it; any others as they are. */
export function dateIn(words: string, language: UiLanguage): string {
  const date = readDate(words);
  return date === null ? words : writePartialDate(date, language);
}
