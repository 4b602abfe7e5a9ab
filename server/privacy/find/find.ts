import type { Script, VerdictLanguage } from "../../../schema/domain/language.ts";
import type { EntitySuggestion, PersonRole, QuasiSuggestion, Suggestions } from "../../../schema/domain/privacy.ts";
import { identifiersIn } from "../../../schema/language/identifiers.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { normaliseRanges } from "../../../schema/text/ranges.ts";
import { findTokens } from "../../../schema/text/token.ts";
import { anonymisedPeople } from "./anonymised.ts";
import { canonicalOf } from "../persons/canonical.ts";
import { NICKNAME, QUOTED_NAMES } from "./declared.ts";
import { fullNamesOf } from "./full-names.ts";
import { mentionsOf } from "./mentions.ts";
import { type Found } from "./found.ts";
import { NameIndex } from "../persons/name-index.ts";
import { addPart, addRole, BESIDE, newPerson, personsOf, type FullName, type Person } from "../persons/persons.ts";
import { PlaceIndex } from "../place-index.ts";
import { isCourts, isOwnName, placeForms, placeKey } from "./place-forms.ts";
import { endsSettlement, isPlacePreposition, isSettlement } from "./places.ts";
import { isInstitutional } from "./capitals.ts";
import { caseFilesIn } from "./case-files.ts";
import { quasiIdentifiersIn } from "./quasi.ts";
import { declareParents } from "../persons/parents.ts";
import { readingsOfWord } from "./readings.ts";
import { roleBefore } from "../persons/role-before.ts";
import { saidOfInitials } from "./initials.ts";
import { runsOf, type Source } from "./runs.ts";
import { isRoleGuessed, mainRole } from "../persons/sides.ts";
import { longName, straysOf } from "./strays.ts";
import { ordinaryWords, wordAt, wordsOf, type Word } from "../words.ts";

/** What the text is written in, as the import recognised it. */
export interface TextLanguage {
  language: VerdictLanguage;
  script: Script;
  /** Case numbers of this decision and of those of the same proceedings, which tell of nobody else's. */
  own?: readonly string[];
}

/**
 * Persons, identifiers and quasi-identifiers of a verdict's text. Deterministic: the same text gives the same ids.
 *
 * 1. Identifiers, by pattern and check digit. 2. Full names: words with capitals side by side that are no institution,
 * place or beginning of a sentence; their forms are put together to persons. 3. What the court declares: parents, birth names,
 * nicknames. 4. Every other place where a word of these names stands, in any case, script and order. 5. Lone words with a
 * capital that nothing explains, and people whom the court itself reduced to initials, for a look.
 */
export function findNames(text: string, { language, own }: TextLanguage): Suggestions {
  const identifiers = identifiersIn(text, language);
  const quasi = quasiIdentifiersIn(text, language, identifiers);
  // A clinic or a school that is called after somebody is not that person.
  const namesakes = quasi.filter(({ kind }) => kind === "institution" || kind === "school");
  const source = sourceOf(text, language, [...identifiers, ...namesakes]);
  const runs = runsOf(source);
  const names = fullNamesOf(runs, source);
  const persons = personsOf(names, language, surnamesIn(source));
  const index = new NameIndex(persons, language);
  for (const parent of declareParents(names, source, index)) {
    persons.push(parent);
    index.add(parent);
  }
  giveRoles(persons, names, source, index);
  declareNicknames(persons, source, index);
  // Only a name that the court quotes may be short for another: Kata and Katarina are two.
  for (const stray of quotedNames(source, index)) {
    const lemma = stray.parts[0]?.lemma ?? "";
    const owner = longName(lemma, persons);
    if (owner) addPart(owner, lemma, "nickname", [...(stray.surfaces.get(lemma) ?? [])][0]);
    else persons.push(stray);
    index.add(owner ?? stray);
  }
  for (const stray of straysOf(runs, source, index)) {
    persons.push(stray);
    index.add(stray);
  }
  const named = mentionsOf(source, index);
  const found = [...named, ...anonymisedPeople(source, named, index)].sort((a, b) => a.start - b.start);
  const settlements = withSettlements(quasi, source, found, identifiers);
  const taken = new PlaceIndex(normaliseRanges([...settlements, ...found, ...identifiers, ...findTokens(text)]));
  const files = caseFilesIn(text, language, own).filter((file) => taken.meeting(file).length === 0);
  return {
    entities: entitiesOf(found, source),
    identifiers,
    quasi: inAllForms(source, [...settlements, ...files], [...found, ...identifiers]),
  };
}

