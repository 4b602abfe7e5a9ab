import { meaningChange } from "../../../../schema/domain/methodology/behind-texts.ts";
import { contentChanges } from "../../../../schema/domain/methodology/content-changes.ts";
import { UI_LANGUAGES, type Localised, type UiLanguage } from "../../../../schema/domain/language.ts";
import type { Category, MethodologyContent } from "../../../../schema/domain/methodology/methodology.ts";

/** What of a category cannot be read in some languages, or reads there as it did while it was changed in another. */
export interface MissingWords {
  category: Category;
  texts: { text: "label" | "definition"; languages: UiLanguage[]; isThere: boolean }[];
}

/** One of the scripts of Serbian is made of the other. */
const LANGUAGES = UI_LANGUAGES.filter((language) => language !== "sr-Cyrl");

/**
 * New categories, and those of which a text reads otherwise, that have no name or definition in a language in which the methodology speaks, or
 * whose meaning was changed in some languages only: who reads another codes by the old one.
 */
export function missingWords(was: MethodologyContent, is: MethodologyContent): MissingWords[] {
  const all = [...was.categories, ...is.categories];
  const spoken = LANGUAGES.filter((language) => all.some(({ label }) => has(label, language)));
  // Only which categories changed is asked, not what became of their tags.
  const { categories } = contentChanges({ number: 1, content: was }, { number: 2, content: is }, []);
  return categories.flatMap(({ before, after, texts: changed }): MissingWords[] => {
    if (!after || (before && changed.length === 0)) return [];
    const texts = (["label", "definition"] as const).flatMap((text) => {
      const languages = spoken.filter((language) => !has(after[text], language));
      return languages.length > 0 ? [{ text, languages, isThere: false }] : [];
    });
    const { changed: lead, unchanged } = before ? meaningChange(before, after) : { changed: [], unchanged: [] };
    const behind = spoken.filter((each) => unchanged.some((language) => each.startsWith(language)));
    if (lead.length > 0 && behind.length > 0) texts.push({ text: "definition", languages: behind, isThere: true });
    return texts.length > 0 ? [{ category: after, texts }] : [];
  });
}

function has(text: Localised, language: UiLanguage): boolean {
  return Boolean(text[language]) || (language === "sr-Latn" && Boolean(text["sr-Cyrl"]));
}
