import type { ScanWord } from "../../schema/protocol/http/scans.ts";
import type { ReadWord } from "../store/shapes/scanned-page.ts";
import { tidy } from "./assemble.ts";

/** A word and the page (from 0) on which it was read. */
export interface PagedWord {
  page: number;
  word: ReadWord;
}

/** How far ahead a stretch is looked for that stands elsewhere than it was read: a note waits for its paragraph to end. */
const AHEAD = 20_000;
/** So many words one after the other are no chance. */
const SURE = 3;

/**
 * Where words stand in the text that was made of them: the text of each range is the word's, or its part before the hyphen
 * at the end of a line. Words that are not in the text (the mark of a list) are left out.
 */
export function placeWords(words: readonly PagedWord[], text: string): { page: number; at: ScanWord }[] {
  const spellings = words.map(({ word }) => tidy(word.text));
  const out: { page: number; at: ScanWord }[] = [];
  /** The text is read on from here, or from where a stretch was left. */
  let at = 0;
  let left: number | null = null;
  const matches = (from: number, i: number): { start: number; end: number } | null =>
    match(text, from, spellings[i] ?? "", spellings[i + 1]);
  for (const [i, { page, word }] of words.entries()) {
    if (spellings[i] === "") continue;
    let range = matches(at, i);
    if (!range && left !== null) {
      range = matches(left, i);
      if (range) left = at;
    }
    if (!range) {
      const found = search(text, Math.max(at, left ?? 0), i, spellings);
      if (found !== null) {
        left = at;
        range = matches(found, i);
      }
    }
    if (!range) continue;
    at = range.end;
    out.push({ page, at: { ...range, box: word.box, confidence: word.confidence } });
  }
  return out.toSorted((a, b) => a.page - b.page || a.at.start - b.at.start);
}

/** The word at a place, after spaces; null where another one stands there. */
function match(
  text: string,
  from: number,
  word: string,
  next: string | undefined,
): { start: number; end: number } | null {
  let start = from;
  while (start < text.length && /\s/.test(text[start] ?? "")) start++;
  // The sign of a note stands in brackets that no page has.
  if (text[start] === "[" && word[0] !== "[") start++;
  if (text.startsWith(word, start) && isEnd(text, start + word.length, next))
    return { start, end: start + word.length };
  const part = word.replace(/[-\u2010\u00ad]$/, "");
  const goesOn = part !== word && part !== "" && text.startsWith(part, start) && next !== undefined;
  return goesOn && text.startsWith(next.slice(0, 1), start + part.length) ? { start, end: start + part.length } : null;
}

function isEnd(text: string, end: number, next: string | undefined): boolean {
  const after = text[end];
  return after === undefined || /[\s\]]/.test(after) || (next !== undefined && text.startsWith(next.slice(0, 2), end));
}

/** Where the words from `i` on stand ahead. */
function search(text: string, from: number, i: number, words: readonly string[]): number | null {
  const word = words[i] ?? "";
  const limit = Math.min(text.length, from + AHEAD);
  for (let start = text.indexOf(word, from); start >= 0 && start < limit; start = text.indexOf(word, start + 1)) {
    if (start > 0 && !/[\s[]/.test(text[start - 1] ?? "")) continue;
    let at = start;
    let count = 0;
    for (; count < SURE && i + count < words.length; count++) {
      const range = match(text, at, words[i + count] ?? "", words[i + count + 1]);
      if (!range) break;
      at = range.end;
    }
    if (count === SURE || i + count === words.length) return start;
  }
  return null;
}
