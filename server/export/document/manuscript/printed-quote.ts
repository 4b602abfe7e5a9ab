import type { UiLanguage } from "../../../../schema/domain/language.ts";
import type { QuoteState } from "../../../../schema/protocol/http/quotes.ts";
import { isQuoted, quoted } from "../../../../schema/text/quotation.ts";
import type { Inline } from "./manuscript.ts";
import { endsSentence, run, translated } from "./words-of-nodes.ts";

/** A quote on paper: what the text says, and the sentences of its note. */
export interface PrintedQuote {
  words: Inline[];
  /** Of the words. */
  lang: string;
  note: Inline[][];
}

/**
 * Words in the language of the paper stand as they are. Of others the translation leads, where there is one into that language, and the
 * court's own words stand in the note behind their place, each in the marks and the script of its own language.
 */
export function printedQuote(quote: QuoteState, source: string, paper: UiLanguage, removed: string): PrintedQuote {
  if (quote.words === "") return { words: [run(removed)], lang: paper, note: [[run(source)]] };
  const original = { words: quote.words, lang: quote.lang };
  const translation = translated(quote);
  const leads = translation !== null && isSpoken(translation.lang, paper) && !isSpoken(quote.lang, paper);
  const [first, second] = leads ? [translation, original] : [original, translation];
  return { words: inMarks(first), lang: first.lang, note: [[run(source)], ...(second ? [inMarks(second)] : [])] };
}

/** Sentences in a line, of which one sees where each ends. */
export function inSentences(said: readonly Inline[][]): Inline[] {
  return said.flatMap((each, i) => (i === 0 ? each : [run(endsSentence(said[i - 1]) ? " " : ". "), ...each]));
}

/** A language in either of its scripts. */
function isSpoken(lang: string, paper: UiLanguage): boolean {
  return lang.split("-")[0] === paper.split("-")[0];
}

/** Words between the marks of their language; a pair of their own round all of them stays alone, marks within them are the inner ones. */
function inMarks({ words, lang }: { words: string; lang: string }): Inline[] {
  return [{ ...run(isQuoted(words) ? words : quoted(words, lang), [], lang), isQuote: true }];
}
