import { EMPTY_WORDS, type EmptyWord } from "../../../../schema/domain/answer.ts";

/** The keys that answer with a word of every question, wherever choices have theirs. */
export const EMPTY_KEYS: Readonly<Record<EmptyWord, string>> = { "not-mentioned": "0", unclear: "U" };

/** One of these keys alone, in either script: pressed in a field it has written itself, and is no answer in words. */
export function emptyKeyIn(words: string): EmptyWord | null {
  const sign = words.trim().toUpperCase().replace("У", "U");
  return EMPTY_WORDS.find((word) => EMPTY_KEYS[word] === sign) ?? null;
}
