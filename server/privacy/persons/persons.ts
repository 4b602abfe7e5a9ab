import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { PersonRole } from "../../../schema/domain/privacy.ts";
import type { Sex } from "../../../schema/language/paradigm.ts";
import { readingsOf, type Reading } from "../find/readings.ts";
import type { Word } from "../words.ts";

/** Which part of a person's name a word is. */
export type NamePart = "given" | "surname" | "birth" | "nickname" | "parent";

/** A person while they are being found. Words are folded dictionary forms. */
export interface Person {
  parts: { lemma: string; part: NamePart }[];
  /** Words as they stand in the text, by the folded dictionary form that they come from. */
  surfaces: Map<string, Set<string>>;
  confidence: number;
  sex: Sex | null;
  roles: Map<PersonRole, number>;
  first: number;
  /** Folded letters of a given name that stands nowhere in full: "O. Batalović". */
  initials: Set<string>;
}

const OTHER_SEX = 0.2;

export function newPerson(first: number, confidence: number): Person {
  return { parts: [], surfaces: new Map(), confidence, sex: null, roles: new Map(), first, initials: new Set() };
}

export function addPart(person: Person, lemma: string, part: NamePart, surface?: string): void {
  if (!person.parts.some((each) => each.lemma === lemma && each.part === part)) person.parts.push({ lemma, part });
  if (surface === undefined) return;
  const seen = person.surfaces.get(lemma) ?? new Set();
  person.surfaces.set(lemma, seen.add(surface));
}

/** What a role weighs that is said right beside the name. */
export const BESIDE = 3;

export function addRole(person: Person, role: PersonRole | null, weight = 1): void {
  if (role) person.roles.set(role, (person.roles.get(role) ?? 0) + weight);
}

/** A full name at one place. */
export interface FullName {
  words: Word[];
  confidence: number;
  /** What the role right before it says: "oštećena Jasmina Koprivica" is no Jasmin. */
  sex: Sex | null;
}

interface Surface {
  folded: string[];
  readings: Reading[];
  count: number;
  places: FullName[];
}

/**
 * Full names to persons: inflected forms, both orders and capitals go together. Each form can be read in several ways; every
 * reading gets the votes of all forms that allow it, and each form takes its reading with most votes. `surnames` are known to be
 * some, whatever the order.
 */
export function personsOf(
  names: readonly FullName[],
  language: VerdictLanguage,
  surnames: ReadonlySet<string> = new Set(),
): Person[] {
  const surfaces = surfacesOf(names, language);
  const votes = new Map<string, number>();
  for (const { readings, count } of surfaces)
    for (const { key, weight } of readings) votes.set(key, (votes.get(key) ?? 0) + weight * Math.min(count, 4));

  const persons = new Map<string, { person: Person; order: Map<string, number>; sexes: number }>();
  for (const { folded, readings, count, places } of surfaces) {
    const reading = readings.reduce((best, each) =>
      (votes.get(each.key) ?? 0) > (votes.get(best.key) ?? 0) ? each : best,
    );
    const [place] = places;
    const start = place?.words[0]?.start ?? 0;
    let found = persons.get(reading.key);
    if (!found) persons.set(reading.key, (found = { person: newPerson(start, 0), order: new Map(), sexes: 0 }));
    const { person, order } = found;
    person.first = Math.min(person.first, start);
    person.confidence = Math.max(person.confidence, ...places.map(({ confidence }) => confidence));
    if (reading.sex) found.sexes += (reading.sex === "f" ? 1 : -1) * count;
    const uninflected = reading.lemmas.filter((lemma, i) => lemma === folded[i]);
    // "Kosanović Nikole": before a given name in a case of its own a surname stays as it is; a woman's stays behind it.
    const [kept] = uninflected;
    if (
      language === "sr" &&
      folded.length === 2 &&
      uninflected.length === 1 &&
      kept !== undefined &&
      kept === folded[0]
    )
      order.set(kept, (order.get(kept) ?? 0) + 3 * count);
    reading.lemmas.forEach((lemma, i) => {
      for (const { words } of places) addPart(person, lemma, "given", words[i]?.text);
      // Who is named twice or more in one order is named so; lists turn the order round.
      order.set(lemma, (order.get(lemma) ?? 0) + (i === reading.lemmas.length - 1 ? count : -count));
    });
  }
  return [...persons.values()].map(({ person, order, sexes }) => {
    const lemmas = person.parts.map(({ lemma }) => lemma);
    const weigh = (lemma: string): number =>
      (order.get(lemma) ?? 0) + surnameBonus(lemma, language) + (surnames.has(lemma) ? 3 : 0);
    const surname = lemmas.reduce((best, lemma) => (weigh(lemma) > weigh(best) ? lemma : best));
    person.parts = [
      ...lemmas.filter((lemma) => lemma !== surname).map((lemma) => ({ lemma, part: "given" as const })),
      { lemma: surname, part: "surname" as const },
    ];
    person.sex = sexOf(person, sexes, language);
    return person;
  });
}

/** Names by how they are written, each with the ways in which it can be read. */
function surfacesOf(names: readonly FullName[], language: VerdictLanguage): Surface[] {
  const surfaces = new Map<string, Surface>();
  for (const name of names) {
    const folded = name.words.map((word) => word.folded);
    const key = folded.join(" ");
    const known = surfaces.get(key);
    if (known) {
      known.count++;
      known.places.push(name);
    } else surfaces.set(key, { folded, readings: readingsOf(folded, language), count: 1, places: [name] });
  }
  for (const surface of surfaces.values()) {
    const said = new Set(surface.places.flatMap(({ sex }) => (sex ? [sex] : [])));
    if (said.size === 1)
      surface.readings = surface.readings.map((reading) =>
        reading.sex && !said.has(reading.sex) ? { ...reading, weight: reading.weight * OTHER_SEX } : reading,
      );
  }
  return [...surfaces.values()];
}

function surnameBonus(lemma: string, language: VerdictLanguage): number {
  return language !== "sq" && /(?:ic|ikj|ski|ska|cki|cka|ev|eva|ov|ova)$/u.test(lemma) ? 2 : 0;
}

function sexOf(person: Person, sexes: number, language: VerdictLanguage): Sex | null {
  const given = person.parts[0]?.lemma ?? "";
  const surname = person.parts.at(-1)?.lemma ?? "";
  if (language !== "sq") {
    if (/(?:ska|cka|eva|ova|ina)$/u.test(surname)) return "f";
    if (/(?:ski|cki|ev|ov)$/u.test(surname) && language === "mk") return "m";
  }
  if (sexes !== 0) return sexes > 0 ? "f" : "m";
  if (/[^aeiou]$/u.test(given)) return language === "sq" || language === "mk" || language === "sr" ? "m" : null;
  return null;
}
