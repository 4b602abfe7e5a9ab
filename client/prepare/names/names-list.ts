import { PERSON_ROLES, type PersonRole } from "../../../schema/domain/privacy.ts";
import { holdsWords } from "../../../schema/language/stem/word-search.ts";
import type { NameEntity, NameIdentifier, NameQuasi, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import { sameOf } from "../../../schema/domain/names-progress.ts";

export const NAME_SORTS = ["count", "place", "name"] as const;
/** Most mentions first, as they come in the text, or by the alphabet. */
export type NameSort = (typeof NAME_SORTS)[number];

/** What was decided; `in-text`: the token stands in the text, and nothing is left to decide. */
const GROUPS = ["proposed", "confirmed", "in-text", "dismissed"] as const;

export interface NameGroup {
  state: (typeof GROUPS)[number];
  entities: readonly NameEntity[];
  /** How many belong there, wherever they stand. */
  count: number;
}

/**
 * Persons by what was decided on them, those of a filter's words only (in any script and form), sorted. Empty groups are left out. `stays`:
 * who stays in which group, whatever was decided since.
 */
export function groupsOf(
  entities: readonly NameEntity[],
  filter: string,
  sort: NameSort,
  compare: (a: string, b: string) => number,
  stays: ReadonlyMap<string, NameGroup["state"]> = new Map(),
): NameGroup[] {
  const wanted = filter.trim();
  const shown = wanted
    ? entities.filter((entity) =>
        [entity.canonical, ...entity.mentions.map(({ text }) => text)].some((form) => holdsWords(form, wanted) > 0),
      )
    : entities;
  const first = (entity: NameEntity): number => Math.min(...entity.mentions.map(({ start }) => start));
  const byName = (a: NameEntity, b: NameEntity): number => compare(a.canonical, b.canonical);
  const orders: Record<NameSort, (a: NameEntity, b: NameEntity) => number> = {
    count: (a, b) => countOf(b) - countOf(a) || byName(a, b),
    place: (a, b) => first(a) - first(b),
    name: byName,
  };
  const sorted = [...shown].sort(orders[sort]);
  const stateOf = (entity: NameEntity): NameGroup["state"] =>
    isInText(entity) ? "in-text" : isLeft(entity) ? "dismissed" : entity.state;
  return GROUPS.map((state) => ({
    state,
    entities: sorted.filter((entity) => (stays.get(entity.id) ?? stateOf(entity)) === state),
    count: sorted.filter((entity) => stateOf(entity) === state).length,
  })).filter((group) => group.entities.length > 0);
}

/** In how many places a person is named, without those that were said to be ordinary words. */
export function countOf(entity: NameEntity): number {
  return entity.mentions.filter(({ state }) => state !== "no").length;
}

/** Whether the person is in the text as a token, and nothing is left to replace. */
export function isInText(entity: NameEntity): boolean {
  const { state, mentions, isApplied } = entity;
  return state === "confirmed" && (mentions.length === 0 || (isApplied === true && countOf(entity) === 0));
}

/** Whether somebody is to be replaced of whom every place was said to be an ordinary word: nothing is. */
function isLeft(entity: NameEntity): boolean {
  return entity.state === "confirmed" && countOf(entity) === 0;
}

export interface NameForm {
  text: string;
  mentions: NameEntity["mentions"];
}

/** The forms in which a person is named, the most frequent first, each with its places in text order. */
export function formsOf(entity: NameEntity): NameForm[] {
  const forms = new Map<string, NameEntity["mentions"]>();
  for (const mention of [...entity.mentions].sort((a, b) => a.start - b.start)) {
    const there = forms.get(mention.text);
    if (there) there.push(mention);
    else forms.set(mention.text, [mention]);
  }
  return [...forms]
    .map(([text, mentions]) => ({ text, mentions }))
    .sort((a, b) => b.mentions.length - a.mentions.length || (a.text < b.text ? -1 : 1));
}

export interface Replacements {
  /** Places that become a token. */
  places: number;
  /** Persons, and numbers and other words that are the same wherever they stand, as the list has them. */
  persons: number;
  identifiers: number;
  quasi: number;
  /** Unsure places of confirmed persons that nobody has looked at: they stay as they are. */
  unseen: number;
  /** Persons, numbers and other words that are not decided. */
  open: number;
  /** Persons of whom places are left in clear by a decision. */
  left: readonly { name: string; places: number; surnameOf: readonly string[] }[];
  /** Numbers, places and phrases that somebody decided to leave, the same words once. */
  leftThings: readonly { words: string; kind: NameIdentifier["kind"] | NameQuasi["kind"]; places: number }[];
}

const isReplaced = ({ sure, state }: NameEntity["mentions"][number]): boolean =>
  state === "yes" || (sure && state === "open");

/** Places that lie in one another become one placeholder. */
function placesApart(places: readonly { start: number; end: number }[]): number {
  let [count, end] = [0, 0];
  for (const place of places.toSorted((a, b) => a.start - b.start)) {
    if (count === 0 || place.start >= end) count++;
    end = Math.max(end, place.end);
  }
  return count;
}

/** What an application of the names as they are now does. */
export function replacementsOf(view: NamesView): Replacements {
  const confirmed = view.entities.filter(({ state }) => state === "confirmed");
  const mentions = confirmed.flatMap((entity) => entity.mentions);
  const identifiers = view.identifiers.filter(({ state }) => state === "confirmed");
  const quasi = view.quasi.filter(({ state, token }) => state === "replace" && token);
  return {
    places: placesApart([...mentions.filter(isReplaced), ...identifiers, ...quasi]),
    // A person whose token stands in the text already is not replaced again.
    persons: confirmed.filter((entity) => entity.mentions.some(isReplaced)).length,
    identifiers: sameOf(identifiers).length,
    quasi: sameOf(quasi).length,
    unseen: mentions.filter(({ sure, state }) => !sure && state === "open").length,
    open:
      view.entities.filter(({ state }) => state === "proposed").length +
      sameOf(view.identifiers.filter(({ state }) => state === "proposed")).length +
      sameOf(view.quasi.filter(({ state }) => state === "open")).length,
    leftThings: [
      ...sameOf(view.identifiers.filter(({ state }) => state === "dismissed")),
      ...sameOf(view.quasi.filter(({ state }) => state === "keep")),
    ].flatMap((same) => (same[0] ? [{ words: same[0].text, kind: same[0].kind, places: same.length }] : [])),
    left: view.entities.map(leftOf).filter(({ places }) => places > 0),
  };
}

/** Persons whose names are replaced, by their roles: those first whom a verdict is about. */
export function rolesOf(view: NamesView): { role: PersonRole; persons: NameEntity[] }[] {
  const persons = view.entities.filter((entity) => entity.state === "confirmed" && entity.mentions.some(isReplaced));
  return PERSON_ROLES.map((role) => ({ role, persons: persons.filter((entity) => entity.role === role) })).filter(
    (group) => group.persons.length > 0,
  );
}

/** The places of a person that stay as they are because somebody decided so. */
function leftOf({ canonical, state: decided, mentions, surnameOf = [] }: NameEntity): Replacements["left"][number] {
  const left = mentions.filter(({ sure, state }) => (state === "no" ? sure : decided === "dismissed"));
  return { name: canonical, places: left.length, surnameOf };
}

/** How many persons and numbers "confirm all sure" confirms: undecided ones with a certain place, persons whose role is no guess. */
export function sureOf(view: NamesView): number {
  const isSure = ({ state, sure }: NameIdentifier): boolean => state === "proposed" && sure;
  return (
    view.entities.filter(
      ({ state, mentions, isRoleGuessed }) =>
        state === "proposed" && !isRoleGuessed && mentions.some(({ sure }) => sure),
    ).length + sameOf(view.identifiers).filter((same) => same.some(isSure)).length
  );
}
