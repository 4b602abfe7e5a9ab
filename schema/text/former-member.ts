import { toCyrillic } from "../language/script.ts";
import type { UiLanguage } from "../domain/language.ts";

/*
 * What stands in the place of a name: of an erased member, and of a workshop's guest, who has none in the network. It is kept in English,
 * as tokens are; people read it in the language of the page or of the file. Whatever shows names of members shows them by `shownName`.
 */
const SERBIAN = "Bivši član";
const SERBIAN_GUEST = "Gost";
const WORDS: Readonly<Record<UiLanguage, string>> = {
  en: "Former member",
  "sr-Latn": SERBIAN,
  "sr-Cyrl": toCyrillic(SERBIAN),
  mk: "Поранешен член",
  sq: "Ish-anëtar",
};

const GUESTS: Readonly<Record<UiLanguage, string>> = {
  en: "Guest",
  "sr-Latn": SERBIAN_GUEST,
  "sr-Cyrl": toCyrillic(SERBIAN_GUEST),
  mk: "Гостин",
  sq: "I ftuari",
};

const KEPT = /^\[Former member (\d+)\]$/u;
const KEPT_GUEST = /^Guest ([1-9]\d*)$/u;

/** `[Former member 2]`, as it is kept. */
export function formerMemberName(number: number): string {
  return `[${WORDS.en} ${number}]`;
}

/** `Guest 2`, as it is kept. */
export function numberedGuestName(number: number): string {
  return `${GUESTS.en} ${number}`;
}

/** A member's name as it is read in a language; what stands for one has its word in it. */
export function shownName(name: string, language: UiLanguage): string {
  const former = KEPT.exec(name)?.[1];
  if (former !== undefined) return `[${WORDS[language]} ${former}]`;
  const guest = KEPT_GUEST.exec(name)?.[1];
  return guest === undefined ? name : `${GUESTS[language]} ${guest}`;
}

/** By what a member is called among few: the first name. What stands for an erased one is one word. */
export function firstNameOf(name: string): string {
  return name.startsWith("[") ? name : (name.split(/\s+/u)[0] ?? name);
}
