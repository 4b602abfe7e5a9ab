import type { PersonRole } from "../../schema/domain/privacy.ts";
import type { Sex } from "../../schema/language/paradigm.ts";
import type { Source } from "./runs.ts";
import { isTitle, roleOfWord, sexOfRole } from "./roles.ts";
import type { Word } from "./words.ts";

export interface NamedRole {
  role: PersonRole;
  sex: Sex | null;
  /** Words between the role and the name; 0 right before it. */
  distance: number;
}

const isBehindComma = (words: readonly Word[], at: number, first: Word): boolean =>
  words.slice(at + 1, first.index + 1).some(({ before }) => before.includes(","));

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
    if (!isLabel && !isInitials && !isTitle(word.folded) && /[\n\t;!?:]|\.\s/u.test(after.before)) return null;
    const owner = words[at - 1];
    // "majka oštećene M. T., Kata Topić": who is named behind the comma is the mother.
    if (
      role &&
      owner &&
      word.before === " " &&
      roleOfWord(owner.folded, language) === "relative" &&
      isBehindComma(words, at, first)
    )
      return { role: "relative", sex: sexOfRole(owner.folded, language), distance: seen + 1 };
    if (role) return { role, sex: sexOfRole(word.folded, language), distance: seen };
    // "okrivljenog M. M., koga brani …": a clause of its own names others.
    if (/^(?:koj\p{L}{0,3}|koga|kog|kome|cij\p{L}{1,3})$/u.test(word.folded)) return null;
    if (word.isCapital || isTitle(word.folded) || /^(?:i|и|dhe|e|të|te|kao|и)$/u.test(word.folded)) continue;
    if (++small > NEAR) return null;
  }
  return null;
}
