import type { VerdictLanguage } from "../../domain/language.ts";

/** Serbian verbs by their vowel, folded: with what an infinitive or a participle ends, and all that one may end with. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/(?:iti|io|ila|ilo|ili|ile)$/u, "iti im is i imo ite e io ila ilo ili ile eci"],
  [/(?:ati|ao|ala|alo|ali|ale)$/u, "ati am as a amo ate aju ao ala alo ali ale ajuci"],
];
/** So much of a verb stands before its ending. */
const SHORTEST = 4;

/** The forms of a folded verb that is said in the infinitive or as a participle; undefined for what is none. */
export function verbForms(folded: string, language: VerdictLanguage): readonly string[] | undefined {
  if (language !== "sr") return undefined;
  for (const [ending, all] of CLASSES) {
    const root = folded.replace(ending, "");
    if (root !== folded && root.length >= SHORTEST) return all.split(" ").map((each) => root + each);
  }
  return undefined;
}
