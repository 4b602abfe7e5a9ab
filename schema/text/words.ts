import { tokenAround } from "./token.ts";

// A word is a run of letters, marks and digits, with an apostrophe, hyphen or dot between two of them
// (`d'Arc`, `418-а`, `12.03.2020`). A typed token is one word, whatever is in it.
const CORE = /[\p{L}\p{M}\p{N}]/u;
const MARK = /\p{M}/u;
const JOINER = /['’.\-\u2010\u2011]/;

/** Whether a position falls between the halves of a surrogate pair. */
export function splitsPair(text: string, position: number): boolean {
  const before = text.charCodeAt(position - 1);
  const after = text.charCodeAt(position);
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
}

/** The code point that ends at a position; "" at the start of the text. */
export function charBefore(text: string, position: number): string {
  return position <= 0 ? "" : text.slice(splitsPair(text, position - 1) ? position - 2 : position - 1, position);
}

/** The code point that starts at a position; "" at the end of the text. */
export function charAfter(text: string, position: number): string {
  return text.slice(position, position + (splitsPair(text, position + 1) ? 2 : 1));
}

/** Whether one code point can stand inside a word by itself: a letter, mark or digit. */
export function isWordChar(char: string): boolean {
  return CORE.test(char);
}

/** Whether letters of one unbroken run, a character and its mark, a surrogate pair or a token meet at a position. */
export function isInsideRun(text: string, position: number): boolean {
  if (position <= 0 || position >= text.length) return false;
  if (splitsPair(text, position)) return true;
  const before = charBefore(text, position);
  const after = charAfter(text, position);
  if (before === "\n" || after === "\n") return false;
  if (MARK.test(after) || (CORE.test(before) && CORE.test(after))) return true;
  return tokenAround(text, position) !== null;
}

/** Whether a position falls inside a word: the same, and also around an inner apostrophe, hyphen or dot. */
export function isInsideWord(text: string, position: number): boolean {
  if (isInsideRun(text, position)) return true;
  const before = charBefore(text, position);
  const after = charAfter(text, position);
  if (JOINER.test(after)) return CORE.test(before) && CORE.test(charAfter(text, position + 1));
  if (JOINER.test(before)) return CORE.test(after) && CORE.test(charBefore(text, position - 1));
  return false;
}

/** The next position to the left that is not inside a word (or what `inside` says): always moves by one code point at least, if it can. */
export function leftEdge(text: string, position: number, inside = isInsideWord): number {
  let at = position;
  while (at > 0) {
    at -= charBefore(text, at).length;
    if (!inside(text, at)) break;
  }
  return at;
}

/** The next position to the right that is not inside a word (or what `inside` says): always moves by one code point at least, if it can. */
export function rightEdge(text: string, position: number, inside = isInsideWord): number {
  let at = position;
  while (at < text.length) {
    at += charAfter(text, at).length;
    if (!inside(text, at)) break;
  }
  return at;
}
