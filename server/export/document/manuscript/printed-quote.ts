import { type HouseMarks, marksIn } from "../../../../schema/domain/house.ts";
import type { UiLanguage } from "../../../../schema/domain/language.ts";
import { quoteOrder, type Said } from "../../../../schema/editor/quote-order.ts";
import type { QuoteState } from "../../../../schema/protocol/http/quotes.ts";
import { isQuoted, quoted } from "../../../../schema/text/quotation.ts";
import { withCuts } from "../../../../schema/text/cut-quote.ts";
import type { Inline } from "./manuscript.ts";
import { endsSentence, run } from "./words-of-nodes.ts";

/** A quote on paper: what the text says, and the sentences of its note. */
export interface PrintedQuote {
  words: Inline[];
  /** Of the words. */
  lang: string;
  note: Inline[][];
}

/** The second words, which are the court's where a translation leads, stand in the note behind their place. */
export function printedQuote(
  quote: QuoteState,
  source: string,
  of: { language: UiLanguage; removed: string; isInSentence: boolean; marks: HouseMarks },
): PrintedQuote {
  const { language, removed, isInSentence } = of;
  const inMarks = (said: Said): Inline[] => between(said, of.marks);
  if (quote.words === "") return { words: [run(removed)], lang: language, note: [[run(source)]] };
  const { first, second, isTranslated } = quoteOrder({ ...quote, words: withCuts(quote.words, quote.cut) }, language);
  // A sentence of the writer's goes on with them.
  const words = isInSentence && !isTranslated ? { ...first, words: quote.words } : first;
  return { words: inMarks(words), lang: first.lang, note: [[run(source)], ...(second ? [inMarks(second)] : [])] };
}

/** Sentences in a line, of which one sees where each ends. */
export function inSentences(said: readonly Inline[][]): Inline[] {
  return said.flatMap((each, i) => (i === 0 ? each : [run(endsSentence(said[i - 1]) ? " " : ". "), ...each]));
}

/**
 * Words between the marks of their language, without blanks that a tag or a translation begins or ends with; a pair of their own round all of
 * them stays alone, marks within them are the inner ones.
 */
function between({ words: said, lang }: Said, marks: HouseMarks): Inline[] {
  const words = said.trim();
  return [{ ...run(isQuoted(words) ? words : quoted(words, lang, marksIn(marks, lang)), [], lang), isQuote: true }];
}
