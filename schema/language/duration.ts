import type { UiLanguage } from "../domain/language.ts";
import { toCyrillic } from "./script.ts";
import { writeNumber } from "./typography.ts";

/** Of one, of a few, of more; which of them a number takes is said below, for browsers have no rules for some of these languages. */
type Forms = readonly [one: string, few: string, more: string];

const UNITS: Record<Exclude<UiLanguage, "sr-Cyrl">, { year: Forms; month: Forms }> = {
  en: { year: ["year", "years", "years"], month: ["month", "months", "months"] },
  "sr-Latn": { year: ["godina", "godine", "godina"], month: ["mesec", "meseca", "meseci"] },
  mk: { year: ["година", "години", "години"], month: ["месец", "месеци", "месеци"] },
  sq: { year: ["vit", "vjet", "vjet"], month: ["muaj", "muaj", "muaj"] },
};

/** Months as years and months: `1 year 4 months`, `2 godine`, `0 months`. */
export function writeDuration(months: number, language: UiLanguage): string {
  if (language === "sr-Cyrl") return toCyrillic(writeDuration(months, "sr-Latn"));
  const { year, month } = UNITS[language];
  const [years, rest] = [Math.floor(months / 12), months % 12];
  const count = (of: number, forms: Forms): string => `${writeNumber(of, language)} ${forms[formOf(of, language)]}`;
  return [years > 0 ? count(years, year) : "", rest > 0 || years === 0 ? count(rest, month) : ""]
    .filter(Boolean)
    .join(" ");
}

function formOf(count: number, language: UiLanguage): 0 | 1 | 2 {
  if (language === "en" || language === "sq") return count === 1 ? 0 : 2;
  const [last, teens] = [count % 10, Math.floor((count % 100) / 10) === 1];
  if (last === 1 && !teens) return 0;
  return last >= 2 && last <= 4 && !teens ? 1 : 2;
}
