import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { PersonRole } from "../../../schema/domain/privacy.ts";
import type { Sex } from "../../../schema/language/paradigm.ts";
import type { Source } from "../find/runs.ts";
import { governorOf, officeFor, whoIsMeant } from "./governed.ts";
import { isTitle, roleOfWord, sexOfRole } from "./roles.ts";
import type { Word } from "../words.ts";

export interface NamedRole {
  role: PersonRole;
  sex: Sex | null;
  /** Words between the role and the name; 0 right before it. */
  distance: number;
  /** Who may be meant just as well: "мајката на оштетената Цвета Илиева" is either of the two. */
  orElse: PersonRole | null;
}

const NEAR = 3;
const LIST = 40;

/**
 * The role said of a name: the nearest word of a role before it in the sentence. In a list ("svedoke Marka Đorđevića, Radmilu
 * Cvetković i …") it holds for every name. Words like "psihologa" behind "veštaka" do not hide the first one.
 */
export function roleBefore(first: Word, { words, language, isCivil }: Source): NamedRole | null {
  let small = 0;
  for (let at = first.index - 1, seen = 0; at >= 0 && seen < LIST; at--, seen++) {
    const word = words[at];
    const after = words[at + 1];
    if (!word || !after) return null;
    const called = roleOfWord(word.folded, language);
    // "Tužilac" is the plaintiff of a civil case, "javni tužilac" is not.
    const role =
      called === "prosecutor" && isCivil && !/^(?:javn|drzavn|javen)/u.test(words[at - 1]?.folded ?? "")
        ? "other"
        : called;
    // `Kryesuese: …`, `VIKTIMË: …`
    const isLabel = role !== null && /^:\s?$/u.test(after.before);
    // "svedoka Z. J., D. S.": a full stop behind an initial ends nothing.
    const isInitials = word.text.length === 1 && after.text.length === 1;
    const isShort = isTitle(word.folded) || /^(?:adv|av)$/u.test(word.folded);
    if (!isLabel && !isInitials && !isShort && /[\n\t;!?:]|\.\s/u.test(after.before)) return null;
    if (role) return { ...governed(words, at, first, language, role), distance: seen };
    // "okrivljenog M. M., koga brani …": a clause of its own names others.
    if (/^(?:koj\p{L}{0,3}|koga|kog|kome|cij\p{L}{1,3})$/u.test(word.folded)) return null;
    if (word.isCapital || isTitle(word.folded) || /^(?:i|и|dhe|e|të|te|kao|и)$/u.test(word.folded)) continue;
    if (++small > NEAR) return null;
  }
  return null;
}

/** The role that the word at `at` names, or that of whoever acts for them: "punomoćnik oštećenih Jelena Vasić". */
function governed(
  words: readonly Word[],
  at: number,
  first: Word,
  language: VerdictLanguage,
  role: PersonRole,
): Omit<NamedRole, "distance"> {
  const own = { role, sex: sexOfRole(words[at]?.folded ?? "", language), orElse: null };
  const office = officeFor(words, at, language);
  if (office) return { role: "official", sex: sexOfRole(office.folded, language), orElse: null };
  const governor = governorOf(words, at, language);
  if (!governor) return own;
  const meant = whoIsMeant(words, governor, at, first, language);
  if (meant === "dependent") return own;
  if (meant === "either") return { ...own, sex: null, orElse: governor.role };
  return { role: governor.role, sex: sexOfRole(governor.word.folded, language), orElse: null };
}
