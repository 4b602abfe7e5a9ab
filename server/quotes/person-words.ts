import type { UiLanguage } from "../../schema/domain/language.ts";
import { toCyrillic } from "../../schema/language/script.ts";
import type { TokenKind } from "../../schema/text/token.ts";

/** Tokens that stand for people. */
type PersonKind = Extract<
  TokenKind,
  "Victim" | "Defendant" | "Witness" | "Relative" | "Judge" | "Prosecutor" | "Lawyer" | "Expert" | "Official" | "Person"
>;
type PersonWords = Record<PersonKind, string>;

const en: PersonWords = {
  Victim: "victim",
  Defendant: "defendant",
  Witness: "witness",
  Relative: "relative",
  Judge: "judge",
  Prosecutor: "prosecutor",
  Lawyer: "lawyer",
  Expert: "expert",
  Official: "official",
  Person: "other person",
};

const srLatn: PersonWords = {
  Victim: "žrtva",
  Defendant: "okrivljeni",
  Witness: "svedok",
  Relative: "srodnik",
  Judge: "sudija",
  Prosecutor: "tužilac",
  Lawyer: "advokat",
  Expert: "veštak",
  Official: "službeno lice",
  Person: "drugo lice",
};

const mk: PersonWords = {
  Victim: "жртва",
  Defendant: "обвинет",
  Witness: "сведок",
  Relative: "роднина",
  Judge: "судија",
  Prosecutor: "обвинител",
  Lawyer: "адвокат",
  Expert: "вештак",
  Official: "службено лице",
  Person: "друго лице",
};

const sq: PersonWords = {
  Victim: "viktimë",
  Defendant: "i pandehur",
  Witness: "dëshmitar",
  Relative: "i afërm",
  Judge: "gjyqtar",
  Prosecutor: "prokuror",
  Lawyer: "avokat",
  Expert: "ekspert",
  Official: "zyrtar",
  Person: "person tjetër",
};

/** What people are called whom a token stands for. */
export const PERSON_WORDS: Record<UiLanguage, PersonWords> = {
  en,
  "sr-Latn": srLatn,
  "sr-Cyrl": Object.fromEntries(Object.entries(srLatn).map(([kind, word]) => [kind, toCyrillic(word)])) as PersonWords,
  mk,
  sq,
};
