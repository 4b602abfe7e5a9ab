import type { PersonRole } from "../../../schema/domain/privacy.ts";
import { homographsOf } from "../../../schema/language/homographs.ts";
import { chooseHit } from "../persons/link.ts";
import type { Hit, NameIndex } from "../persons/name-index.ts";
import { initialsKey } from "./initials.ts";
import type { NamePart, Person } from "../persons/persons.ts";
import { roleBefore } from "../persons/role-before.ts";
import { canBeName, looksLikePlace, standsInPlace, type Source } from "./runs.ts";
import { exclude, mainRole, mayBeShort } from "../persons/sides.ts";
import type { Word } from "../words.ts";
import type { Found } from "./found.ts";

/** Every place where a person of the index is named, in text order, apart. */
export function mentionsOf(source: Source, index: NameIndex): Found[] {
  const { words } = source;
  const out: Found[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word || source.isTaken(word)) continue;
    const found = fullName(source, index, i) ?? initialName(source, index, i) ?? bareName(source, index, i, out);
    if (!found) continue;
    out.push(found);
    while ((words[i + 1]?.start ?? Infinity) < found.end) i++;
  }
  return out;
}

const isJoined = (word: Word | undefined): word is Word => word !== undefined && /^[ \u00a0-]$/u.test(word.before);

/** Two words or more that are parts of one person's name. */
function fullName(source: Source, index: NameIndex, at: number): Found | null {
  const { words } = source;
  const first = words[at];
  if (!first?.isCapital) return null;
  let best: { person: Person; last: Word; length: number } | null = null;
  for (const hit of index.find(first.folded)) {
    const seen = new Set([hit.lemma]);
    let last: Word | null = null;
    let length = 1;
    for (let next = at + 1; isJoined(words[next]); next++) {
      const word = words[next];
      if (!word) break;
      const other = index
        .find(word.folded)
        .find((each) => each.person === hit.person && !seen.has(each.lemma) && each.rank < 3);
      if (!other || !(word.isCapital || /^\p{Ll}{2,3}$/u.test(word.text))) break;
      seen.add(other.lemma);
      last = word;
      length++;
    }
    if (last && (!best || length > best.length)) best = { person: hit.person, last, length };
  }
  if (!best) return null;
  return {
    start: first.start,
    end: best.last.end,
    person: best.person,
    sure: best.person.confidence >= 0.6,
    isFull: true,
    word: at,
  };
}

/** `M. Jakovac`, `Jakovac M.`, `K.N.`: initials of a known person. */
function initialName(source: Source, index: NameIndex, at: number): Found | null {
  const { words, text } = source;
  const first = words[at];
  // "V.B." at the beginning of a line is the number of a heading.
  if (!first?.isCapital || first.text.length > 2 || first.before.includes("\n")) return null;
  const next = words[at + 1];
  if (!next?.isCapital || !/^\.\s?$/u.test(next.before)) return null;
  if (next.text.length > 2) return initialAndName(source, index, first, next);
  // Both are initials; a third one, or a date or a clause behind them, means that they are none of a person.
  const after = text.slice(next.end, next.end + 12);
  // "S.M. protiv Hrvatske" complained in Strasbourg.
  if (/^\.\s(?:protiv|против|kundër|kunder|v)\P{L}/u.test(after)) return null;
  if (
    !/^\.(?![\s.]?\p{Lu}\.)(?!:)/u.test(after) ||
    /\p{L}\.\s?$/u.test(text.slice(Math.max(0, first.start - 3), first.start))
  )
    return null;
  // Given name first, and nobody whom a role said of these letters anywhere excludes. Courts write those in full who are there by office.
  const roles = source.initialsOf(initialsKey(text.slice(first.start, next.end + 1)));
  const people = [...index.people()].filter(
    (person) =>
      hasInitial(person, "given", first.folded) &&
      hasInitial(person, "surname", next.folded) &&
      mayBeShort(roles, person),
  );
  const [person] = people.toSorted((a, b) => importance(b, roles) - importance(a, roles));
  return person
    ? { start: first.start, end: next.end + 1, person, sure: people.length === 1, isFull: false, word: at }
    : null;
}

function hasInitial({ parts, initials }: Person, part: NamePart, letters: string): boolean {
  return (
    parts.some((each) => each.part === part && each.lemma.startsWith(letters)) ||
    (part === "given" && initials.has(letters))
  );
}

