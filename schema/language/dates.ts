import type { UiLanguage } from "../domain/language.ts";
import { TYPOGRAPHY } from "./typography.ts";

/*
 * Dates as each language writes them, by the table of typography, for pages, files and certificates: Intl gives the months of
 * Serbian in the nominative, has no Macedonian or Albanian in some browsers, and adds "г." in others.
 */

/** `28. novembra 2026.`, `28 November`; months begin at 1. */
export function writeDay(day: number, month: number, year: number | null, language: UiLanguage): string {
  const { months, ordinal } = TYPOGRAPHY[language];
  const name = months[month - 1] ?? String(month);
  return `${day}${ordinal} ${name}${year === null ? "" : ` ${year}${ordinal}`}`;
}

/** A date of which day or month may be missing (`2024`, `2024-06`, `2024-06-19`). */
export function writePartialDate(date: string, language: UiLanguage): string {
  const [year = "", month, day] = date.split("-");
  const { monthsAlone, ordinal } = TYPOGRAPHY[language];
  if (!month) return year && `${year}${ordinal}`;
  if (day) return writeDay(Number(day), Number(month), Number(year), language);
  return `${monthsAlone[Number(month) - 1] ?? month} ${year}${ordinal}`;
}

const ABOUT: Readonly<Record<UiLanguage, string>> = {
  en: "about",
  "sr-Latn": "oko",
  "sr-Cyrl": "око",
  mk: "околу",
  sq: "rreth",
};

/** A date that somebody typed: `about 2019`, `2019 – 5 May 2020`. */
export function writeSpan(
  { date, until, isAbout }: { date: string; until: string; isAbout: boolean },
  language: UiLanguage,
): string {
  const ends = [date, until].filter(Boolean).map((each) => writePartialDate(each, language));
  return [...(isAbout && date ? [ABOUT[language]] : []), ends.join(" – ")].join(" ");
}

/** Day and minute of an ISO 8601 time in UTC: `28. novembra 2026., 14:03`. */
export function writeMinute(at: string, language: UiLanguage): string {
  return `${writePartialDate(at.slice(0, 10), language)}, ${at.slice(11, 16)}`;
}
