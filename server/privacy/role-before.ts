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

const NEAR = 3;
const LIST = 40;

/**
 * The role said of a name: the nearest word of a role before it in the sentence. In a list ("svedoke Marka Đorđevića, Radmilu
 * Cvetković i …") it holds for every name. Words like "psihologa" behind "veštaka" do not hide the first one.
 */
export function roleBefore(first: Word, { words, language }: Source): NamedRole | null {
  let small = 0;
  for (let at = first.index - 1, seen = 0; at >= 0 && seen < LIST; at--, seen++) {
    const word = words[at];
    const after = words[at + 1];
    if (!word || !after) return null;
    const role = roleOfWord(word.folded, language);
    // `Kryesuese: …`, `VIKTIMË: …`
    const isLabel = role !== null && /^:\s?$/u.test(after.before);
    if (!isLabel && !isTitle(word.folded) && /[\n\t;!?:]|\.\s/u.test(after.before)) return null;
    if (role) return { role, sex: sexOfRole(word.folded, language), distance: seen };
    if (word.isCapital || isTitle(word.folded) || /^(?:i|и|dhe|e|të|te|kao|и)$/u.test(word.folded)) continue;
    if (++small > NEAR) return null;
  }
  return null;
}
