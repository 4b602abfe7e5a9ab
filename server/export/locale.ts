import type { UiLanguage } from "../../schema/domain/language.ts";

const LOCALES: Record<UiLanguage, string> = {
  en: "en-GB",
  "sr-Latn": "sr-Latn-RS",
  "sr-Cyrl": "sr-Cyrl-RS",
  mk: "mk-MK",
  sq: "sq-AL",
};

/** A date of which day or month may be missing (`2024`, `2024-06`, `2024-06-19`) as the language writes it. */
export function formatPartialDate(date: string, language: UiLanguage): string {
  const [year = "", month, day] = date.split("-");
  if (!month) return year;
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day ?? 1)));
  const parts = { timeZone: "UTC", year: "numeric", month: "long" } as const;
  return new Intl.DateTimeFormat(LOCALES[language], day ? { ...parts, day: "numeric" } : parts).format(at);
}

export function formatNumber(value: number, language: UiLanguage): string {
  return new Intl.NumberFormat(LOCALES[language]).format(value);
}
