import { type UnitLabel, tokenOfUnit } from "../../schema/domain/unit.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { language } from "./t.ts";

/** A typed token in a list or a label: in the reader's language. In a run of a language it is that language's (`withTokenWords`). */
export function tokenHere(token: string): string {
  return withTokenWords(token, language());
}

/** What people wrote, with typed tokens as the text has them that it stands beside (`lang`); where it is not known, in the reader's language. */
export function saidHere(words: string, lang: string): string {
  return withTokenWords(words, lang || language());
}

/** `[Victim A]` of a unit, in the reader's language. */
export function unitHere(unit: UnitLabel): string {
  return tokenHere(tokenOfUnit(unit));
}
