import type { Script, VerdictLanguage } from "../../schema/domain/language.ts";
import type { Suggestions } from "../../schema/domain/privacy.ts";
import { identifiersIn } from "../../schema/language/identifiers.ts";

/** What the text is written in, as the import recognised it. */
export interface TextLanguage {
  language: VerdictLanguage;
  script: Script;
}

/** Persons, identifiers and quasi-identifiers of a verdict's text. Deterministic: the same text gives the same ids. */
export function suggest(text: string, { language }: TextLanguage): Suggestions {
  return { entities: [], identifiers: identifiersIn(text, language), quasi: [] };
}
