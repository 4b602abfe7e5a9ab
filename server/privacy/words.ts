import { foldForSearch } from "../../schema/language/fold.ts";

/** A word of the text and what its place says about a capital letter. Offsets in UTF-16 units. */
export interface Word {
  index: number;
  start: number;
  end: number;
  text: string;
  folded: string;
  /** Begins with a capital letter. */
  isCapital: boolean;
  /** Two letters or more, all capitals. */
  isUpper: boolean;
  /** Any word here would have a capital: a sentence, line, cell or quotation begins. */
  opens: boolean;
  isQuoted: boolean;
  /** What stands between the word before it and this one. */
  before: string;
}

const WORD = /\p{L}[\p{L}\p{M}]*(?:['’-]\p{L}[\p{L}\p{M}]*)*/gu;
const QUOTATION = /[„“”"«]([^„“”"«»\n]{1,600}?)[“”"»]/gu;
const OPENING = /[\n\t!?•]|[.:][“”"»)]?\s|[–—]\s*$|[„“”"«(]\s?$/u;
// A full stop behind these ends no sentence.
const ABBREVIATION =
  /^(?:dr|mr|mgr|msc|prof|doc|prim|adv|sc|spec|dipl|ing|st|sv|br|ul|st|cl|tac|str|tel|sr|mk|al|god|g|avv|av|znj|zt|z|shk|nr|zv|tzv|t|vd|d-r|m-r)$/u;

/** The words of a text in order. */
export function wordsOf(text: string): Word[] {
  const quoted = quotedRanges(text);
  const out: Word[] = [];
  let last = 0;
  let quote = 0;
  let previous: Word | undefined;
  for (const match of text.matchAll(WORD)) {
    const start = match.index;
    const end = start + match[0].length;
    const before = text.slice(last, start);
    while ((quoted[quote]?.end ?? Infinity) <= start) quote++;
    const letters = match[0].replace(/[^\p{L}]/gu, "");
    const folded = foldForSearch(match[0]);
    const isAbbreviated =
      previous !== undefined &&
      /^\.\s?$/u.test(before) &&
      ((ABBREVIATION.test(previous.folded) && !isInitial(previous.text) && !isYear(previous)) ||
        (isInitial(previous.text) &&
          !isYear(previous) &&
          !/\n|^\.$/u.test(previous.before) &&
          !isSecondInitial(previous, out.at(-2))));
    const word: Word = {
      index: out.length,
      start,
      end,
      text: match[0],
      folded,
      isCapital: /^\p{Lu}/u.test(match[0]),
      isUpper: letters.length > 1 && letters === letters.toUpperCase() && letters !== letters.toLowerCase(),
      opens: previous === undefined || (OPENING.test(before) && !isAbbreviated),
      isQuoted: (quoted[quote]?.start ?? Infinity) <= start,
      before,
    };
    out.push(word);
    previous = word;
    last = end;
  }
  return out;
}

// "… od 04.04.2004. god. Naime": behind a number this is the year, and a sentence has ended.
const isYear = ({ folded, before }: Word): boolean => /^(?:g|god)$/u.test(folded) && /\d\.?\s?$/u.test(before);

// "A. Petrović"; but "B. Dëshmitarët" is a heading, and "R.b. Dokaz" a column's.
const isInitial = (word: string): boolean => /^\p{Lu}\p{Ll}?$/u.test(word);

// "… svedok V. V. Potom …": after two of them a sentence has ended.
const isSecondInitial = (word: Word, before: Word | undefined): boolean =>
  before !== undefined && isInitial(before.text) && /^\.\s?$/u.test(word.before);

function quotedRanges(text: string): { start: number; end: number }[] {
  return [...text.matchAll(QUOTATION)].map((match) => ({
    start: match.index + 1,
    end: match.index + 1 + (match[1] ?? "").length,
  }));
}

/** Words in small letters outside quotations: what the court writes small is no name (in messages people write names small). */
export function ordinaryWords(words: readonly Word[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const { isCapital, isQuoted, folded } of words)
    if (!isCapital && !isQuoted) out.set(folded, (out.get(folded) ?? 0) + 1);
  return out;
}

/** The word that begins at an offset. */
export function wordAt(words: readonly Word[], start: number): Word | undefined {
  let low = 0;
  let high = words.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const word = words[middle];
    if (!word) return undefined;
    if (word.start === start) return word;
    if (word.start < start) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}
