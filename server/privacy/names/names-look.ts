import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { EntitySuggestion, Mention, Suggestions } from "../../../schema/domain/privacy.ts";
import { tokenOfUnit, type UnitLabel } from "../../../schema/domain/unit.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import type { NameIdentifier, NameQuasi } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { findTokens } from "../../../schema/text/token.ts";
import {
  arranged,
  isApplied,
  type NamedPerson,
  type NamedPlace,
  type NamesDocument,
} from "../../store/shapes/names-document.ts";
import { placeKey } from "../find/place-forms.ts";
import { PlaceIndex } from "../place-index.ts";
import { Labels, tokenKindOfIdentifier, tokenKindOfQuasi, tokenKindOfRole, wordsOf, type NameToken } from "./tokens.ts";

/** Names of a text that nobody has looked over yet: number 0, nothing in it. */
export function noNames(revision: number): NamesDocument {
  return {
    number: 0,
    revision,
    nextId: 1,
    entities: [],
    mentions: [],
    identifiers: [],
    quasi: [],
    steps: [],
    applications: [],
    returns: [],
  };
}

/** The tokens of those who are known: of what is found and of what has been applied, as words. */
export function holdersOf({ entities, identifiers, quasi, applications, rewordings = [] }: NamesDocument): Set<string> {
  const applied = applications.flatMap((each) => [...each.identifiers, ...each.quasi]);
  const tokens = [...entities, ...identifiers, ...quasi, ...applied, ...rewordings].flatMap(({ token }) => token ?? []);
  return new Set(tokens.map(wordsOf));
}

/** All tokens that are not free: those of `holdersOf`, of units that are or were, and whatever stands in the text. */
export function labelsOf(document: NamesDocument, text: string, units: readonly UnitLabel[]): Labels {
  const ofUnits = units.map(tokenOfUnit);
  return new Labels([...holdersOf(document), ...findTokens(text).map(({ token }) => token), ...ofUnits]);
}

/**
 * What was found in the text, added to what is known of it: a place that is known stays as it was decided, a new one goes to
 * the person whose other places were found with it, or who is called so, or to a new person. Persons of whom the text holds
 * nothing any more go. `document` is of this text already; `number` stays.
 */
export function lookOver(
  document: NamesDocument,
  text: string,
  found: Suggestions,
  units: readonly UnitLabel[],
  language: VerdictLanguage,
): NamesDocument {
  const labels = labelsOf(document, text, units);
  const tokens = new PlaceIndex(findTokens(text));
  const isName = (place: Range): boolean => tokens.meeting(place).length === 0;
  const persons = new Look(document, labels);
  const suggested = found.entities
    .map((each) => ({ ...each, mentions: each.mentions.filter(isName) }))
    .toSorted((a, b) => firstOf(a) - firstOf(b));
  for (const entity of suggested) persons.add(entity);
  const { identifiers, nextId } = addIdentifiers(document, persons.nextId, found.identifiers.filter(isName), labels);
  const quasi = addQuasi(document, nextId, found.quasi.filter(isName), labels, language);
  const named = new Set(persons.mentions.map(({ entity }) => entity));
  const entities = persons.entities.filter(({ id }) => named.has(id) || isApplied(document, id));
  return {
    ...document,
    ...arranged({ entities, mentions: persons.mentions, identifiers, quasi: quasi.quasi }),
    nextId: quasi.nextId,
  };
}

const firstOf = ({ mentions }: EntitySuggestion): number => Math.min(...mentions.map(({ start }) => start));
const folded = (words: string): string => foldForSearch(words).trim();

class Look {
  readonly entities: NamedPerson[];
  readonly mentions: NamedPlace[];
  nextId: number;
  readonly #known: PlaceIndex<NamedPlace>;
  readonly #labels: Labels;
  readonly #byForm = new Map<string, Set<string>>();

  constructor(document: NamesDocument, labels: Labels) {
    this.entities = [...document.entities];
    this.mentions = [...document.mentions];
    this.nextId = document.nextId;
    this.#known = new PlaceIndex(document.mentions);
    this.#labels = labels;
    for (const { id, canonical } of this.entities) this.#called(canonical, id);
    for (const { entity, text, state } of [
      ...document.mentions,
      ...document.applications.flatMap(({ mentions }) => mentions),
    ])
      if (state !== "no") this.#called(text, entity);
  }

