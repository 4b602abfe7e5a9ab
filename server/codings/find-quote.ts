import { findTokens } from "../../schema/text/token.ts";
import type { Range } from "../../schema/text/revision.ts";

/** Words under one token: a long address, and no sentence. */
const UNDER_TOKEN_MAX = 80;
/** So much of a quote must stand in the text as it is, or any place with a token would do. */
const LITERAL_MIN = 12;
const LITERAL_SHARE = 1 / 3;
const WORD = /[\p{L}\p{N}]/u;

/**
 * A text in which quotes are looked for: white space of any kind and length is one space, letters and their accents are one
 * sign (NFC), and what nobody sees between letters (soft hyphens, zero-width joiners) is not there. Nothing else is alike.
 */
export interface Flat {
  text: string;
  /** Where each character of `text` begins and ends in the original. */
  starts: number[];
  ends: number[];
  /** Ends of tokens by their starts. */
  tokens: Map<number, number>;
}

const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u;
/** A letter with the accents that follow it. */
const SIGN = /[^\p{M}]\p{M}*|\p{M}+/gsu;

export function flatten(original: string): Flat {
  let text = "";
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: sign, index } of original.matchAll(SIGN)) {
    if (UNSEEN.test(sign)) continue;
    const isSpace = /^\s/u.test(sign);
    if (isSpace && (text === "" || text.endsWith(" "))) continue;
    const composed = isSpace ? " " : sign.normalize("NFC");
    text += composed;
    for (let i = 0; i < composed.length; i++) {
      // What is two units stays so, for a range that ends between them to be told from one that does not.
      const isSame = composed === sign;
      starts.push(isSame ? index + i : index);
      ends.push(isSame ? index + i + 1 : index + sign.length);
    }
  }
  return { text, starts, ends, tokens: new Map(findTokens(text).map(({ start, end }) => [start, end])) };
}

/** All places where the words stand as they are, in text order. */
export function placesOf(flat: Flat, quote: string): Range[] {
  const words = flatten(quote).text.trim();
  const places: Range[] = [];
  for (let at = flat.text.indexOf(words); words && at >= 0; at = flat.text.indexOf(words, at + 1))
    places.push(rangeOf(flat, at, at + words.length));
  return places;
}

/** A place that a quote fits if tokens of the text stand for some of its words, and those words. */
export interface UnderTokens {
  range: Range;
  replaced: string[];
}

/**
 * The first places, two at most: with a second one none is meant for certain. Of fits that overlap, which are one place, the one
 * with most words that stand as they are counts.
 */
export function placesUnderTokens(flat: Flat, quote: string): UnderTokens[] {
  const words = flatten(quote).text.trim();
  const places: (UnderTokens & { under: number })[] = [];
  for (let start = 0; start < flat.text.length; start++) {
    if (!flat.tokens.has(start) && flat.text[start] !== words[0]) continue;
    // A word is not cut in two.
    if (WORD.test(flat.text.charAt(start - 1)) && WORD.test(words.charAt(0))) continue;
    const fits = fitAt(flat, words, start);
    if (!fits || !isMeant(words, fits.replaced)) continue;
    const range = rangeOf(flat, start, fits.end);
    const under = lengthOf(fits.replaced);
    const before = places.at(-1);
    if (!before || before.range.end <= range.start) {
      if (places.length === 2) break;
      places.push({ range, replaced: fits.replaced, under });
    } else if (under < before.under) places[places.length - 1] = { range, replaced: fits.replaced, under };
  }
  return places.map(({ range, replaced }) => ({ range, replaced }));
}

const lengthOf = (replaced: readonly string[]): number => replaced.reduce((sum, each) => sum + each.length, 0);

function isMeant(words: string, replaced: readonly string[]): boolean {
  const literal = words.length - lengthOf(replaced);
  return replaced.length > 0 && literal >= LITERAL_MIN && literal >= words.length * LITERAL_SHARE;
}

/** Where the words end if they begin at `start`, each token standing for some whole words; null if they do not fit. */
function fitAt(flat: Flat, words: string, start: number): { end: number; replaced: string[] } | null {
  const dead = new Set<number>();
  const from = (i: number, j: number): { end: number; replaced: string[] } | null => {
    for (let [at, said] = [i, j]; ; at++, said++) {
      if (said === words.length) return { end: at, replaced: [] };
      const tokenEnd = flat.tokens.get(at);
      if (tokenEnd === undefined) {
        if (flat.text[at] !== words[said]) return null;
        continue;
      }
      const key = at * (words.length + 1) + said;
      if (dead.has(key)) return null;
      for (const next of wordEnds(words, said)) {
        const rest = from(tokenEnd, next);
        if (rest) return { end: rest.end, replaced: [words.slice(said, next), ...rest.replaced] };
      }
      dead.add(key);
      return null;
    }
  };
  return from(start, 0);
}

/** Where whole words from `from` on may end. */
function wordEnds(words: string, from: number): number[] {
  const ends: number[] = [];
  for (let end = from + 1; end <= words.length && end - from <= UNDER_TOKEN_MAX; end++)
    if (WORD.test(words.charAt(end - 1)) && !WORD.test(words.charAt(end))) ends.push(end);
  return ends;
}

function rangeOf(flat: Flat, start: number, end: number): Range {
  return { start: flat.starts[start] ?? 0, end: flat.ends[end - 1] ?? 0 };
}
