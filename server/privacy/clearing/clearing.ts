import type { FindingCode } from "../../../schema/domain/clearing.ts";
import type { RemovedTranslationId } from "../../../schema/domain/ids.ts";
import type { Suggestions } from "../../../schema/domain/privacy.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { Finding, FindingPlace } from "../../../schema/protocol/http/clearing.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import { sameOf } from "../../../schema/domain/names-progress.ts";
import { normaliseRanges, overlaps } from "../../../schema/text/ranges.ts";
import type { Range, Revision } from "../../../schema/text/revision.ts";
import { findTokens, formatToken } from "../../../schema/text/token.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { inflectForms, neighboursOf } from "../../erasure/words.ts";
import { findForms, formsOf, identifiersIn, indexForms, standingIn, type FormIndex, type FoundForm } from "../forms.ts";
import { type PlaceForm, placeForms, placeKey, spacedForms } from "../find/place-forms.ts";
import { halfNames } from "../find/half-names.ts";
import { isSettlement } from "../find/places.ts";
import { confirmedNames } from "../names/names-apply.ts";
import type { NamedPerson, NamesDocument } from "../../store/shapes/names-document.ts";
import { PlaceIndex } from "../place-index.ts";
import { isCertain, isContact } from "../find/weights.ts";
import { namesWritten, readIn, readWritten } from "./written-names.ts";
import { sharedSurnames, type SharedSurname } from "../persons/shared-surname.ts";

/** All that is looked over before a verdict goes to its next stage. */
export interface ClearingInput {
  verdict: Pick<Verdict, "court" | "caseNumber" | "language">;
  revision: Revision;
  /** Null once the verdict is cleared: then there are no names any more to look for. */
  names: NamesDocument | null;
  /** What is found in the text of a verdict that is cleared; null before, when decisions are known. */
  read: Suggestions | null;
  /** What people have typed. */
  typed: TypedWords[];
}

export interface TypedWords {
  place: FindingPlace;
  text: string;
  /** Of a translation that was taken away and may be put back. */
  removed?: RemovedTranslationId;
}

export type LookedOver = Finding & Pick<TypedWords, "removed">;

interface NameForms {
  /** `whole`, and as the network's other languages write it: in what people typed. */
  typed: FormIndex;
  /** Names as they were confirmed, in every inflection and script. */
  whole: FormIndex;
  /** Their parts, alone. */
  parts: FormIndex;
}

/**
 * What a person must settle or justify before the next stage, in the order text, printed numbers, data, typed words. Pure; a
 * text of three hundred pages takes a second (`findingsBeside`).
 */
export function findingsOf({ verdict, revision, names, read, typed }: ClearingInput): LookedOver[] {
  const { text, blocks } = revision;
  const printed = blocks.flatMap(({ start, end, printed: number }) =>
    number === null ? [] : [{ place: { in: "number", start, end } as const, text: number }],
  );
  const data = (["court", "caseNumber"] as const).map((field) => ({
    place: { in: "data", field } as const,
    text: verdict[field],
  }));
  const texts = [text, ...[...printed, ...data, ...typed].map((each) => each.text)];
  const forms = names && formsIn(names, verdict.language, texts, typed.length > 0);
  const found = [
    ...inText(text, verdict.language, names, forms),
    ...(read ? namesRead(text, read) : []),
    ...[...printed, ...data, ...typed].flatMap((each) => inWords(each, verdict.language, forms)),
    ...(read ? writtenNames(typed, text, verdict.language) : []),
    ...courtsTown(verdict, names),
  ];
  return found.map((each) => ({
    ...each,
    paragraph: "start" in each.place ? numberAt(blocks, each.place.start) : null,
  }));
}

type Found = Omit<LookedOver, "paragraph">;

function numberAt(blocks: Revision["blocks"], offset: number): string | null {
  return blockAt(blocks, offset)?.number ?? null;
}

