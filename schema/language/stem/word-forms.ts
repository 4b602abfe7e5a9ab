import type { VerdictLanguage } from "../../domain/language.ts";
import { foldForSearch } from "../fold.ts";
import type { Range } from "../../text/revision.ts";
import { stemOf } from "./stem.ts";

const WORD = /\p{L}[\p{L}\p{M}]*/gu;
/** Shorter words are found as they are written. */
const SHORTEST = 4;

/** The stems of a text's words. */
export function stemsIn(text: string, language: VerdictLanguage): Set<string> {
  return new Set((text.match(WORD) ?? []).map((word) => stemOf(foldForSearch(word), language)));
}

/** The stems that are asked for; null where a word is too short for other forms of it to be meant. */
export function stemsAsked(query: string, language: VerdictLanguage): string[] | null {
  const words = query.match(WORD) ?? [];
  if (words.length === 0 || words.some((word) => word.length < SHORTEST)) return null;
  return words.map((word) => stemOf(foldForSearch(word), language));
}

/** Where forms of the words that are asked for stand in a text. */
export function formsIn(text: string, query: string, language: VerdictLanguage): Range[] {
  const asked = new Set(stemsAsked(query, language) ?? []);
  if (asked.size === 0) return [];
  return [...text.matchAll(WORD)].flatMap(({ 0: word, index }) =>
    asked.has(stemOf(foldForSearch(word), language)) ? [{ start: index, end: index + word.length }] : [],
  );
}