  add(suggestion: EntitySuggestion): void {
    const isNew = (mention: Mention): boolean => this.#known.meeting(mention).length === 0;
    const fresh = suggestion.mentions.filter(isNew);
    if (fresh.length === 0) return;
    const owners = this.#ownersOf(suggestion);
    // What was found as one is several people's now: whose the new place is, is for a person to say.
    const isSure = owners.length < 2;
    const owner = owners[0] ?? this.#namesake(suggestion) ?? this.#newPerson(suggestion);
    for (const { start, end, text, sure } of fresh) {
      const own = owners.length > 1 ? (owners.find((id) => this.#byForm.get(folded(text))?.has(id)) ?? owner) : owner;
      this.mentions.push({ entity: own, start, end, text, sure: sure && isSure, state: "open" });
    }
  }

  /** Whose the places are that are known already, the one with most of them first. */
  #ownersOf({ mentions }: EntitySuggestion): string[] {
    const counts = new Map<string, number>();
    for (const { entity } of mentions.flatMap((mention) => this.#known.meeting(mention)))
      counts.set(entity, (counts.get(entity) ?? 0) + 1);
    return [...counts].sort(([, a], [, b]) => b - a).map(([id]) => id);
  }

  /** The one known person who is called exactly so. */
  #namesake({ canonical }: EntitySuggestion): string | undefined {
    const called = this.#byForm.get(folded(canonical));
    return called?.size === 1 ? [...called][0] : undefined;
  }

  #newPerson({ canonical, role, isRoleGuessed, confidence }: EntitySuggestion): string {
    const id = `e${this.nextId++}`;
    const token = this.#labels.next(tokenKindOfRole(role));
    const said = isRoleGuessed ? { isRoleGuessed } : {};
    this.entities.push({ id, canonical, role, ...said, state: "proposed", token, unit: null, confidence });
    return id;
  }

  #called(words: string, id: string): void {
    const key = folded(words);
    const called = this.#byForm.get(key);
    if (called) called.add(id);
    else this.#byForm.set(key, new Set([id]));
  }
}

function addIdentifiers(
  document: NamesDocument,
  firstId: number,
  found: Suggestions["identifiers"],
  labels: Labels,
): { identifiers: NameIdentifier[]; nextId: number } {
  let nextId = firstId;
  const known = new PlaceIndex(document.identifiers);
  const tokens = new Map<string, NameToken>();
  const before = [...document.identifiers, ...document.applications.flatMap((each) => each.identifiers)];
  const isOneTown = townsIn([...before, ...found]);
  const key = ({ kind, text }: { kind: NameIdentifier["kind"]; text: string }): string => {
    const { street, town } = addressOf(text);
    const words = kind === "address" && isOneTown(street) ? street : `${street}${town}`;
    return `${tokenKindOfIdentifier(kind)} ${words}`;
  };
  for (const identifier of before) tokens.set(key(identifier), identifier.token);
  const fresh = found
    .filter((place) => known.meeting(place).length === 0)
    .map(({ kind, start, end, text, valid, sure }): NameIdentifier => {
      // The same number has the same token wherever it stands.
      const token = tokens.get(key({ kind, text })) ?? labels.next(tokenKindOfIdentifier(kind));
      tokens.set(key({ kind, text }), token);
      return { id: `i${nextId++}`, kind, start, end, text, valid, sure, state: "proposed", token };
    });
  return { identifiers: [...document.identifiers, ...fresh], nextId };
}

const TOWN = /,\s*(?:(?:u|у|во|në)\s)?(\p{Lu}\p{L}+(?:[\s-]\p{Lu}\p{L}+)*)\s*$/u;

/** An address by what it says: "ul. Mokranjčeva br. 118" and the town behind it, "" where none is named. */
function addressOf(text: string): { street: string; town: string } {
  const town = TOWN.exec(text)?.[1] ?? "";
  const plain = (words: string): string => folded(words).replace(/[^\p{L}\p{N}]/gu, "");
  return { street: plain(town ? text.replace(TOWN, "") : text), town: plain(town) };
}

/** Whether a street and number stand with one town at most: then they are one address, with the town or without. */
function townsIn(found: readonly { kind: NameIdentifier["kind"]; text: string }[]): (street: string) => boolean {
  const towns = new Map<string, Set<string>>();
  for (const { kind, text } of found) {
    const { street, town } = addressOf(text);
    if (kind === "address" && town) towns.set(street, (towns.get(street) ?? new Set()).add(town));
  }
  return (street) => (towns.get(street)?.size ?? 0) < 2;
}

function addQuasi(
  document: NamesDocument,
  firstId: number,
  found: Suggestions["quasi"],
  labels: Labels,
  language: VerdictLanguage,
): { quasi: NameQuasi[]; nextId: number } {
  let nextId = firstId;
  const known = new PlaceIndex(document.quasi);
  const tokens = new Map<string, NameToken | null>();
  const key = (of: { kind: NameQuasi["kind"]; text: string }): string =>
    `${tokenKindOfQuasi(of.kind)} ${placeKey(of, language) || folded(of.text)}`;
  for (const each of [...document.quasi, ...document.applications.flatMap((each) => each.quasi)])
    tokens.set(key(each), each.token);
  const fresh = found
    .filter((place) => known.meeting(place).length === 0)
    .map(({ kind, start, end, text }): NameQuasi => {
      const tokenKind = tokenKindOfQuasi(kind);
      const token = tokens.get(key({ kind, text })) ?? (tokenKind && labels.next(tokenKind));
      tokens.set(key({ kind, text }), token);
      return { id: `q${nextId++}`, kind, start, end, text, state: "open", token };
    });
  return { quasi: [...document.quasi, ...fresh], nextId };
}
