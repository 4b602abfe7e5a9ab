import type { VerdictLanguage } from "../../domain/language.ts";
import { endingsOf } from "./endings.ts";
import { stemOf } from "./stem.ts";

/** For texts of a language, endings that its sibling alone has: Serbian cases for Macedonian texts, Macedonian articles for Serbian ones. */
const OF_SIBLING: Partial<Record<VerdictLanguage, readonly string[]>> = {
  mk: endingsOf("ovima evima ama ima om"),
  sr: endingsOf("ovite evite ata ite iot"),
};
/** So much of a word is left before a short ending, and before a long one that no word has by chance. */
const SHORTEST = 4;
const SHORTEST_OF_LONG = 3;
const LONG = 5;

/**
 * The stem in a language of a folded word that is typed with an ending of the language beside it, with which it shares most words of a
 * verdict: *žrtvama* is looked for in Macedonian texts as *жртва*, *пресудата* in Serbian ones as *presuda*. Null for any other word.
 */
export function siblingStem(typed: string, language: VerdictLanguage): string | null {
  const ending = OF_SIBLING[language]?.find(
    (each) => typed.endsWith(each) && typed.length - each.length >= (each.length < LONG ? SHORTEST : SHORTEST_OF_LONG),
  );
  return ending === undefined ? null : stemOf(typed.slice(0, -ending.length), language);
}
