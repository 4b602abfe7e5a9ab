import { z } from "zod";

/** Countries of the network, as ISO 3166 letters in lower case; they order the network page. */
export const COUNTRIES = ["rs", "mk", "al"] as const;
export const Country = z.enum(COUNTRIES);
export type Country = z.infer<typeof Country>;
/** What the clock on the wall goes by. */
export const TIME_ZONES: Readonly<Record<Country, string>> = {
  rs: "Europe/Belgrade",
  mk: "Europe/Skopje",
  al: "Europe/Tirane",
};

/** Languages of the interface and of the methodology's labels (BCP 47). */
export const UI_LANGUAGES = ["en", "sr-Latn", "sr-Cyrl", "mk", "sq"] as const;
export const UiLanguage = z.enum(UI_LANGUAGES);
export type UiLanguage = z.infer<typeof UiLanguage>;

/** A text in some of the interface's languages. Missing translations are shown in the fallback, never blocking. */
export const Localised = z.partialRecord(UiLanguage, z.string());
export type Localised = z.infer<typeof Localised>;

/** The reader's language, else the other Serbian script, else English, else whatever is there, else "". */
export function localise(text: Localised, language: UiLanguage): string {
  const other = language === "sr-Latn" ? text["sr-Cyrl"] : language === "sr-Cyrl" ? text["sr-Latn"] : undefined;
  return text[language] ?? other ?? text.en ?? Object.values(text)[0] ?? "";
}

/** Lists of short texts in some of the languages; a bare list is English. */
export const LocalisedLists = z
  .union([z.array(z.string()), z.partialRecord(UiLanguage, z.array(z.string()))])
  .transform((lists): Partial<Record<UiLanguage, string[]>> => (Array.isArray(lists) ? { en: lists } : lists));
export type LocalisedLists = z.infer<typeof LocalisedLists>;

/** As `localise`, for lists: an empty list counts as missing. */
export function localiseList(lists: LocalisedLists, language: UiLanguage): string[] {
  const filled = Object.entries(lists).filter(([, list]) => list.length > 0) as [UiLanguage, string[]][];
  const found = new Map(filled);
  const other =
    language === "sr-Latn" ? found.get("sr-Cyrl") : language === "sr-Cyrl" ? found.get("sr-Latn") : undefined;
  return found.get(language) ?? other ?? found.get("en") ?? filled[0]?.[1] ?? [];
}

export const VerdictLanguage = z.enum(["sr", "mk", "sq", "en"]);
export type VerdictLanguage = z.infer<typeof VerdictLanguage>;

/** The language of an interface's words, in whichever script. */
export function withoutScript(language: UiLanguage): VerdictLanguage {
  return language === "sr-Latn" || language === "sr-Cyrl" ? "sr" : language;
}

/** What the courts of a country write in. */
const COURT_LANGUAGE = { rs: "sr", mk: "mk", al: "sq" } as const satisfies Record<Country, VerdictLanguage>;

/** The languages in which somebody reads verdicts without a translation: that of their country's courts, and that of their window. */
export function languagesRead(country: Country, window: UiLanguage | null): VerdictLanguage[] {
  const home = COURT_LANGUAGE[country];
  return window ? [home, withoutScript(window)] : [home];
}

/** Of these languages somebody reads one and can follow the other: Albanian is near to none. */
const NEAR: Partial<Record<VerdictLanguage, VerdictLanguage>> = { sr: "mk", mk: "sr" };

/** How far a verdict's language is from those that somebody reads: 0 one of them, 1 near to one, 2 neither. */
export function languageDistance(language: VerdictLanguage, read: readonly VerdictLanguage[]): 0 | 1 | 2 {
  if (read.includes(language)) return 0;
  const near = NEAR[language];
  return near && read.includes(near) ? 1 : 2;
}

export const Script = z.enum(["Latn", "Cyrl"]);
export type Script = z.infer<typeof Script>;

/** The `lang` attribute of text in a verdict's language: `sr-Latn`, `sr-Cyrl`, `mk`, `sq`, `en` (local letter forms). */
export function langOf(language: VerdictLanguage, script: Script): string {
  return language === "sr" ? `sr-${script}` : language;
}

/**
 * The language that somebody types a name in: that of their window where it has the script of the words; else that of the verdict they read,
 * where that has it; else the first of the script. Letters of one language alone decide among Latin ones.
 */
export function languageTyped(
  words: string,
  window: UiLanguage,
  verdict: { language: VerdictLanguage; script: Script },
): UiLanguage {
  const read = langOf(verdict.language, verdict.script) as UiLanguage;
  if (/\p{Script=Cyrillic}/u.test(words)) {
    const written = [window, read].filter((each) => each === "mk" || each === "sr-Cyrl");
    return /[ќѓѕ]/iu.test(words) ? "mk" : /[ћђ]/iu.test(words) ? "sr-Cyrl" : (written[0] ?? "mk");
  }
  if (/[ëç]/iu.test(words)) return "sq";
  if (/[čćšžđ]/iu.test(words)) return "sr-Latn";
  const written = [window, read].filter((each) => each !== "mk" && each !== "sr-Cyrl");
  return written[0] ?? "en";
}
