/**
 * What a person may write beside a tag: one line a field, under the name that it has in rooms, rows and files. All that carries such
 * words from the card to the file and out again is made from this list; each needs a column in the database and words in each language.
 */
export const TAG_WORDS = ["note"] as const;

export type TagWord = (typeof TAG_WORDS)[number];
export type TagWords = Record<TagWord, string>;

/** Those that come after the columns which tables had first: what was added since stands at their end. */
export const LATER_TAG_WORDS: readonly TagWord[] = TAG_WORDS.slice(1);

/** The words beside a tag, without what else is known of it; "" where nothing was written. */
export function tagWords(tag: Partial<TagWords>): TagWords {
  return eachTagWord((word) => tag[word] ?? "");
}

/** One value for each of the fields. */
export function eachTagWord<T>(make: (word: TagWord) => T): Record<TagWord, T> {
  return Object.fromEntries(TAG_WORDS.map((word) => [word, make(word)])) as Record<TagWord, T>;
}

/** All that was written beside a tag, a paragraph each. */
export function joinedTagWords(tag: TagWords): string {
  return TAG_WORDS.map((word) => tag[word])
    .filter((text) => text !== "")
    .join("\n");
}

/** The words beside a tag, and all else that is known of it. */
export function withoutTagWords<T extends TagWords>(tag: T): [words: TagWords, rest: Omit<T, TagWord>] {
  const rest: Partial<T> = { ...tag };
  for (const word of TAG_WORDS) delete rest[word];
  return [tagWords(tag), rest as Omit<T, TagWord>];
}
