import type { UiLanguage } from "../domain/language.ts";

/*
 * Dates as each language writes them, by one table for pages, files and certificates: Intl gives the months of Serbian in the
 * nominative, has no Macedonian or Albanian in some browsers, and adds "г." in others.
 */
const MONTHS: Record<UiLanguage, readonly string[]> = {
  en: "January February March April May June July August September October November December".split(" "),
  "sr-Latn": "januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra".split(" "),
  "sr-Cyrl": "јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра".split(" "),
  mk: "јануари февруари март април мај јуни јули август септември октомври ноември декември".split(" "),
  sq: "janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor".split(" "),
};

/** Months without a day. */
const ALONE: Record<UiLanguage, readonly string[]> = {
  ...MONTHS,
  "sr-Latn": "januar februar mart april maj jun jul avgust septembar oktobar novembar decembar".split(" "),
  "sr-Cyrl": "јануар фебруар март април мај јун јул август септембар октобар новембар децембар".split(" "),
};

const isSerbian = (language: UiLanguage): boolean => language === "sr-Latn" || language === "sr-Cyrl";

/** `28. novembra 2026.`, `28 November`; months begin at 1. */
export function writeDay(day: number, month: number, year: number | null, language: UiLanguage): string {
  const name = MONTHS[language][month - 1] ?? String(month);
  const dot = isSerbian(language) ? "." : "";
  return `${day}${dot} ${name}${year === null ? "" : ` ${year}${dot}`}`;
}

/** A date of which day or month may be missing (`2024`, `2024-06`, `2024-06-19`). */
export function writePartialDate(date: string, language: UiLanguage): string {
  const [year = "", month, day] = date.split("-");
  if (!month) return year;
  if (day) return writeDay(Number(day), Number(month), Number(year), language);
  return `${ALONE[language][Number(month) - 1] ?? month} ${year}${isSerbian(language) ? "." : ""}`;
}

/** Day and minute of an ISO 8601 time in UTC: `28. novembra 2026., 14:03`. */
export function writeMinute(at: string, language: UiLanguage): string {
  return `${writePartialDate(at.slice(0, 10), language)}, ${at.slice(11, 16)}`;
}
