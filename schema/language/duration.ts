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

/** How many, of years, of months; one of the two at least. */
const DURATION =
  /^(?:(\d{1,4})\s*(?:(?:god|год|vit|vje|year|yr)\p{L}*|[gг])\.?)?[\s,]*(?:(?:i|и|e|dhe|and)\s+)?(?:(\d{1,4})\s*(?:mes|mjes|мес|мјес|muaj|month)\p{L}*\.?)?$/iu;

/** Months that words say, in any of the four languages: `1 vit e 9 muaj`, `2 godine i 6 meseci`, `21 месец`; null where they say none. */
export function readDuration(words: string): number | null {
  const [found, years, months] = DURATION.exec(words.trim()) ?? [];
  return found === undefined || (!years && !months) ? null : Number(years ?? 0) * 12 + Number(months ?? 0);
}
