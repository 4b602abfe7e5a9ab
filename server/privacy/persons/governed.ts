import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { PersonRole } from "../../../schema/domain/privacy.ts";
import { roleOfWord } from "./roles.ts";
import type { Word } from "../words.ts";

/*
 * "Punomoćnik oštećenih Jelena Vasić": a role that stands in the case of another one ("punomoćnik" of "oštećenih"). Whose name
 * follows is told by number, case and sex where the language has them.
 */

/** The word of a role that another word of a role depends on: `punomoćnik` of `oštećenih`, `mbrojtësi` of `të pandehurit`. */
export interface Governor {
  word: Word;
  role: PersonRole;
}

/** `head`: the governor's name follows; `dependent`: that of whom it acts for; `either`: nothing tells. */
export type Meant = "head" | "dependent" | "either";

const ACTS_FOR: readonly PersonRole[] = ["lawyer", "relative"];
const GUARDIAN = /^(?:staratel|kujdestar|guardian)/u;
// "koji brani okrivljenog Petra Lukića": a verb has an object.
const VERB = /^(?:bran(?:i|e|io|ila|ili|eci)|zastupa\p{L}*)$/u;

// Between the two: "полномошник на", "përfaqësuesi i", "counsel for the", and who is a child besides.
const LINK: Record<VerdictLanguage, RegExp> = {
  sr: /^(?:malolet|maloljet|prv|drug|trec)/u,
  mk: /^(?:na$|malolet|prv|vtor|tret)/u,
  sq: /^(?:i|e|te|se)$|^(?:mitur|pare|dyt)/u,
  en: /^(?:of|for|the|minor)$/u,
};
// In Serbian the case alone joins them, elsewhere a word.
const JOINT: Record<VerdictLanguage, RegExp | null> = {
  sr: null,
  mk: /^na$/u,
  sq: /^(?:i|e|te|se)$/u,
  en: /^(?:of|for)$/u,
};
const GENITIVE = /(?:ih|og|oga|e|ava|ca|ka)$/u;

const PLURAL: Record<VerdictLanguage, RegExp> = {
  sr: /(?:ih|ava|laca)$/u,
  mk: /i(?:te)?$/u,
  sq: /ve$/u,
  en: /(?:victims|complainants|witnesses)$/u,
};
const PLURAL_HEAD: Record<VerdictLanguage, RegExp> = {
  sr: /(?:nici|oci|ati|ioci|ilje|nika|telji)$/u,
  mk: /(?:ci|ati|eli)(?:te)?$/u,
  sq: /(?:it|et|ve)$/u,
  en: /s$/u,
};

/** What the word of a role at `at` depends on. */
export function governorOf(words: readonly Word[], at: number, language: VerdictLanguage): Governor | null {
  const dependent = words[at];
  if (!dependent || (language === "sr" && !GENITIVE.test(dependent.folded))) return null;
  let isJoined = JOINT[language] === null;
  for (let i = at; i > 0 && at - i < 5; i--) {
    const before = words[i - 1];
    if (!before || words[i]?.before !== " ") return null;
    const role = roleOfWord(before.folded, language);
    if (role && (ACTS_FOR.includes(role) || GUARDIAN.test(before.folded)))
      return isJoined && !VERB.test(before.folded) ? { word: before, role } : null;
    if (!LINK[language].test(before.folded)) return null;
    isJoined ||= JOINT[language]?.test(before.folded) ?? false;
  }
  return null;
}

const PLURAL_OBJECT: Record<VerdictLanguage, RegExp> = {
  sr: /[ei]$/u,
  mk: /i(?:te)?$/u,
  sq: /(?:at|ave|et|it)$/u,
  en: /s$/u,
};

/** `koordinatorja` of "koordinatorja për viktimat": an office for all of a role, whose holder's name follows. */
export function officeFor(words: readonly Word[], at: number, language: VerdictLanguage): Word | null {
  const dependent = words[at];
  const link = words[at - 1];
  const office = words[at - 2];
  if (!dependent || !link || !office || dependent.before !== " " || link.before !== " ") return null;
  if (!/^(?:per|za|for)$/u.test(link.folded) || !PLURAL_OBJECT[language].test(dependent.folded)) return null;
  return roleOfWord(office.folded, language) === "official" ? office : null;
}

/** Whose name begins with `first`, behind `dependent` and what governs it. */
export function whoIsMeant(
  words: readonly Word[],
  governor: Governor,
  at: number,
  first: Word,
  language: VerdictLanguage,
): Meant {
  const dependent = words[at]?.folded ?? "";
  const isPlural = PLURAL[language].test(dependent);
  const between = words.slice(at + 1, first.index);
  const isBehindComma = words.slice(at + 1, first.index + 1).some(({ before }) => before.includes(","));
  // "oštećenih Milice Topalović i Ane Perić": a list of them.
  if (isBehindComma) return isPlural && !between.some(isAnd) ? "dependent" : "head";
  if (between.length > 0) return "dependent";
  const name = nameFrom(words, first);
  if (isPlural) {
    if (isListed(words, name)) return PLURAL_HEAD[language].test(governor.word.folded) ? "either" : "dependent";
    return language === "sr" && isNominative(governor.word) && isGenitive(name) ? "dependent" : "head";
  }
  if (name.some(({ text }) => text.length === 1)) return "dependent";
  return ofOne(dependent, name, language);
}

/** One is acted for: its sex and case against those of the name. */
function ofOne(dependent: string, name: readonly Word[], language: VerdictLanguage): Meant {
  const last = name.at(-1)?.folded ?? "";
  if (language === "sr") {
    if (!/(?:og|oga|ca|ka)$/u.test(dependent))
      return name.some(({ folded }) => folded.endsWith("e")) ? "dependent" : "head";
    return /[^aeiu]$/u.test(last) ? "head" : "dependent";
  }
  if (language === "mk") {
    const sex = /(?:a|ata)$/u.test(dependent) ? "f" : "m";
    const named = /(?:eva|ova|ska|cka)$/u.test(last) ? "f" : /(?:ev|ov|ski|cki)$/u.test(last) ? "m" : null;
    return named !== null && named !== sex ? "head" : "either";
  }
  if (language === "sq" && /(?:es|it|ut)$/u.test(last)) return "dependent";
  return "either";
}

const isAnd = ({ folded }: Word): boolean => /^(?:i|dhe|e|and)$/u.test(folded);
const isNominative = ({ folded }: Word): boolean => /(?:[^aeiou]|ica|majka|ja)$/u.test(folded);

/** Petra Lukića, Milice Topalović; Jelena Vasić and Dušan Krstović are none. */
function isGenitive(name: readonly Word[]): boolean {
  return name.some(({ folded }) => folded.endsWith("e")) || /[ae]$/u.test(name.at(-1)?.folded ?? "");
}

function nameFrom(words: readonly Word[], first: Word): Word[] {
  const out = [first];
  for (
    let next = words[first.index + 1];
    next?.isCapital && /^\.?\s?$/u.test(next.before);
    next = words[next.index + 1]
  )
    out.push(next);
  return out;
}

function isListed(words: readonly Word[], name: readonly Word[]): boolean {
  const next = words[(name.at(-1)?.index ?? 0) + 1];
  if (!next) return false;
  if (isAnd(next)) return words[next.index + 1]?.isCapital === true;
  return next.isCapital && /^\.?,\s$/u.test(next.before);
}
