import { foldForSearch } from "../../schema/language/fold.ts";
import type { Found } from "./mentions.ts";
import { addPart, addRole, newPerson, type Person } from "./persons.ts";
import { roleBefore } from "./role-before.ts";
import type { Source } from "./runs.ts";
import { wordAt } from "./words.ts";

// `M. Š.`, `E.K.` and the doubled letters of Serbian courts: `AA`.
const INITIALS = /(?<![\p{L}\p{N}.])(?:\p{Lu}\p{Ll}?\.\s?\p{Lu}\p{Ll}?\.|(\p{Lu})\1(?!\.))(?![\p{L}\p{N}:]|\.\p{L})/gu;

/**
 * People whom the court itself reduced to initials: letters with a role right before them ("oštećena M.Š.") somewhere, and the same
 * letters elsewhere. Two people may share them, so each place is for a look.
 */
export function anonymisedPeople(source: Source, found: readonly Found[]): Found[] {
  const { text, words } = source;
  const taken = new Uint8Array(text.length);
  for (const { start, end } of found) taken.fill(1, start, end);
  const places = [...text.matchAll(INITIALS)].flatMap(({ index: start, 0: letters }) => {
    const word = wordAt(words, start);
    return word && taken[start] === 0 && !source.isTaken(word)
      ? [{ start, letters, word, key: foldForSearch(letters.replace(/\s/g, "")) }]
      : [];
  });
  const people = new Map<string, Person>();
  for (const { start, letters, word, key } of places) {
    const said = roleBefore(word, source);
    if (said?.distance !== 0) continue;
    const person = people.get(key) ?? newPerson(start, 0.5);
    people.set(key, person);
    addPart(person, key, "nickname", letters.replace(/\s/g, ""));
    addRole(person, said.role);
  }
  return places.flatMap(({ start, letters, word, key }) => {
    const person = people.get(key);
    return person ? [{ start, end: start + letters.length, person, sure: false, isFull: false, word: word.index }] : [];
  });
}
