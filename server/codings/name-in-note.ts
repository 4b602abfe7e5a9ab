import { foldForSearch as fold } from "../../schema/language/fold.ts";
import { findNamesInWorker } from "../privacy/find/find-thread.ts";
import type { TextLanguage } from "../privacy/find/find.ts";

/** Shorter words under a token are titles and initials, which say nothing. */
const WORD_MIN = 4;
/** As much of a name stands in each of its forms. */
const STEM_SHARE = 0.75;

/**
 * Which of some notes seem to name somebody: people and numbers as they are found in a verdict, and the words that were found
 * under tokens of its text, in any form.
 */
export async function namingNotes(
  notes: readonly string[],
  replaced: readonly string[],
  language: TextLanguage,
): Promise<Set<number>> {
  const text = notes.map((note) => note.replaceAll("\n", " ")).join("\n");
  const starts: number[] = [];
  let at = 0;
  for (const note of notes) {
    starts.push(at);
    at += note.length + 1;
  }
  const noteAt = (place: number): number => starts.findLastIndex((start) => start <= place);
  const { entities, identifiers } = await findNamesInWorker(text, language);
  const found = [...entities.flatMap(({ mentions }) => mentions), ...identifiers].map(({ start }) => noteAt(start));
  const stems = [...new Set(replaced.flatMap(capitals).map(stemOf))];
  for (const [index, note] of notes.entries())
    if (capitals(note).some((word) => stems.some((stem) => fold(word).startsWith(stem)))) found.push(index);
  return new Set(found);
}

const capitals = (text: string): string[] =>
  (text.match(/\p{Lu}[\p{L}\p{M}]+/gu) ?? []).filter((word) => word.length >= WORD_MIN);

const stemOf = (word: string): string =>
  fold(word).slice(0, Math.max(WORD_MIN, Math.ceil(fold(word).length * STEM_SHARE)));
