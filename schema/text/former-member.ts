import { toCyrillic } from "../language/script.ts";
import type { UiLanguage } from "../domain/language.ts";

/*
 * What stands in the place of an erased member's name. It is kept in English, as tokens are; people read it in the language of the
 * page or of the file. Whatever shows names of members shows them by `shownName`.
 */
const SERBIAN = "Bivši član";
const WORDS: Readonly<Record<UiLanguage, string>> = {
  en: "Former member",
  "sr-Latn": SERBIAN,
  "sr-Cyrl": toCyrillic(SERBIAN),
  mk: "Поранешен член",
  sq: "Ish-anëtar",
};

const KEPT = /^\[Former member (\d+)\]$/u;

/** `[Former member 2]`, as it is kept. */
export function formerMemberName(number: number): string {
  return `[${WORDS.en} ${number}]`;
}

/** A member's name as it is read in a language; what stands for an erased one has its word in it. */
export function shownName(name: string, language: UiLanguage): string {
  const number = KEPT.exec(name)?.[1];
  return number === undefined ? name : `[${WORDS[language]} ${number}]`;
}

/** By what a member is called among few: the first name. What stands for an erased one is one word. */
export function firstNameOf(name: string): string {
  return name.startsWith("[") ? name : (name.split(/\s+/u)[0] ?? name);
}
