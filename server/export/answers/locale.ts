import type { UiLanguage } from "../../../schema/domain/language.ts";

const LOCALES: Record<UiLanguage, string> = {
  en: "en-GB",
  "sr-Latn": "sr-Latn-RS",
  "sr-Cyrl": "sr-Cyrl-RS",
  mk: "mk-MK",
  sq: "sq-AL",
};

export function formatNumber(value: number, language: UiLanguage): string {
  return new Intl.NumberFormat(LOCALES[language]).format(value);
}
