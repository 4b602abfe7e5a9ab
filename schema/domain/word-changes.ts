import { compareTexts } from "../text/compare.ts";
import { UI_LANGUAGES, type Localised, type LocalisedLists, type UiLanguage } from "./language.ts";

/** A piece of a text that changed: the pieces that are not `added` are the old one, those that are not `removed` the new one. */
export interface WordPiece {
  kind: "same" | "added" | "removed";
  text: string;
}

/** A text of one language that reads otherwise. */
export interface TextChange {
  language: UiLanguage;
  pieces: WordPiece[];
}

/** The languages in which two texts differ, word by word. Lists are compared as one item a line. */
export function textChanges(before: Localised | LocalisedLists, after: Localised | LocalisedLists): TextChange[] {
  const changes: TextChange[] = [];
  for (const language of UI_LANGUAGES) {
    const [old, now] = [whole(before[language]), whole(after[language])];
    if (old !== now) changes.push({ language, pieces: wordChanges(old, now) });
  }
  return changes;
}

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

function whole(text: string | readonly string[] | undefined): string {
  return typeof text === "string" ? text : (text ?? []).join("\n");
}