function formsIn(
  names: NamesDocument,
  language: Verdict["language"],
  texts: readonly string[],
  isTyped: boolean,
): NameForms {
  const confirmed = confirmedNames(names);
  const mayStand = standingIn(
    [...texts, ...confirmed.flatMap(({ canonical, forms }) => [canonical, ...forms])],
    language,
  );
  const whole: string[] = [];
  const parts: string[] = [];
  const neighbours: string[] = [];
  for (const { canonical, forms } of confirmed) {
    whole.push(...inflectForms([canonical, ...forms], language, mayStand));
    parts.push(...formsOf(canonical, language, { mayStand }));
    if (!isTyped) continue;
    const { spelled, inflected } = neighboursOf([canonical, ...forms], language);
    neighbours.push(...spelled, ...inflected);
  }
  const index = indexForms(whole, language);
  const typed = isTyped ? indexForms([...whole, ...neighbours], language) : index;
  return { whole: index, typed, parts: indexForms(parts, language) };
}

/** In words that nobody has decided on place by place. */
function inWords(
  { place, text, removed }: TypedWords,
  language: Verdict["language"],
  forms: NameForms | null,
): Found[] {
  const found: Found[] = [];
  const add = (code: FindingCode, kind: Finding["kind"], { start, end }: Range): void =>
    void found.push({ code, kind, words: text.slice(start, end), place, ...(removed && { removed }) });
  for (const each of identifiersIn(text, language)) {
    if (isCertain(each)) add("identifier", each.kind, each);
    else if (isContact(each)) add("contact", each.kind, each);
  }
  if (!forms) return found;
  const tokens = findTokens(text);
  const index = place.in === "data" || place.in === "number" ? forms.whole : forms.typed;
  const whole = findForms(text, index).filter((each) => !meets(each, tokens));
  for (const each of whole) {
    // A surname alone may be a town's name, and a court has its town's.
    const isTown = place.in === "data" && place.field === "court" && isOneWord(each);
    add(isTown || isLikeAWord(text, each) ? "possible-name" : "name", null, each);
  }
  for (const each of findForms(text, forms.parts))
    if (!isLikeAWord(text, each) && !meets(each, whole) && !meets(each, tokens)) add("possible-name", null, each);
  return found;
}

/** Who is read by name in a text that is cleared: those who were left, by whoever prepared it for colleagues, and those who were missed. */
function namesRead(text: string, { entities }: Suggestions): Found[] {
  return entities.flatMap(({ mentions }) => {
    const sure = mentions.filter((each) => each.sure);
    return sure.length > 0 ? onceFor(text, sure, "left-name") : [];
  });
}

function writtenNames(typed: readonly TypedWords[], text: string, language: Verdict["language"]): Found[] {
  const isRead = readIn(text, language);
  const { texts, parts } = readWritten(typed, language);
  return texts.flatMap((read, at) =>
    namesWritten(read, parts, isRead).map(({ kind, start, end, places }): Found => {
      const { place, removed } = typed[at] ?? { place: { in: "text", start, end } };
      const one = { code: "written-name" as const, kind, words: read.text.slice(start, end), place };
      return { ...one, ...(places > 1 && { places }), ...(removed && { removed }) };
    }),
  );
}

/** Beside a person's placeholder stands their town as often as their surname. */
function townIn(text: string, { start, end }: Range, language: Verdict["language"]): "settlement" | null {
  return isSettlement(foldForSearch(text.slice(start, end)), language) ? "settlement" : null;
}

const isOneWord = ({ form }: FoundForm): boolean => !form.includes(" ");

/** One word without a capital: some form of almost every name is an ordinary word of its language. */
function isLikeAWord(text: string, found: FoundForm): boolean {
  return isOneWord(found) && /^\p{Ll}/u.test(text.slice(found.start, found.start + 2));
}

