import type { MemberId } from "../../../schema/domain/ids.ts";
import {
  arranged,
  isApplied,
  type Change,
  type NamedPerson,
  type NamedPlace,
  type NamesContext,
  type NamesDocument,
  type NamesFound,
  type NamesStep,
} from "../../store/shapes/names-document.ts";
import { holdersOf, labelsOf } from "./names-look.ts";
import { PlaceIndex } from "../place-index.ts";
import { wordsOf } from "./tokens.ts";

/** What a command has changed; null = nothing. */
export function stepBetween(before: NamesFound, after: NamesFound, by: MemberId): NamesStep | null {
  const byId = ({ id }: { id: string }): string => id;
  const step: NamesStep = {
    by,
    entities: changesOf(before.entities, after.entities, byId),
    mentions: changesOf(before.mentions, after.mentions, ({ start }) => start),
    identifiers: changesOf(before.identifiers, after.identifiers, byId),
    quasi: changesOf(before.quasi, after.quasi, byId),
  };
  const { entities, mentions, identifiers, quasi } = step;
  return entities.length + mentions.length + identifiers.length + quasi.length > 0 ? step : null;
}

function changesOf<Item>(before: readonly Item[], after: readonly Item[], key: (item: Item) => string | number) {
  const old = new Map(before.map((item) => [key(item), item]));
  const changes: Change<Item>[] = [];
  for (const item of after) {
    const was = old.get(key(item)) ?? null;
    old.delete(key(item));
    if (!isSame(was, item)) changes.push({ before: was, after: item });
  }
  return [...changes, ...[...old.values()].map((item) => ({ before: item, after: null }))];
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/**
 * The state with the member's own last command taken back: exactly, where nobody has changed the same since. What somebody
 * else has changed meanwhile stays as they left it. A command of which nothing is left to undo is passed over; the same object
 * comes back when there is none.
 */
export function undoLast(document: NamesDocument, context: NamesContext): NamesDocument {
  for (let at = document.steps.length - 1; at >= 0; at--) {
    const step = document.steps[at];
    if (!step || step.by !== context.by) continue;
    const found = arranged(taken(document, step, context));
    const made = stepBetween(document, found, context.by);
    if (!made) continue;
    const steps = withoutOwn(document.steps, at, context.by);
    return { ...document, ...found, number: document.number + 1, steps, undone: [...(document.undone ?? []), made] };
  }
  return document;
}

/**
 * The state with what the member took back last done again, as far as it is still as undoing left it: what somebody else has changed
 * meanwhile stays. It can be undone once more. The same object comes back when there is nothing.
 */
export function redoLast(document: NamesDocument, context: NamesContext): NamesDocument {
  const undone = document.undone ?? [];
  for (let at = undone.length - 1; at >= 0; at--) {
    const step = undone[at];
    if (!step || step.by !== context.by) continue;
    const found = arranged(taken(document, step, context));
    const made = stepBetween(document, found, context.by);
    if (!made) continue;
    const steps = [...document.steps, context.at ? { ...made, at: context.at } : made];
    const left = withoutOwn(undone, at, context.by);
    return { ...document, ...found, number: document.number + 1, steps, undone: left };
  }
  return document;
}

/** Without the member's own from `first` on. */
function withoutOwn(steps: readonly NamesStep[], first: number, by: MemberId): NamesStep[] {
  return steps.filter((each, i) => each.by !== by || i < first);
}

function taken(document: NamesDocument, step: NamesStep, context: NamesContext): NamesFound {
  const byId = ({ id }: { id: string }): string => id;
  const persons = restorePersons(document, step, context);
  const mentions = restorePlaces(document, step, new Set(persons.map(byId)));
  const named = new Set(mentions.map(({ entity }) => entity));
  return {
    // Whom the command made goes, unless somebody else has given them a place since.
    entities: persons.filter(({ id }) => named.has(id) || isApplied(document, id)),
    mentions,
    identifiers: restored(document.identifiers, step.identifiers, byId),
    quasi: restored(document.quasi, step.quasi, byId),
  };
}

/**
 * Places that were made of one another (a longer one that took two in) go back together or not at all, so that none is lost:
 * not where one of them is not as the step left it, has no person to go back to, or has something else lying over it.
 */
function restorePlaces({ mentions }: NamesDocument, step: NamesStep, persons: ReadonlySet<string>): NamedPlace[] {
  const now = new PlaceIndex(mentions);
  const changes = groupsOf(step.mentions).filter((group) => {
    const ours = new Set(group.flatMap(({ after }) => after?.start ?? []));
    const isAsLeft = ({ after }: PlaceChange): boolean =>
      after === null || now.meeting(after).some((place) => isSame(place, after));
    const canReturn = ({ before }: PlaceChange): boolean =>
      before === null || (persons.has(before.entity) && now.meeting(before).every(({ start }) => ours.has(start)));
    return group.every(isAsLeft) && group.every(canReturn);
  });
  return restored(mentions, changes.flat(), ({ start }) => start);
}

type PlaceChange = NamesStep["mentions"][number];

/** Changes whose places overlap one another, together. */
function groupsOf(changes: readonly PlaceChange[]): PlaceChange[][] {
  const hulls = changes.map((change) => {
    const sides = [change.before, change.after].filter((side) => side !== null);
    return {
      change,
      start: Math.min(...sides.map(({ start }) => start)),
      end: Math.max(...sides.map(({ end }) => end)),
    };
  });
  const groups: { changes: PlaceChange[]; end: number }[] = [];
  for (const { change, start, end } of hulls.sort((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    if (last && start < last.end) {
      last.changes.push(change);
      last.end = Math.max(last.end, end);
    } else groups.push({ changes: [change], end });
  }
  return groups.map((group) => group.changes);
}

/** The items with those put back that are still as the step left them. */
function restored<Item>(
  items: readonly Item[],
  changes: readonly Change<Item>[],
  key: (item: Item) => string | number,
): Item[] {
  const now = new Map(items.map((item) => [key(item), item]));
  const ours = changes.filter(({ after }) => after === null || isSame(now.get(key(after)), after));
  for (const { after } of ours) if (after) now.delete(key(after));
  for (const { before } of ours) if (before && !now.has(key(before))) now.set(key(before), before);
  return [...now.values()];
}

/** Fields that make sense only together. */
const TOGETHER = [
  ["canonical"],
  ["state", "by"],
  ["role", "token", "isRoleGuessed"],
] as const satisfies (keyof NamedPerson)[][];

/**
 * Persons are put back field by field: who takes a name back does not undo what another has decided of the same person. A
 * token that has been given to somebody else meanwhile stays theirs.
 */
function restorePersons(document: NamesDocument, step: NamesStep, { text, unitLabels }: NamesContext): NamedPerson[] {
  const now = new Map(document.entities.map((person) => [person.id, person]));
  const besides = (id: string): NamesDocument => ({
    ...document,
    entities: [...now.values()].filter((person) => person.id !== id),
  });
  const isFree = ({ id, token }: NamedPerson): boolean => !holdersOf(besides(id)).has(wordsOf(token));
  for (const { before, after } of step.entities) {
    if (!before) continue;
    if (!after) {
      if (now.has(before.id)) continue;
      const token = isFree(before)
        ? before.token
        : labelsOf(besides(before.id), text, unitLabels).next(before.token.kind);
      now.set(before.id, { ...before, token });
      continue;
    }
    const current = now.get(after.id);
    if (!current) continue;
    let person = current;
    for (const fields of TOGETHER) {
      const isOurs = fields.every((field) => isSame(current[field], after[field]));
      const next = { ...person, ...Object.fromEntries(fields.map((field) => [field, before[field]])) };
      if (isOurs && isFree(next)) person = next;
    }
    now.set(after.id, person);
  }
  return [...now.values()];
}
