import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { PersonRole } from "../../../schema/domain/privacy.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { analyse } from "../../../schema/language/inflection.ts";
import { formatToken } from "../../../schema/text/token.ts";
import type { NamedPerson, NamesDocument } from "../../store/shapes/names-document.ts";

/** Whose names in clear tell another one's: not those in office, who have theirs from elsewhere and keep it. */
const PRIVATE: ReadonlySet<PersonRole> = new Set(["victim", "defendant", "witness", "relative", "other"]);
/** Of them those whom the case is about: who reads such a name looks for the family. */
const OF_THE_CASE: ReadonlySet<PersonRole> = new Set(["defendant", "witness", "relative"]);

/** What is no given name, wherever in a name it stands; folded. */
const SURNAME = /(?:ic|ikj|ski|ska|cki|cka|ov|ova|ev|eva)$/u;
/** Shorter ones are initials. */
const SHORTEST = 3;

/** What somebody who is read by name tells of others who are not. */
export interface SharedSurname {
  /** Placeholders of those whose surname it is, victims first: `[Victim A]`. */
  carries: string[];
  /** Whether no reason lets it stay: one of the case has the surname of a victim. */
  blocks: boolean;
}

interface Surnames {
  person: NamedPerson;
  surnames: readonly Word[];
  /** Given names too: one may be another's surname. */
  all: readonly Word[];
}

/** A word of a name, folded, with the dictionary forms that it may be of. */
interface Word {
  folded: string;
  lemmas: ReadonlySet<string>;
}

/**
 * Persons by id who are read, or may be, and have the surname of somebody whose name is not to be read: of a victim, or of another
 * one who is replaced. In whatever form, script or order the two are written; *Stanić* and *Stanića*, *Ristovski* and *Ristovska* are one.
 */
export function sharedSurnames(
  { entities, mentions }: Pick<NamesDocument, "entities" | "mentions">,
  language: VerdictLanguage,
): Map<string, SharedSurname> {
  const kept = entities.filter(isKept).map((person) => surnamesOf(person, [person.canonical], [], language));
  const shared = new Map<string, SharedSurname>();
  for (const person of kept.length > 0 ? entities : []) {
    const isReplaced = person.state === "confirmed";
    const ofPerson = mentions.filter(({ entity }) => entity === person.id);
    const read = ofPerson.filter(({ sure, state }) => (state === "no" ? sure : !isReplaced));
    const places = [...new Set(read.map(({ text }) => text))];
    if (places.length === 0) continue;
    // Of one who is replaced only what was left here and there, which may tell their own name.
    const own = surnamesOf(person, isReplaced ? places : [person.canonical], places, language);
    const others = kept.filter((other) => isReplaced || other.person.id !== person.id);
    const alike = others.filter((other) => meet(own.surnames, other.surnames));
    const like = others.filter((other) => meet(own.surnames, other.all) || meet(own.all, other.surnames));
    if (like.length === 0) continue;
    shared.set(person.id, {
      carries: like
        .toSorted((a, b) => Number(isVictim(b)) - Number(isVictim(a)))
        .map(({ person: { token } }) => formatToken(token.kind, token.label)),
      blocks: OF_THE_CASE.has(person.role) && alike.some(isVictim),
    });
  }
  return shared;
}

const isVictim = ({ person }: Surnames): boolean => person.role === "victim";

/** Replaced, or a victim on whom nobody has decided. */
function isKept({ role, state }: NamedPerson): boolean {
  return PRIVATE.has(role) && (state === "confirmed" || (role === "victim" && state === "proposed"));
}

function surnamesOf(
  person: NamedPerson,
  names: readonly string[],
  places: readonly string[],
  language: VerdictLanguage,
): Surnames {
  const wordsIn = (name: string): Word[] => wordsOf(name).map((folded) => wordIn(folded, language));
  const whole = names.map(wordsIn);
  const surnames = whole.flatMap((words) =>
    words.filter((word, at) => at > 0 || words.length === 1 || isSurname(word)),
  );
  // In the text a name stands in any order: there only what can be nothing else counts.
  return { person, all: whole.flat(), surnames: [...surnames, ...places.flatMap(wordsIn).filter(isSurname)] };
}

function wordsOf(name: string): string[] {
  const words = foldForSearch(name).match(/[\p{L}-]+/gu) ?? [];
  return words.flatMap((word) => word.split("-")).filter((word) => word.length >= SHORTEST);
}

function wordIn(folded: string, language: VerdictLanguage): Word {
  const readings = analyse(folded, language).filter((each) => each.case !== "possessive" && each.case !== "family");
  // A woman's surname is her father's.
  const manly = folded.replace(/([sc]k)a$/u, "$1i");
  return { folded, lemmas: new Set([folded, manly, ...readings.map(({ lemma }) => lemma)]) };
}

function isSurname({ lemmas }: Word): boolean {
  return [...lemmas].some((lemma) => SURNAME.test(lemma));
}

function meet(some: readonly Word[], others: readonly Word[]): boolean {
  return some.some((one) => others.some((other) => one.lemmas.has(other.folded) || other.lemmas.has(one.folded)));
}