/** Folded, in any case. */
const ADJECTIVE =
  /^(?:nov|star|mal|velik|gornj|donj|bel|crn|[a-z]{3,}(?:sk|ck|ack))(?:i|a|o|e|u|og|om|oj|ome|im|ata|iot|oto)$/u;

/** What may betray somebody, with known towns and villages: a court says *in Aleksinac* of where somebody was seen, and no more. */
function withSettlements(
  quasi: readonly QuasiSuggestion[],
  { text, language, words }: Source,
  named: readonly Range[],
  identifiers: Suggestions["identifiers"],
): QuasiSuggestion[] {
  const known = new PlaceIndex(normaliseRanges([...quasi, ...named, ...identifiers, ...findTokens(text)]));
  // "u Malom Zvorniku", "iz Novog Sada".
  const secondOf = ({ index, folded }: Word): Word | null => {
    const next = words[index + 1];
    const isName = next?.isCapital && next.before === " " && known.meeting(next).length === 0;
    const isAdjective = ADJECTIVE.test(folded) && !isInstitutional(folded, language);
    return isName && isAdjective && endsSettlement(next.folded, language) ? next : null;
  };
  const more = words.flatMap((word): QuasiSuggestion[] => {
    const { start, folded, before, isCapital } = word;
    const preposition = words[word.index - 1]?.folded ?? "";
    const isIt = isCapital && before === " " && isPlacePreposition(preposition, language);
    if (!isIt || known.meeting(word).length > 0 || isCourts(text, start)) return [];
    const last = isSettlement(folded, language) ? word : secondOf(word);
    return last ? [{ kind: "settlement", start, end: last.end, text: text.slice(start, last.end) }] : [];
  });
  return [...quasi, ...more].sort((a, b) => a.start - b.start);
}

/** With all other places of the same names, in whatever form: but what is a number, a token, somebody's name or a court's. */
function inAllForms(
  { text, language }: Source,
  quasi: readonly QuasiSuggestion[],
  others: readonly Range[],
): QuasiSuggestion[] {
  const kinds = new Map(quasi.map((each) => [placeKey(each, language), each.kind]));
  const known = new PlaceIndex(normaliseRanges([...quasi, ...others, ...findTokens(text)]));
  const more = placeForms(text, new Set(kinds.keys()), language).flatMap((form): QuasiSuggestion[] => {
    const { start, end } = form;
    const kind = kinds.get(form.key);
    const isFree = known.meeting(form).length === 0;
    return kind && isFree && isOwnName(form) ? [{ kind, start, end, text: text.slice(start, end) }] : [];
  });
  return [...quasi, ...more].sort((a, b) => a.start - b.start);
}

/** `others`: what is no name of a person, and holds none. */
function sourceOf(text: string, language: VerdictLanguage, others: readonly Range[]): Source {
  const words = wordsOf(text);
  const taken = new Uint8Array(text.length + 1);
  for (const { start, end } of others) taken.fill(1, start, end);
  for (const { start, end } of findTokens(text)) taken.fill(1, start, end);
  let accented: Set<string> | undefined;
  let initials: ReadonlyMap<string, ReadonlySet<PersonRole>> | undefined;
  const source: Source = {
    text,
    language,
    words,
    ordinary: ordinaryWords(words),
    isTaken: ({ start }) => taken[start] === 1,
    isCivil: isCivil(words),
    declared: new Map(),
    initialsOf: (letters) => (initials ??= saidOfInitials(source)).get(letters) ?? new Set(),
    isSpelledOtherwise: (folded) =>
      (accented ??= new Set(
        words.filter((word) => word.text.toLowerCase() !== word.folded).map((word) => word.folded),
      )).has(folded),
  };
  return source;
}

