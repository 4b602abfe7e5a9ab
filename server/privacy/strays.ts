import { homographsOf } from "../../schema/language/homographs.ts";
import { isFunctionWord } from "./capitals.ts";
import type { NameIndex } from "./name-index.ts";
import { addPart, addRole, newPerson, type Person } from "./persons.ts";
import { readingsOfWord } from "./readings.ts";
import { roleBefore } from "./role-before.ts";
import { isTitle, roleOfWord } from "./roles.ts";
import { looksLikePlace, type Run, type Source } from "./runs.ts";
import type { Word } from "./words.ts";

const VERSUS = /^(?:protiv|kunder|v|vs|contra)$/u;

/**
 * Single words with a capital inside a sentence that are nobody's known name: a nickname that was never introduced, a
 * witness known by the surname alone. Proposed for a look; those that shorten a known given name go to that person.
 */
export function straysOf(runs: readonly Run[], source: Source, index: NameIndex): Person[] {
  const words = runs.flatMap((run) =>
    run.words.length === 1 ? run.words.filter((word) => isStray(word, run, source, index)) : [],
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
    let person = people.get(lemma);
    if (!person) {
      const said = roleBefore(word, source);
      const isCalled = said !== null && said.distance < 2;
      person = newPerson(word.start, isCalled ? 0.55 : 0.35);
      if (isCalled) addRole(person, said.role);
      people.set(lemma, person);
    }
    addPart(person, lemma, "nickname", word.text);
  }
  return [...people.values()];
}

function isStray(word: Word, run: Run, source: Source, index: NameIndex): boolean {
  const { words, language, ordinary } = source;
  if (word.opens || run.isTitle || word.isUpper || word.text.length < 3) return false;
  const before = words[word.index - 1];
  const isCalled =
    before !== undefined &&
    /^\.?\s$/u.test(word.before) &&
    (isTitle(before.folded) || roleOfWord(before.folded, language) !== null);
  if (isFunctionWord(word.folded, language)) return false;
  if (!isCalled && (ordinary.has(word.folded) || homographsOf(language).has(word.folded))) return false;
  if (index.find(word.folded).length > 0 || looksLikePlace(word, source)) return false;
  // Part of a longer name of an institution, a product or a treaty.
  if (!isCalled && word.before === " " && before?.isCapital) return false;
  for (let at = word.index + 1; at < word.index + 5; at++) {
    const next = words[at];
    if (!next || /[.;,\n]/u.test(next.before)) break;
    if (VERSUS.test(next.folded)) return false;
  }
  return true;
}

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
