import type { QuoteState } from "../protocol/http/quotes.ts";

/** Words with the language that they are in. */
export interface Said {
  words: string;
  lang: string;
}

/** What a quote shows first, on paper and in the editor, and what stands behind it. */
export interface QuoteOrder {
  first: Said;
  second: Said | null;
  /** The translation stands first. */
  isTranslated: boolean;
}

/**
 * Words in the language of the paper stand as they are. Of others the translation leads, where there is one into that language, and the
 * court's own words come second.
 */
export function quoteOrder(
  { words, lang, translation }: Pick<QuoteState, "words" | "lang" | "translation">,
  paper: string,
): QuoteOrder {
  const original = { words, lang };
  const translated =
    translation && translation.words !== "" ? { words: translation.words, lang: translation.language } : null;
  const isTranslated = translated !== null && isSpoken(translated.lang, paper) && !isSpoken(lang, paper);
  return isTranslated
    ? { first: translated, second: original, isTranslated }
    : { first: original, second: translated, isTranslated };
}

/** Whether a quote is in another language than the paper, and not translated into that; a translation into a third is none. */
export function wantsTranslation(
  { lang, translation }: Pick<QuoteState, "lang" | "translation">,
  paper: string,
): boolean {
  return !isSpoken(lang, paper) && !(translation && translation.words !== "" && isSpoken(translation.language, paper));
}

/** Whether words are in the language of a paper, in either of its scripts. */
export function isSpoken(lang: string, paper: string): boolean {
  return lang.split("-")[0] === paper.split("-")[0];
}
