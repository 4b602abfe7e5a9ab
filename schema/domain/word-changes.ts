import { compareTexts } from "../text/compare.ts";

/** A piece of a text that changed: the pieces that are not `added` are the old one, those that are not `removed` the new one. */
export interface WordPiece {
  kind: "same" | "added" | "removed";
  text: string;
}

/** How one text became another, by whole words. */
export function wordChanges(before: string, after: string): WordPiece[] {
  const pieces: WordPiece[] = [];
  const add = (kind: WordPiece["kind"], text: string): void => {
    if (text !== "") pieces.push({ kind, text });
  };
  let at = 0;
  for (const { start, end, newStart, newEnd } of compareTexts(before, after)) {
    add("same", before.slice(at, start));
    add("removed", before.slice(start, end));
    add("added", after.slice(newStart, newEnd));
    at = end;
  }
  add("same", before.slice(at));
  return pieces;
}
