import { compareTexts } from "../../text/edits/compare.ts";

/** A piece of a text that changed: the pieces that are not `added` are the old one, those that are not `removed` the new one. */
export interface WordPiece {
  kind: "same" | "added" | "removed";
  text: string;
}

const LETTER = /[\p{L}\p{N}]/u;

/**
 * How one text became another, by whole words. What went stands before what came; a space or sign that both have between two
 * changed words changes with them, so that a sentence that was written anew is read in one piece.
 */
export function wordChanges(before: string, after: string): WordPiece[] {
  const pieces: WordPiece[] = [];
  let removed = "";
  let added = "";
  const add = (kind: WordPiece["kind"], text: string): void => {
    if (text !== "") pieces.push({ kind, text });
  };
  let at = 0;
  for (const { start, end, newStart, newEnd } of compareTexts(before, after)) {
    const same = before.slice(at, start);
    const isBetween = removed + added !== "" && !LETTER.test(same);
    if (!isBetween) {
      add("removed", removed);
      add("added", added);
      add("same", same);
    }
    removed = (isBetween ? removed + same : "") + before.slice(start, end);
    added = (isBetween ? added + same : "") + after.slice(newStart, newEnd);
    at = end;
  }
  add("removed", removed);
  add("added", added);
  add("same", before.slice(at));
  return pieces;
}
