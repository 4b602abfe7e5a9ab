import { foldForSearch, foldWithOffsets } from "../language/fold.ts";
import { toCyrillic, toLatin, type TwoScripts } from "../language/script.ts";
import { compareTexts } from "./edits/compare.ts";
import { overlaps } from "./ranges.ts";
import type { Edit, Range } from "./revision.ts";
import { findTokens } from "./token.ts";
import { isInsideWord } from "./words.ts";

/** How exactly a search is to be taken; without any it is blind to case, diacritics and script. */
export interface SearchOptions {
  /** A and a are two letters. */
  case: boolean;
  /** š and s are two letters. */
  diacritics: boolean;
  /** Ћ and Ć are two letters. */
  script: boolean;
  wholeWords: boolean;
  /** Of the text, for converting between its scripts. */
  language: TwoScripts;
}

/** Where words stand, and how many further places lie inside typed tokens, which no replacement touches. */
export interface Found {
  hits: Range[];
  inTokens: number;
}

/** All places of some words (letters as they stand, no pattern), sorted, apart. Finds nothing for an empty query. */
export function searchText(text: string, query: string, options: SearchOptions): Found {
  const { folded, starts, ends } = foldWithOffsets(text);
  const needle = foldForSearch(query).trim();
  const found: Found = { hits: [], inTokens: 0 };
  if (needle === "") return found;
  const isExact = options.case || options.diacritics || options.script;
  const wanted = asTaken(query.trim(), options);
  const tokens = findTokens(text);
  let token = 0;
  let reached = 0;
  for (let at = folded.indexOf(needle); at >= 0; at = folded.indexOf(needle, at + 1)) {
    const hit = { start: starts[at] ?? 0, end: ends[at + needle.length - 1] ?? 0 };
    if (hit.start < reached) continue;
    if (options.wholeWords && (isInsideWord(text, hit.start) || isInsideWord(text, hit.end))) continue;
    const words = text.slice(hit.start, hit.end);
    // A replacement across the end of a block would join the two.
    if (words.includes("\n")) continue;
    if (isExact && asTaken(words, options) !== wanted) continue;
    reached = hit.end;
    while ((tokens[token]?.end ?? Infinity) <= hit.start) token++;
    const beside = tokens[token];
    if (beside && overlaps(beside, hit)) found.inTokens++;
    else found.hits.push(hit);
  }
  return found;
}

/** Words with all that the options are blind to taken away, so that what counts as equal is equal. */
function asTaken(words: string, options: SearchOptions): string {
  let out = options.script ? words : toLatin(words, options.language);
  if (!options.diacritics) out = withoutMarks(out);
  if (!options.case) out = out.toLowerCase();
  return out.replace(/\s+/g, " ");
}

function withoutMarks(words: string): string {
  return words
    .replaceAll("đ", "dj")
    .replaceAll("Đ", "Dj")
    .normalize("NFD")
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, "")
    .normalize("NFC");
}

const CYRILLIC = /\p{Script=Cyrillic}/u;
const LETTERS = /\p{L}/gu;

/**
 * What takes a hit's place: the replacement, in the hit's case and script where the search was blind to them
 * (SUD → TRIBUNAL, суд → трибунал).
 */
export function replacementFor(hit: string, replacement: string, options: SearchOptions): string {
  const isCyrillic = !options.script && CYRILLIC.test(hit) && !CYRILLIC.test(replacement);
  const isLatin = !options.script && !CYRILLIC.test(hit) && CYRILLIC.test(replacement);
  const written = isCyrillic
    ? toCyrillic(replacement, options.language)
    : isLatin
      ? toLatin(replacement, options.language)
      : replacement;
  if (options.case) return written;
  const letters = hit.match(LETTERS) ?? [];
  const isCapital = (letter: string): boolean => letter !== letter.toLowerCase();
  if (letters.length > 1 && letters.every(isCapital)) return written.toUpperCase();
  if (letters[0] && isCapital(letters[0])) return written.replace(/\p{L}/u, (letter) => letter.toUpperCase());
  return written;
}

/** Some hits as the edits of one command, one a hit, of the words that differ: a tag on one that stays is not touched. What would not change is left out. */
export function replaceHits(text: string, hits: readonly Range[], replacement: string, options: SearchOptions): Edit[] {
  return hits.flatMap(({ start, end }) => {
    const hit = text.slice(start, end);
    const insert = replacementFor(hit, replacement, options);
    const hunks = compareTexts(hit, insert);
    const [first, last] = [hunks[0], hunks.at(-1)];
    if (!first || !last) return [];
    return [{ start: start + first.start, end: start + last.end, insert: insert.slice(first.newStart, last.newEnd) }];
  });
}
