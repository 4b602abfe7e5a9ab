import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { homographsOf } from "../../../schema/language/homographs.ts";
import { isFunctionWord, isInstitutional, isOffice } from "./capitals.ts";
import type { NameIndex } from "../persons/name-index.ts";
import { addPart, addRole, newPerson, type Person } from "../persons/persons.ts";
import { readingsOfWord } from "./readings.ts";
import { roleBefore } from "../persons/role-before.ts";
import { isTitle, roleOfWord } from "../persons/roles.ts";
import { isFirm } from "./full-names.ts";
import { exclude, mainRole } from "../persons/sides.ts";
import { looksLikePlace, type Run, type Source } from "./runs.ts";
import type { Word } from "../words.ts";

const VERSUS = /^(?:protiv|kunder|v|vs|contra)$/u;

/**
 * Single words with a capital inside a sentence that are nobody's known name: a nickname that was never introduced, a
 * witness known by the surname alone. Proposed for a look; those that shorten a known given name go to that person.
 */
export function straysOf(runs: readonly Run[], source: Source, index: NameIndex): Person[] {
  const common = commonStems(source);
  const firms = new Set(
    runs.filter((run) => isFirm(run.words, source.words, source.text)).map((run) => run.words[0]?.folded ?? ""),
  );
  const words = runs.flatMap((run) =>
    run.words.length === 1
      ? run.words.filter((word) => !firms.has(word.folded) && isStray(word, run, source, index, common))
      : [],
  );
  const lemmas = new Map<string, number>();
  const readings = new Map<Word, string[]>();
  for (const word of words) {
    const all = [...new Set(readingsOfWord(word.folded, source.language).map(({ lemma }) => lemma))];
    readings.set(word, all);
    for (const lemma of all) lemmas.set(lemma, (lemmas.get(lemma) ?? 0) + (lemma === word.folded ? 1.1 : 1));
  }
  const people = new Map<string, Person>();
  for (const word of words) {
    const lemma = (readings.get(word) ?? [word.folded]).reduce((best, each) =>
      (lemmas.get(each) ?? 0) > (lemmas.get(best) ?? 0) ? each : best,
    );
    // "V. Gagić" and "R. Gagić" are two.
    const key = `${initialBefore(word, source) ?? ""} ${lemma}`;
    let person = people.get(key);
    if (!person) {
      const said = roleBefore(word, source);
      const isCalled = said !== null && said.distance < 3;
      person = newPerson(word.start, isCalled ? 0.55 : 0.35);
      if (isCalled) addRole(person, said.role);
      people.set(key, person);
    }
    const initial = initialBefore(word, source);
    addPart(person, lemma, initial === null ? "nickname" : "surname", word.text);
    if (initial !== null) person.initials.add(initial);
  }
  return [...people.values()];
}

