import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import type { Person } from "./persons.ts";

const LATIN = ["", "a", "e", "i", "o", "u", "ja"];
const ALBANIAN = ["", "a", "ë", "e", "i", "o", "u", "ja"];
const CYRILLIC = ["", "а", "е", "и", "о", "у", "ја"];
const PART_ORDER = ["given", "parent", "surname", "birth", "nickname"];

/** The name as it stands in a list: dictionary forms, given name first, a nickname only where there is nothing else. */
export function canonicalOf(person: Person, language: VerdictLanguage): string {
  const named = person.parts.filter(({ part }) => part !== "nickname");
  const name = (named.length > 0 ? named : person.parts)
    .toSorted((a, b) => PART_ORDER.indexOf(a.part) - PART_ORDER.indexOf(b.part))
    .map(({ lemma }) => spelled(lemma, person.surfaces.get(lemma) ?? [], language))
    .join(" ");
  const [initial] = person.initials;
  return initial !== undefined && !person.parts.some(({ part }) => part === "given")
    ? `${initial.toUpperCase()}. ${name}`
    : name;
}

/** A folded dictionary form in the letters of one of its forms in the text. */
function spelled(lemma: string, surfaces: Iterable<string>, language: VerdictLanguage): string {
  const latin = language === "sq" ? ALBANIAN : LATIN;
  const forms = [...surfaces].map(titleCase);
  for (const form of forms) if (foldForSearch(form) === lemma) return form;
  for (const form of forms)
    for (let cut = form.length; cut > 1; cut--) {
      const stem = form.slice(0, cut);
      const endings = /\p{Script=Cyrillic}/u.test(stem) ? CYRILLIC : latin;
      for (const ending of endings) if (foldForSearch(stem + ending) === lemma) return stem + ending;
      // Lukovca: Lukovac.
      for (const vowel of endings.slice(1, 2)) {
        const full = stem.slice(0, -1) + vowel + stem.slice(-1);
        if (foldForSearch(full) === lemma) return full;
      }
    }
  return forms[0] ?? lemma;
}

/** `ЋОРЋЕВИЋ-МИЛИЋ` as in a sentence; what is not all capitals stays. */
function titleCase(word: string): string {
  if (word !== word.toUpperCase() || word.length < 3) return word;
  return word.replace(/\p{L}+/gu, (part) => part.charAt(0) + part.slice(1).toLowerCase());
}