/** In the text, where each place may have been decided. */
function inText(
  text: string,
  language: Verdict["language"],
  names: NamesDocument | null,
  forms: NameForms | null,
): Found[] {
  const found: Found[] = [];
  const add = (code: FindingCode, kind: Finding["kind"], { start, end }: Range): void =>
    void found.push({ code, kind, words: text.slice(start, end), place: { in: "text", start, end } });
  const identifiers = identifiersIn(text, language);
  const certain = identifiers.filter(isCertain);
  for (const each of certain) add("identifier", each.kind, each);
  if (!names || !forms) {
    for (const each of identifiers) if (!isCertain(each) && isContact(each)) add("contact", each.kind, each);
    for (const each of halfNames(text, language)) add("possible-name", townIn(text, each, language), each);
    return found;
  }
  const { isMet } = placesOf(certain);
  const numbers = names.identifiers.filter((each) => !isMet(each));
  for (const each of numbers) if (each.state === "confirmed") add("identifier", each.kind, each);
  found.push(
    ...onceAlike(
      text,
      numbers.filter(({ state }) => state === "proposed"),
      "open-identifier",
    ),
  );
  const shared = sharedSurnames(names, language);
  found.push(...leftInClear(text, names, shared), ...calledAWord(text, names), ...undecided(text, names, shared));
  addNames(text, names, forms, add);
  found.push(...placesLeft(text, language, names));
  // What was decided on is told already.
  const told = placesOf([...names.mentions, ...found.flatMap(({ place }) => (place.in === "text" ? [place] : []))]);
  for (const each of halfNames(text, language))
    if (!told.isMet(each)) add("possible-name", townIn(text, each, language), each);
  for (const each of names.quasi) if (each.state === "replace") add("name", each.kind, each);
  found.push(
    ...onceAlike(
      text,
      names.quasi.filter(({ state }) => state === "open"),
      "open-quasi",
    ),
  );
  return found;
}

/** The same number or words in several places are one thing to decide on, as where names are decided. */
function onceAlike(
  text: string,
  things: readonly (NamesDocument["identifiers"][number] | NamesDocument["quasi"][number])[],
  code: FindingCode,
): Found[] {
  return sameOf(things).flatMap((same) =>
    onceFor(text, same, code).map((each) => ({ ...each, kind: same[0]?.kind ?? null })),
  );
}

/** Persons whose name stays by a decision, one by one, each with the number of places: one key too many may have decided it. */
function leftInClear(
  text: string,
  { entities, mentions }: NamesDocument,
  shared: ReadonlyMap<string, SharedSurname>,
): Found[] {
  const states = new Map(entities.map(({ id, state }) => [id, state]));
  const left = mentions.filter(({ entity, state, sure }) =>
    state === "no" ? sure : states.get(entity) === "dismissed",
  );
  const codeOf = ({ id, role, state }: NamedPerson): FindingCode =>
    role === "victim" && state === "dismissed" ? "victim" : codeOfShared(shared.get(id), "left-name");
  return entities.flatMap((person) =>
    onceFor(
      text,
      left.filter(({ entity }) => entity === person.id),
      codeOf(person),
      { of: shared.get(person.id)?.carries, by: person.by },
    ),
  );
}

/** Persons on whom nobody has decided. */
function undecided(
  text: string,
  { entities, mentions }: NamesDocument,
  shared: ReadonlyMap<string, SharedSurname>,
): Found[] {
  return entities.flatMap((person): Found[] => {
    const { id, role } = person;
    if (person.state !== "proposed") return [];
    const places = mentions.filter(({ entity, state }) => entity === id && state !== "no");
    const code = role === "victim" ? "victim" : codeOfShared(shared.get(id), "open-person");
    return onceFor(text, places, code, { of: shared.get(id)?.carries });
  });
}

function codeOfShared(shared: SharedSurname | undefined, other: FindingCode): FindingCode {
  return shared ? (shared.blocks ? "victim-surname" : "shared-surname") : other;
}

/** What was called an ordinary word and is written as the name of somebody confirmed: one key too many may have said so. */
function calledAWord(text: string, { entities, mentions }: NamesDocument): Found[] {
  const confirmed = entities.filter(({ state }) => state === "confirmed");
  return confirmed.flatMap(({ id }) =>
    onceFor(
      text,
      mentions.filter(({ entity, state, sure }) => entity === id && state === "no" && !sure),
      "possible-name",
    ),
  );
}

/** One finding of all places of a person. */
function onceFor(
  text: string,
  mentions: readonly Range[],
  code: FindingCode,
  { of, by }: { of?: Finding["of"]; by?: Finding["by"] } = {},
): Found[] {
  const [first] = mentions.toSorted((a, b) => a.start - b.start);
  if (!first) return [];
  const { start, end } = first;
  return [
    {
      code,
      kind: null,
      words: text.slice(start, end),
      place: { in: "text", start, end },
      places: mentions.length,
      ...(of && code !== "victim" && { of }),
      ...(by && { by }),
    },
  ];
}

