import { foldForSearch } from "../../schema/language/fold.ts";
import { isFormOf } from "../../schema/language/stem/word-search.ts";

/** What one looks for alone where it stands first: categories and questions, members, commands. */
export const SIGNS = ["#", "@", ">"] as const;
export type Sign = (typeof SIGNS)[number];

/** What is typed into *Find, or go to*, as its sources read it. */
export interface Asked {
  sign: Sign | null;
  /** Without the sign. */
  words: string;
  parts: readonly string[];
  /** `kok 31 66` and `¶ 66` may mean a paragraph. */
  paragraph: { of: readonly string[]; number: string; isSigned: boolean } | null;
}

export function readAsked(typed: string): Asked {
  const text = typed.trim();
  const sign = SIGNS.find((each) => text.startsWith(each)) ?? null;
  const words = sign ? text.slice(1).trim() : text;
  return { sign, words, parts: partsOf(words), paragraph: sign ? null : paragraphIn(words) };
}

/** A number at the end, by itself or after words: after a name that it is no part of, or of the verdict that is read. */
function paragraphIn(words: string): Asked["paragraph"] {
  const [, of = "", sign = "", number = ""] =
    /^(?:(.*[\p{L}\p{N}.])[\s,]+)?([¶§]\s*)?(\d{1,6}[a-z]{0,3})$/u.exec(foldForSearch(words).trim()) ?? [];
  if (number === "") return null;
  const parts = partsOf(of);
  const isSaid = PARAGRAPH.test(parts.at(-1) ?? "") && (parts.length > 1 || parts[0] !== "p");
  return { of: isSaid ? parts.slice(0, -1) : parts, number, isSigned: sign !== "" || isSaid };
}

/** Before a number, what says that a paragraph is meant; *p* alone may begin a case number. */
const PARAGRAPH = /^(?:p|par|para|paragraph|paragraf|paragrafi|pasus|stav)$/u;

/** Letters and digits apart, folded: `КОК-31/22` is kok, 31 and 22, however it is written. */
export function partsOf(text: string): string[] {
  return foldForSearch(text).match(/\p{L}+|\p{N}+/gu) ?? [];
}

/**
 * How well names answer: 0 where each part of what is asked is a part of them, more for each that only begins one or is one in another
 * form; null where one does neither.
 */
export function fitOf(asked: readonly string[], names: readonly string[]): number | null {
  let open = 0;
  for (const part of asked) {
    if (names.includes(part) || names.some((name, i) => isJoined(name, names[i + 1], part))) continue;
    if (names.some((name, i) => name.startsWith(part) || isRunTogether(names.slice(i), part))) open++;
    else if (names.some((name) => isFormOf(part, name))) open += 2;
    else return null;
  }
  return open;
}

/** `kpo` of `К-По1`. */
const isJoined = (name: string, next: string | undefined, part: string): boolean =>
  name.length === 1 && next !== undefined && next.length > 1 && /^\p{L}+$/u.test(name + next) && name + next === part;

/** Fewer digits of a number that is typed without its signs begin too many. */
const DIGITS_LEAST = 4;

/** `118423` of `1184/23`: numbers one behind the other, typed without what parts them. */
function isRunTogether(names: readonly string[], part: string): boolean {
  if (!/^\p{N}+$/u.test(part) || part.length < DIGITS_LEAST) return false;
  const word = names.findIndex((name) => !/^\p{N}/u.test(name));
  return names
    .slice(0, word < 0 ? undefined : word)
    .join("")
    .startsWith(part);
}

/** Those whose names answer, the best first, else in their order. */
export function fitting<Item>(
  items: readonly Item[],
  asked: readonly string[],
  namesOf: (item: Item) => string,
): { item: Item; fit: number }[] {
  return items
    .flatMap((item) => {
      const fit = fitOf(asked, partsOf(namesOf(item)));
      return fit === null ? [] : [{ item, fit }];
    })
    .sort((a, b) => a.fit - b.fit);
}

/** The name that answers in another language, where the one that is shown does not. */
export function otherName(asked: readonly string[], name: string, names: readonly string[]): string | null {
  if (asked.length === 0 || fitOf(asked, partsOf(name)) !== null) return null;
  return names.find((each) => fitOf(asked, partsOf(each)) !== null) ?? null;
}