/** What stands behind an initial ("D. Šušnjar") is a surname: dictionary forms, folded. */
function surnamesIn({ words, language }: Source): Set<string> {
  return new Set(
    words.flatMap((word) =>
      word.isCapital &&
      word.text.length > 2 &&
      word.before === ". " &&
      /^\p{Lu}$/u.test(words[word.index - 1]?.text ?? "")
        ? readingsOfWord(word.folded, language).map(({ lemma }) => lemma)
        : [],
    ),
  );
}

const isCivil = (words: readonly Word[]): boolean =>
  words.some(({ folded }) => /^(?:tuzen|paditur)/u.test(folded)) &&
  !words.some(({ folded }) => /^(?:okrivljen|optuzen|obvinet|pandehur)/u.test(folded));

/** Who is who, said before a full name. */
function giveRoles(persons: readonly Person[], names: readonly FullName[], source: Source, index: NameIndex): void {
  for (const { words } of names) {
    const [first, second] = words;
    if (!first || !second) continue;
    const person = index
      .find(first.folded)
      .find((hit) =>
        index.find(second.folded).some((other) => other.person === hit.person && other.lemma !== hit.lemma),
      )?.person;
    const said = roleBefore(first, source);
    if (!person || !said || !persons.includes(person)) continue;
    addRole(person, said.role, said.distance <= 2 && !said.orElse ? BESIDE : 1);
    addRole(person, said.orElse);
    if (said.distance <= 1) person.sex ??= said.sex;
  }
}

const NEAR = 60;

/** Nicknames go to the person named just before them. */
function declareNicknames(persons: Person[], source: Source, index: NameIndex): void {
  const { text, words } = source;
  const found = mentionsOf(source, index);
  for (const { index: at, indices } of text.matchAll(NICKNAME)) {
    const word = wordAt(words, indices?.[1]?.[0] ?? -1);
    const owner = found.findLast(({ end }) => end <= at && at - end < NEAR)?.person;
    if (!word || !owner || !persons.includes(owner)) continue;
    addPart(owner, word.folded, "nickname", word.text);
    index.add(owner);
  }
}

/** Names that the court quotes as names. */
function quotedNames({ text, words }: Source, index: NameIndex): Person[] {
  const out = new Map<string, Person>();
  for (const match of text.matchAll(QUOTED_NAMES)) {
    const [start] = match.indices?.[1] ?? [0, 0];
    for (const { index: at } of (match[1] ?? "").matchAll(/(?<!\p{L})\p{Lu}\p{L}+/gu)) {
      const word = wordAt(words, start + at);
      if (!word || out.has(word.folded) || index.find(word.folded).length > 0) continue;
      const person = newPerson(word.start, 0.5);
      addPart(person, word.folded, "nickname", word.text);
      out.set(word.folded, person);
    }
  }
  return [...out.values()];
}

function entitiesOf(found: readonly Found[], { text, language }: Source): EntitySuggestion[] {
  const mentions = new Map<Person, Found[]>();
  for (const each of found) mentions.set(each.person, [...(mentions.get(each.person) ?? []), each]);
  return [...mentions].map(([person, places], i) => ({
    id: `p${i + 1}`,
    kind: "person",
    canonical: canonicalOf(person, language),
    role: mainRole(person),
    isRoleGuessed: isRoleGuessed(person),
    confidence: person.confidence,
    sex: person.sex,
    mentions: places.map(({ start, end, sure }) => ({ start, end, text: text.slice(start, end), sure })),
  }));
}