// "(u daljem tekstu: „Osnivač“)": a word that the text itself makes a term.
const TERM =
  /(?:u daljem tekstu|u nastavku|dalje|у даљем тексту|во понатамошниот текст|натаму|në vijim|me poshtë|hereinafter)\s?:?\s?[„“”"«]?(\p{Lu}\p{L}+)/gu;
const ENDING: Record<VerdictLanguage, RegExp> = {
  sr: /(?:ama|ima|om|em|og|oj|im|ih|[aeiou])$/u,
  mk: /(?:iot|ata|oto|ite|ot|ta|to|te|[aeiou])$/u,
  sq: /(?:eve|ave|ise|ine|ut|un|it|in|es|en|se|ne|ve|t|n|[aeiou])$/u,
  en: /s$/u,
};
const stemOf = (folded: string, language: VerdictLanguage): string => folded.replace(ENDING[language], "");

/** Words that the text writes small too, in whatever case ("Ugovor", "ugovora"), or makes its terms; by their stems. */
function commonStems({ ordinary, language, text }: Source): ReadonlySet<string> {
  const out = new Set<string>();
  for (const folded of [
    ...ordinary.keys(),
    ...Array.from(text.matchAll(TERM), (match) => foldForSearch(match[1] ?? "")),
  ]) {
    const stem = stemOf(folded, language);
    if (stem.length > 3) out.add(stem);
  }
  return out;
}

function isStray(word: Word, run: Run, source: Source, index: NameIndex, common: ReadonlySet<string>): boolean {
  const { words, language, ordinary, text } = source;
  const initial = initialBefore(word, source);
  if ((word.opens && initial === null) || run.isTitle || word.isUpper || word.text.length < 3) return false;
  const before = words[word.index - 1];
  const isCalled =
    before !== undefined &&
    /^\.?\s$/u.test(word.before) &&
    (isTitle(before.folded) || roleOfWord(before.folded, language) !== null || initial !== null);
  if (isFunctionWord(word.folded, language)) return false;
  // "Црвениот крст": an adjective with its article.
  if (!isCalled && language === "mk" && /[^aeiou]iot$/u.test(word.folded)) return false;
  if (!isCalled && (ordinary.has(word.folded) || homographsOf(language).has(word.folded))) return false;
  const said = isCalled ? roleBefore(word, source) : null;
  const known = index
    .find(word.folded)
    .filter(({ person }) => !(said && said.distance < 2 && exclude(said.role, mainRole(person))))
    .filter(({ person }) => initial === null || fitsInitial(person, initial));
  if (known.length > 0 || looksLikePlace(word, source)) return false;
  if ((!isCalled || initial !== null) && common.has(stemOf(word.folded, language))) return false;
  // "Krimet e Rënda", "Kolegjeve të Bashkuara".
  const linked = words[word.index - 2];
  if (
    !isCalled &&
    language === "sq" &&
    /^(?:e|te|i|se)$/u.test(before?.folded ?? "") &&
    linked?.isCapital &&
    isInstitutional(linked.folded, language)
  )
    return false;
  const next = words[word.index + 1];
  // "Gradske uprave", "Народната банка".
  if (next?.before === " " && !next.isCapital && isOffice(next.folded)) return false;
  // "Višim javnim tužilaštvom".
  const afterNext = words[word.index + 2];
  if (/^(?:javn|јавн)/u.test(next?.folded ?? "") && afterNext && isOffice(afterNext.folded)) return false;
  // "Rev 221/16", "Pl. 904/19".
  if (/^\.?\s?(?:br\.?|бр\.?|nr\.?)?\s?\d+\s?\/\s?\d/u.test(text.slice(word.end, word.end + 16))) return false;
  // Part of a longer name of an institution, a product or a treaty.
  if (!isCalled && word.before === " " && before?.isCapital) return false;
  for (let at = word.index + 1; at < word.index + 5; at++) {
    const follows = words[at];
    if (!follows || /[.;,\n]/u.test(follows.before)) break;
    if (VERSUS.test(follows.folded) && !/^[VВ]$/u.test(follows.text)) return false;
  }
  return true;
}

/** `O` of "O. Batalović", folded; null where the word before is none. */
function initialBefore(word: Word, { words }: Source): string | null {
  const before = words[word.index - 1];
  const second = words[word.index - 2];
  // "svedok V. V. Potom …": after two of them a sentence has ended.
  if (before && second && /^\p{Lu}\p{Ll}?$/u.test(second.text) && /^\.\s?$/u.test(before.before)) return null;
  return before &&
    /^\p{Lu}(?:j|ž|h)?$/u.test(before.text) &&
    /^\.[ \u00a0]?$/u.test(word.before) &&
    !/\n|^\.$/u.test(before.before)
    ? before.folded
    : null;
}

const fitsInitial = ({ parts, initials }: Person, initial: string): boolean =>
  initials.has(initial) || parts.some(({ part, lemma }) => part !== "nickname" && lemma.startsWith(initial));

/** The known person whose given name a short form is made of (Јела: Јелена; Niku: Besnik); null if nobody or several. */
export function longName(lemma: string, persons: readonly Person[]): Person | null {
  const stem = lemma.replace(/[aeiou]$/u, "");
  if (stem.length < 2) return null;
  const fits = (test: (given: string) => boolean): Person | null => {
    const found = persons.filter(({ parts }) => parts.some((each) => each.part === "given" && test(each.lemma)));
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  if (stem.length < 3) return null;
  return (
    fits((given) => given.length > stem.length && given.startsWith(stem)) ??
    fits((given) => given.length > stem.length && given.endsWith(stem))
  );
}
