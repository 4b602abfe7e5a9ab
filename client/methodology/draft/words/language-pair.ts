import { UI_LANGUAGES, UiLanguage, type Localised, type LocalisedLists } from "../../../../schema/domain/language.ts";
import { CATEGORY_TEXTS } from "../../../../schema/rooms/draft/draft-fields.ts";
import type { DraftCategory } from "../../../../schema/rooms/draft/draft-room.ts";

export type LanguagePair = readonly [UiLanguage, UiLanguage];

const STORAGE_KEY = "coram.methodology-languages";

/** The two languages that are written side by side: chosen on this device, else the reader's own and English. */
export function storedPair(own: UiLanguage): LanguagePair {
  try {
    const [left, right] = (localStorage.getItem(STORAGE_KEY) ?? "")
      .split(" ")
      .map((each) => UiLanguage.safeParse(each));
    if (left?.success && right?.success) return [left.data, right.data];
  } catch {
    // Storage may be closed to us.
  }
  return own === "en" ? ["en", "sr-Latn"] : [own, "en"];
}

export function storePair([left, right]: LanguagePair): void {
  try {
    localStorage.setItem(STORAGE_KEY, `${left} ${right}`);
  } catch {
    // The choice then lasts for this page.
  }
}

/** Whether a text is there in another language and not in this one. The scripts of Serbian stand for each other. */
export function isMissing(text: Localised | LocalisedLists, language: UiLanguage): boolean {
  return UI_LANGUAGES.some((each) => isThere(text, each)) && !isThere(text, language);
}

/** How many of a category's texts are missing in a language: name and definition, and what another language has. */
export function missingTexts(category: DraftCategory, language: UiLanguage): number {
  return CATEGORY_TEXTS.filter((name) =>
    name === "label" || name === "definition"
      ? !isThere(category[name], language)
      : isMissing(category[name], language),
  ).length;
}

function isThere(text: Localised | LocalisedLists, language: UiLanguage): boolean {
  const has = (each: UiLanguage): boolean => (text[each]?.length ?? 0) > 0;
  return language.startsWith("sr") ? has("sr-Latn") || has("sr-Cyrl") : has(language);
}
