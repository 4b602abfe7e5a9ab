import type { VerdictLanguage } from "../domain/language.ts";
import { type Folded, foldWithOffsets } from "../language/fold.ts";
import { isFormIn, shortMarked } from "../language/stem/word-search.ts";
import { normaliseRanges } from "../text/ranges.ts";
import type { Range } from "../text/revision.ts";
import type { SearchQuery, SearchTerm } from "./query.ts";

/** A word of a text: folded, and where it stands in what was folded. */
interface FoldedWord {
  word: string;
  from: number;
  to: number;
}

/** A paragraph as a query looks at it. */
export interface SearchedText {
  language: VerdictLanguage;
  folded: Folded;
  words: readonly FoldedWord[];
}

const PARTS = /\p{L}+|\p{N}+/gu;

/** Folds a text and takes it apart into words and numbers. */
export function searchedText(text: string, language: VerdictLanguage): SearchedText {
  const folded = foldWithOffsets(text);
  const words = Array.from(folded.folded.matchAll(PARTS), ({ index, 0: word }) => {
    return { word, from: index, to: index + word.length };
  });
  return { language, folded, words };
}

/** Whether a text answers a query's words; one that asks for none is answered by every text. */
export function answersQuery(text: SearchedText, { all, not }: SearchQuery): boolean {
  return all.every((any) => any.some((term) => stands(text, term))) && !not.some((term) => stands(text, term));
}

/** Where the words that are asked for stand, in the text as it was before folding; sorted, apart. */
export function placesOf(text: SearchedText, { all }: SearchQuery): Range[] {
  const { starts, ends } = text.folded;
  const found = all.flat().flatMap((term) =>
    Array.from(beginnings(text, term), (at): Range => {
      const [first, last] = [text.words[at], text.words[at + term.parts.length - 1]];
      return { start: starts[first?.from ?? 0] ?? 0, end: ends[(last?.to ?? 1) - 1] ?? 0 };
    }),
  );
  return normaliseRanges(found);
}

const stands = (text: SearchedText, term: SearchTerm): boolean => !beginnings(text, term).next().done;

/** Which words of the text a term begins at. */
function* beginnings(text: SearchedText, term: SearchTerm): Generator<number> {
  const { words, language } = text;
  const { parts, marked, isSum } = term;
  for (let at = 0; at + parts.length <= words.length; at++)
    if (
      (parts.every((part, i) => isMeant(words[at + i]?.word ?? "", part, term, i === parts.length - 1, language)) &&
        (!isSum || isTogether(text, words.slice(at, at + parts.length)))) ||
      (marked !== null && shortMarked(asItStands(text.folded, words[at])) === marked)
    )
      yield at;
}

/** Whether between the groups of digits of a sum there is one sign each, and no digit goes on behind them. */
function isTogether({ folded: { folded } }: SearchedText, groups: readonly FoldedWord[]): boolean {
  return groups.every(({ from }, i) => i === 0 || /^[.,'’\s]$/u.test(folded.slice(groups[i - 1]?.to, from)));
}

/** A word of a text before it was folded. */
export function asItStands({ text, starts, ends }: Folded, word: FoldedWord | undefined): string {
  return word ? text.slice(starts[word.from] ?? 0, ends[word.to - 1] ?? 0) : "";
}

function isMeant(word: string, part: string, term: SearchTerm, isLast: boolean, language: VerdictLanguage): boolean {
  if (word === part) return true;
  if (term.begins && isLast) return word.startsWith(part);
  return !term.isExact && isFormIn(part, word, language);
}
