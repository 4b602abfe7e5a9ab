import type { Range } from "../../../schema/text/revision.ts";
import { tokenAround } from "../../../schema/text/token.ts";
import { charAfter, charBefore, isInsideWord, isWordChar, leftEdge, rightEdge } from "../../../schema/text/words.ts";

/** The first end of a word at or after a position; the end of the text if there is none. */
export function wordEndFrom(text: string, position: number): number {
  let at = position;
  while (at < text.length && !isWordEnd(text, at)) at = rightEdge(text, at);
  return at;
}

/** The last end of a word before a position; 0 if there is none. */
export function wordEndBefore(text: string, position: number): number {
  let at = leftEdge(text, position);
  while (at > 0 && !isWordEnd(text, at)) at = leftEdge(text, at);
  return at;
}

/** The last start of a word at or before a position; 0 if there is none. */
export function wordStartTo(text: string, position: number): number {
  let at = position;
  while (at > 0 && !isWordStart(text, at)) at = leftEdge(text, at);
  return at;
}

/** The first start of a word after a position; the end of the text if there is none. */
export function wordStartAfter(text: string, position: number): number {
  let at = rightEdge(text, position);
  while (at < text.length && !isWordStart(text, at)) at = rightEdge(text, at);
  return at;
}

/**
 * A passage with its end (of the last range) or its start (of the first range) moved by one word. It keeps at least one
 * word of that range and never runs into another range; where it can not move, the same passage comes back.
 */
export function moveEdge(text: string, ranges: readonly Range[], edge: "start" | "end", direction: -1 | 1): Range[] {
  const out = ranges.map((range) => ({ ...range }));
  const range = edge === "end" ? out.at(-1) : out[0];
  if (!range) return out;
  if (edge === "end") {
    const to = direction > 0 ? wordEndFrom(text, rightEdge(text, range.end)) : wordEndBefore(text, range.end);
    if (to > range.start) range.end = to;
  } else {
    const to = direction < 0 ? wordStartTo(text, leftEdge(text, range.start)) : wordStartAfter(text, range.start);
    if (to < range.end) range.start = to;
  }
  return out;
}

function isWordEnd(text: string, at: number): boolean {
  if (isInsideWord(text, at)) return false;
  return isWordChar(charBefore(text, at)) || (text[at - 1] === "]" && tokenAround(text, at - 1) !== null);
}

function isWordStart(text: string, at: number): boolean {
  if (isInsideWord(text, at)) return false;
  return isWordChar(charAfter(text, at)) || (text[at] === "[" && tokenAround(text, at + 1) !== null);
}
