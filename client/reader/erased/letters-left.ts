import diff from "fast-diff";
import { compareTexts, type Hunk } from "../../../schema/text/edits/compare.ts";

/** Where a letter stood that somebody typed: nowhere. */
export const OWN = -1;

export const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** So much of a word has to stand in another one for it to be that word, with letters put in or taken out. */
export const SAME_SHARE = 0.6;

/**
 * Of each letter of words that took the place of others, where it stood: of words that stayed, and of those that only had letters put in or
 * taken out. `from`: where the letters of `before` stood.
 */
export function lettersLeft(before: string, from: readonly number[], after: string): number[] {
  const left = Array.from({ length: after.length }, () => OWN);
  let old = 0;
  let at = 0;
  const keep = (end: number): void => {
    while (old < end) left[at++] = from[old++] ?? OWN;
  };
  for (const hunk of compareTexts(before, after)) {
    keep(hunk.start);
    changed(before, from, after, hunk, left);
    old = hunk.end;
    at = hunk.newEnd;
  }
  keep(before.length);
  return left;
}

function changed(before: string, from: readonly number[], after: string, hunk: Hunk, left: number[]): void {
  const same = Array.from({ length: hunk.newEnd - hunk.newStart }, () => OWN);
  const words = after.slice(hunk.newStart, hunk.newEnd);
  let old = hunk.start;
  let at = 0;
  for (const [kind, { length }] of diff(before.slice(hunk.start, hunk.end), words)) {
    // One letter alone is in any word; it may be one by itself.
    const isAlone = length === 1 && !/[\p{L}\p{N}]{2}/u.test(words.slice(Math.max(0, at - 1), at + 2));
    if (kind === diff.EQUAL && (length > 1 || isAlone))
      for (let i = 0; i < length; i++) same[at + i] = from[old + i] ?? OWN;
    if (kind !== diff.DELETE) at += length;
    if (kind !== diff.INSERT) old += length;
  }
  for (const { 0: word, index } of words.matchAll(WORD)) {
    const stood = same.slice(index, index + word.length).filter((each) => each !== OWN);
    if (stood.length < Math.ceil(word.length * SAME_SHARE)) same.fill(OWN, index, index + word.length);
  }
  same.forEach((each, i) => (left[hunk.newStart + i] = each));
}
