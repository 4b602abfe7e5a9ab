import { initialsIn } from "./initials.ts";
import type { Found } from "./found.ts";
import type { NameIndex } from "../persons/name-index.ts";
import { addPart, addRole, newPerson, type Person } from "../persons/persons.ts";
import type { Source } from "./runs.ts";
import { isOfCourt } from "../persons/sides.ts";

/**
 * People whom the court itself reduced to initials: letters with a role right before them ("oštećena M.Š.") somewhere, and the same
 * letters elsewhere. Two people may share them, so each place is for a look; so are letters that would fit a judge, whose
 * name no court shortens.
 */
export function anonymisedPeople(source: Source, found: readonly Found[], index: NameIndex): Found[] {
  const taken = new Uint8Array(source.text.length);
  for (const { start, end } of found) taken.fill(1, start, end);
  const places = initialsIn(source).filter(({ start }) => taken[start] === 0);
  const people = new Map<string, Person>();
  for (const { start, letters, key, role } of places) {
    if (role === null && !people.has(key) && !namesOfCourt(key, index)) continue;
    const person = people.get(key) ?? newPerson(start, 0.5);
    people.set(key, person);
    addPart(person, key, "nickname", letters.replace(/\s/g, ""));
    addRole(person, role);
  }
  return places.flatMap(({ start, letters, word, key }) => {
    const person = people.get(key);
    return person ? [{ start, end: start + letters.length, person, sure: false, isFull: false, word: word.index }] : [];
  });
}

function namesOfCourt(key: string, index: NameIndex): boolean {
  const [given = "", surname = ""] = key.split(".");
  if (surname === "") return false;
  return [...index.people()].some(
    (person) =>
      isOfCourt(person) &&
      person.parts.some(({ part, lemma }) => part === "given" && lemma.startsWith(given)) &&
      person.parts.some(({ part, lemma }) => part === "surname" && lemma.startsWith(surname)),
  );
}
