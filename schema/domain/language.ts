import { z } from "zod";

/** Countries of the network, as ISO 3166 letters in lower case; they order the network page. */
export const COUNTRIES = ["rs", "mk", "al"] as const;
export const Country = z.enum(COUNTRIES);
export type Country = z.infer<typeof Country>;

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

export const VerdictLanguage = z.enum(["sr", "mk", "sq", "en"]);
export type VerdictLanguage = z.infer<typeof VerdictLanguage>;
export const Script = z.enum(["Latn", "Cyrl"]);
export type Script = z.infer<typeof Script>;

/** The `lang` attribute of text in a verdict's language: `sr-Latn`, `sr-Cyrl`, `mk`, `sq`, `en` (local letter forms). */
export function langOf(language: VerdictLanguage, script: Script): string {
  return language === "sr" ? `sr-${script}` : language;
}