/** `M. Jakovac`: the initial of one part before the other one. In lists that put the surname first either may be it. */
function initialAndName(source: Source, index: NameIndex, first: Word, next: Word): Found | null {
  const said = roleBefore(first, source);
  const fitting = index
    .find(next.folded)
    .filter(
      ({ person, part, rank }) =>
        (part === "surname" || part === "given") &&
        rank < 2 &&
        hasInitial(person, part === "surname" ? "given" : "surname", first.folded) &&
        !(said && said.distance < 2 && exclude(said.role, mainRole(person))),
    );
  const surnames = fitting.filter(({ part }) => part === "surname");
  const hits = surnames.length > 0 ? surnames : fitting;
  const hit = chooseHit(hits, first, source, []);
  const isOne = new Set(hits.map(({ person }) => person)).size === 1;
  return (
    hit && {
      start: first.start,
      end: next.end,
      person: hit.person,
      sure: isOne && hit.person.confidence >= 0.6,
      isFull: true,
      word: first.index,
    }
  );
}

function importance({ roles }: Person, said: ReadonlySet<PersonRole>): number {
  return (
    ([...said].some((role) => roles.has(role)) ? 8 : 0) +
    (roles.has("victim") ? 3 : 0) +
    (roles.has("defendant") ? 2 : 0) +
    (roles.has("witness") ? 1 : 0)
  );
}

/** One word: a given name, a surname, a nickname, a possessive. */
function bareName(source: Source, index: NameIndex, at: number, before: readonly Found[]): Found | null {
  const { words, ordinary, language, text } = source;
  const word = words[at];
  if (!word) return null;
  const declared = source.declared.get(word.start);
  if (declared) return { start: word.start, end: word.end, person: declared, sure: true, isFull: false, word: at };
  const hits = index.find(word.folded);
  if (hits.length === 0) return null;
  if (!word.isCapital) return smallName(source, hits, word, before);
  if (word.text.length < 2 || !canBeName(word, source)) return null;
  if (word.isUpper && word.text.length < 3) return null;
  const isOrdinary = ordinary.has(word.folded) || homographsOf(language).has(word.folded);
  const best = Math.min(...hits.map(({ rank }) => rank));
  // "u Nadeždinoj kući".
  const isOwner = hits.some((hit) => hit.rank === best && hit.case === "possessive");
  if (best > 0.5 && !isOwner && standsInPlace(word, source)) return null;
  if (best >= 1 && ordinary.has(word.folded) && word.opens) return null;
  const hit = chooseHit(hits, word, source, before);
  if (!hit) return null;
  const isShared = hit.part === "surname" && bearersOf(hits, hit).size > 1;
  // „Олга кув.”: what is written of her work beside her name names her too.
  const abbreviated = word.isQuoted ? /^\s\p{Ll}{2,5}\.(?=[“”"»])/u.exec(text.slice(word.end, word.end + 8)) : null;
  return {
    start: word.start,
    end: word.end + (abbreviated?.[0].length ?? 0),
    person: hit.person,
    sure:
      !(isOrdinary && word.opens) &&
      !(best > 0.5 && looksLikePlace(word, source)) &&
      hit.rank < 3 &&
      !isShared &&
      hit.person.confidence >= 0.6,
    isFull: false,
    word: at,
  };
}

/**
 * Whose surname a word is as likely as the chosen one's. Which of a mother, a grandmother and a child is meant by it nothing near it tells
 * for certain, and what one of them said would be put into the mouth of another.
 */
function bearersOf(hits: readonly Hit[], chosen: Hit): Set<Person> {
  const isOne = ({ part, lemma, rank }: Hit): boolean =>
    part === "surname" && (lemma === chosen.lemma || rank <= chosen.rank);
  return new Set(hits.filter(isOne).map(({ person }) => person));
}

/** Names in small letters, as people type them: only in what is quoted, and not where the word is an ordinary one. */
function smallName(source: Source, hits: readonly Hit[], word: Word, before: readonly Found[]): Found | null {
  const { ordinary, language } = source;
  if (!word.isQuoted || word.text.length < 4) return null;
  const fitting = hits.filter(({ part, rank }) => (part === "given" || part === "surname") && rank < 2);
  if (fitting.length === 0) return null;
  // "gëzim" is joy; "gezimin" beside a text with all its diacritics is somebody in a hurry.
  const isPlain = word.text.toLowerCase() === word.folded;
  const isWord = ordinary.has(word.folded) || homographsOf(language).has(word.folded);
  if (isWord && !(isPlain && source.isSpelledOtherwise(word.folded))) return null;
  const hit = chooseHit(fitting, word, source, before);
  return hit && { start: word.start, end: word.end, person: hit.person, sure: false, isFull: false, word: word.index };
}
