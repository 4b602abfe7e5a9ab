import { charAfter, charBefore, isWordChar, leftEdge, rightEdge } from "../../schema/text/words.ts";

/** Where the next word to the right (1) or to the left (-1) of a position starts; the position itself where there is none. */
export function wordStart(text: string, position: number, step: 1 | -1): number {
  return seek(text, position, step, (at) => isWordChar(charAfter(text, at)));
}

/** Where the next word to the right or to the left of a position ends. */
export function wordEnd(text: string, position: number, step: 1 | -1): number {
  return seek(text, position, step, (at) => isWordChar(charBefore(text, at)));
}

function seek(text: string, position: number, step: 1 | -1, isThere: (at: number) => boolean): number {
  const move = step > 0 ? rightEdge : leftEdge;
  for (let at = move(text, position); at > 0 && at < text.length; at = move(text, at)) if (isThere(at)) return at;
  return position;
}
