import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { BIRTH_NAME, parentsIn } from "../find/declared.ts";
import type { NameIndex } from "./name-index.ts";
import { addPart, addRole, newPerson, type FullName, type Person } from "./persons.ts";
import type { Source } from "../find/runs.ts";
import { wordAt, type Word } from "../words.ts";

/**
 * Fathers and mothers whom the court names beside their child, noted in `source.declared`. Returned are those who are not
 * among the persons of the index already; the same parents of the same child are one person each.
 */
export function declareParents(names: readonly FullName[], source: Source, index: NameIndex): Person[] {
  const { text, words, language, declared: places } = source;
  const byName = new Map<string, Person>();
  const byNumber = new Map<number, Person>();
  const made = new Set<Person>();
  for (const declared of parentsIn(text)) {
    const word = wordAt(words, declared.start);
    if (!word) continue;
    const child = nameBefore(word, names);
    const lemma = declared.isBirthName || declared.isNominative ? word.folded : parentLemma(word.folded, language);
    const key = `${child?.words.at(-1)?.folded ?? ""} ${lemma}`;
    const known =
      byNumber.get(declared.person) ??
      byName.get(key) ??
      (declared.isBirthName ? undefined : named(word, child, index));
    const person = known ?? newPerson(declared.start, 0.9);
    byNumber.set(declared.person, person);
    places.set(word.start, person);
    if (known && !made.has(known)) continue;
    if (!known) {
      addRole(person, "relative", 5);
      byName.set(key, person);
      made.add(person);
    }
    addPart(person, lemma, declared.isBirthName ? "birth" : "parent", word.text);
  }
  // "Stana Cvetić, rođena Pavićević": the name before is the same person's.
  for (const { index: at, indices } of text.matchAll(BIRTH_NAME)) {
    const word = wordAt(words, indices?.[1]?.[0] ?? -1);
    const name = word && !places.has(word.start) ? nameBefore(word, names) : undefined;
    const [first, last] = [name?.words[0], name?.words.at(-1)];
    if (!word || !first || !last || !/^,?\s?\(?$/u.test(text.slice(last.end, at))) continue;
    const owner = index
      .find(last.folded)
      .find((hit) =>
        index.find(first.folded).some(({ person, lemma }) => person === hit.person && lemma !== hit.lemma),
      );
    if (!owner) continue;
    addPart(owner.person, word.folded, "birth", word.text);
    places.set(word.start, owner.person);
    index.add(owner.person);
  }
  return [...made];
}

function nameBefore(word: Word, names: readonly FullName[]): FullName | undefined {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((names[middle]?.words.at(-1)?.end ?? Infinity) < word.start) low = middle + 1;
    else high = middle;
  }
  return names[low - 1];
}

/** The father may be a witness too: somebody of that given name who has the surname of the child named before. */
function named(word: Word, child: FullName | undefined, index: NameIndex): Person | undefined {
  const surnames = (child?.words ?? []).flatMap(({ folded }) =>
    index.find(folded).flatMap(({ part, lemma, rank }) => (part === "surname" && rank < 2 ? [lemma] : [])),
  );
  return index
    .find(word.folded)
    .find(
      ({ part, rank, person }) =>
        part === "given" &&
        rank < 2 &&
        person.parts.some((each) => each.part === "surname" && surnames.includes(each.lemma)) &&
        !child?.words.some(({ start }) => start === person.first),
    )?.person;
}

/** Courts give the parents in the genitive. */
function parentLemma(folded: string, language: VerdictLanguage): string {
  if (language === "mk") return folded;
  const dropped = language === "sq" ? /(?:it|ut|s)$/u : /[aeu]$/u;
  const stem = folded.replace(dropped, "");
  if (language === "sq") return stem;
  if (folded.endsWith("e")) return `${stem}a`;
  // Žarka: Žarko; Mihajla: Mihajlo; Tomislava: Tomislav.
  return folded.endsWith("a") ? (/(?:[^aeiou]k|ajl)$/u.test(stem) ? `${stem}o` : stem) : folded;
}