function addNames(
  text: string,
  { entities, mentions, identifiers }: NamesDocument,
  forms: NameForms,
  add: (code: FindingCode, kind: null, range: Range) => void,
): void {
  const states = new Map(entities.map(({ id, state }) => [id, state]));
  const tokens = findTokens(text);
  const stays = mentions.filter(({ state, entity }) => state === "no" || states.get(entity) === "dismissed");
  const unsure = mentions.filter(
    ({ state, sure, entity }) => state === "open" && !sure && states.get(entity) === "confirmed",
  );
  for (const each of unsure) add("open-mention", null, each);
  const looked = placesOf([...stays, ...unsure, ...tokens]);
  const found = findForms(text, forms.whole).filter((each) => !looked.isMet(each));
  const whole: Range[] = found.filter((each) => !isLikeAWord(text, each));
  // Written as no form is, and yet the person's.
  const known = placesOf(whole);
  whole.push(
    ...mentions.filter((each) => states.get(each.entity) === "confirmed" && !looked.isMet(each) && !known.isMet(each)),
  );
  for (const each of whole) add("name", null, each);
  const decided = placesOf([...whole, ...mentions, ...identifiers, ...tokens]);
  const parts = findForms(text, forms.parts).filter((each) => !isLikeAWord(text, each));
  const likely = found.filter((each) => !decided.isMet(each));
  const { isMet: isLikely } = placesOf(likely);
  for (const each of [...likely, ...parts.filter((part) => !decided.isMet(part) && !isLikely(part))])
    add("possible-name", null, each);
}

/** Letters of a stem that is told of without a capital, as messages are typed: a shorter one is an ordinary word too often. */
const TELLING = 6;

/**
 * Forms left of the name of a place or an organisation that is replaced elsewhere; in courts' names, where it tells what was replaced,
 * each town once: many of them would hide the one that somebody lives in.
 */
function placesLeft(text: string, language: Verdict["language"], names: NamesDocument): Found[] {
  const tokens = replacedPlaces(names, language);
  const keys = new Set(tokens.keys());
  const decided = placesOf([...names.quasi, ...names.identifiers, ...names.mentions, ...findTokens(text)]);
  const isTelling = ({ key, isCapital }: PlaceForm): boolean => isCapital || key.length >= TELLING;
  const all = [...placeForms(text, keys, language), ...spacedForms(text, keys, language)];
  const left = all.filter((each) => isTelling(each) && !decided.isMet(each));
  const courts = left.filter(({ ofCourt }) => ofCourt);
  return left.flatMap((each): Found[] => {
    const { key, start, end } = each;
    const one = { kind: null, words: text.slice(start, end), place: { in: "text" as const, start, end } };
    const of = tokens.get(key) ?? [];
    if (!each.ofCourt) return [{ ...one, code: "possible-name" as const, of }];
    const same = courts.filter((other) => other.key === key);
    return same[0] === each ? [{ ...one, code: "court-town" as const, places: same.length, of }] : [];
  });
}

/** The town of the verdict's own court, where it is replaced: the data say it to everybody, whatever the text does. */
function courtsTown(verdict: ClearingInput["verdict"], names: NamesDocument | null): Found[] {
  const tokens = names ? replacedPlaces(names, verdict.language) : new Map<string, string[]>();
  return placeForms(verdict.court, new Set(tokens.keys()), verdict.language).flatMap(
    ({ key, start, end, isCapital }) => {
      const [words, of] = [verdict.court.slice(start, end), tokens.get(key) ?? []];
      return isCapital ? [{ code: "court-town", kind: null, words, place: { in: "data", field: "court" }, of }] : [];
    },
  );
}

/** By their key (`placeKey`) the placeholders of places and organisations that are replaced, here or in an earlier text. */
function replacedPlaces(
  { quasi, applications }: NamesDocument,
  language: Verdict["language"],
): ReadonlyMap<string, string[]> {
  const tokens = new Map<string, string[]>();
  for (const each of [...quasi, ...applications.flatMap((application) => application.quasi)]) {
    const key = each.state === "replace" && each.token ? placeKey(each, language) : "";
    if (key && each.token) tokens.set(key, [formatToken(each.token.kind, each.token.label)]);
  }
  return tokens;
}

function placesOf(ranges: readonly Range[]): { isMet: (range: Range) => boolean } {
  const index = new PlaceIndex(normaliseRanges(ranges));
  return { isMet: (range) => index.meeting(range).length > 0 };
}

function meets(range: Range, others: readonly Range[]): boolean {
  return others.some((other) => overlaps(range, other));
}
