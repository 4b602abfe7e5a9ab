import type { VerdictLanguage } from "../domain/language.ts";
import { foldForSearch } from "./fold.ts";
import { ALBANIAN } from "./inflect-sq.ts";
import { MACEDONIAN } from "./inflect-mk.ts";
import { SERBIAN } from "./inflect-sr.ts";
import type { NameCase, Paradigm, Sex } from "./paradigm.ts";

const PARADIGMS: Record<VerdictLanguage, readonly Paradigm[]> = {
  sr: SERBIAN,
  mk: MACEDONIAN,
  sq: ALBANIAN,
  // A verdict in English names people of the region in their base form.
  en: [{ lemma: "", sex: null, forms: { nominative: "-", possessive: "'s" } }],
};

/** One surface form of a name and the case it is in. */
export interface NameForm {
  form: string;
  case: NameCase;
  sex: Sex | null;
}

const splitEndings = (endings: string): string[] => endings.split(" ").map((ending) => (ending === "-" ? "" : ending));

/**
 * All forms of one word of a name (Latin letters, dictionary form), itself first. Generous on purpose: what no grammar
 * book knows does no harm in a search, and a form that is missing does. Letter case of the beginning is kept.
 */
export function formsOfWord(word: string, language: VerdictLanguage): NameForm[] {
  const out: NameForm[] = [{ form: word, case: "nominative", sex: null }];
  const lower = word.toLowerCase();
  for (const { lemma, sex, stem: shape, fleeting, forms } of PARADIGMS[language]) {
    let stem: string;
    if (fleeting) {
      const found = /^(.{2,})a([^aeiou])$/u.exec(lower);
      if (!found) continue;
      stem = word.slice(0, found[1]?.length ?? 0) + word.slice(-1);
    } else {
      if (!lower.endsWith(lemma) || word.length - lemma.length < 1) continue;
      stem = word.slice(0, word.length - lemma.length);
    }
    if (shape && !shape.test(foldForSearch(stem))) continue;
    for (const [name, endings] of Object.entries(forms) as [NameCase, string][]) {
      if (fleeting && (name === "nominative" || name === "article")) continue;
      for (const ending of splitEndings(endings)) out.push({ form: stem + ending, case: name, sex });
    }
  }
  // A name written in capitals keeps them.
  return isUpper(word) ? out.map((each) => ({ ...each, form: each.form.toUpperCase() })) : out;
}

const isUpper = (word: string): boolean =>
  word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();

/** One reading of a surface form: the dictionary form it may come from. */
export interface Analysis {
  /** Folded (`foldForSearch`). */
  lemma: string;
  case: NameCase;
  sex: Sex | null;
}

interface Ending {
  lemma: string;
  case: NameCase;
  sex: Sex | null;
  stem: RegExp | undefined;
  fleeting: boolean;
}

const endingsOf = new Map<VerdictLanguage, Map<string, Ending[]>>();

function foldedEndings(language: VerdictLanguage): Map<string, Ending[]> {
  let table = endingsOf.get(language);
  if (table) return table;
  table = new Map();
  for (const { lemma, sex, stem, fleeting = false, forms } of PARADIGMS[language])
    for (const [name, endings] of Object.entries(forms) as [NameCase, string][])
      for (const ending of new Set(splitEndings(endings).map(foldForSearch))) {
        if (fleeting && ending === "") continue;
        const list = table.get(ending) ?? [];
        list.push({ lemma: foldForSearch(lemma), case: name, sex, stem, fleeting });
        table.set(ending, list);
      }
  endingsOf.set(language, table);
  return table;
}

const LONGEST_ENDING = 8;

/** Every reading of one folded word; that it is a dictionary form already comes first. Readings are not ranked further. */
export function analyse(folded: string, language: VerdictLanguage): Analysis[] {
  const out: Analysis[] = [{ lemma: folded, case: "nominative", sex: null }];
  const seen = new Set<string>([`${folded} nominative null`]);
  const table = foldedEndings(language);
  for (let length = 0; length <= Math.min(LONGEST_ENDING, folded.length - 1); length++) {
    const stem = folded.slice(0, folded.length - length);
    for (const ending of table.get(folded.slice(stem.length)) ?? []) {
      if (ending.stem && !ending.stem.test(stem)) continue;
      let lemma: string;
      if (ending.fleeting) {
        if (!/.[^aeiou][^aeiou]$/u.test(stem)) continue;
        lemma = `${stem.slice(0, -1)}a${stem.slice(-1)}`;
      } else lemma = stem + ending.lemma;
      if (lemma.length < 2) continue;
      const key = `${lemma} ${ending.case} ${ending.sex}`;
      if (seen.has(key)) continue;
      seen.add(key);
      out.push({ lemma, case: ending.case, sex: ending.sex });
    }
  }
  return out;
}
