import { resolveMany } from "../../../schema/text/anchors.ts";
import type { EditMap, Range, Revision } from "../../../schema/text/revision.ts";
import {
  arranged,
  type Change,
  type NamesApplication,
  type NamesDocument,
  type NamesFound,
  type NamesStep,
} from "../../store/shapes/names-document.ts";

type Place = Range & { text: string };

/**
 * The names on another revision of the text, by the edit maps (all of the verdict's). Decisions go with their words; places
 * whose words were changed are left out, for they say something else now. An application that was taken back by one of the
 * maps is as if it had not been: its names stand where they stood. `number` stays.
 */
export function carryNames(document: NamesDocument, maps: readonly EditMap[], to: Revision): NamesDocument {
  const carry = <Item extends Place>(items: readonly Item[], from = document.revision): (Item | null)[] =>
    carryPlaces(items, from, maps, to);
  const undone = new Set(maps.flatMap((map) => (map.from >= document.revision ? (map.undoes ?? []) : [])));
  const back = document.applications.filter(({ revision }) => undone.has(revision - 1));
  const units = new Set(back.flatMap((application) => application.units));
  const isBack = back.length > 0;
  const all = <Item extends Place>(items: readonly Item[], of: (application: NamesApplication) => Item[]): Item[] =>
    [carry(items), ...back.map((application) => carry(of(application), application.revision - 1))]
      .flat()
      .filter((item) => item !== null);
  const found: NamesFound = {
    entities: document.entities.map((person) =>
      person.unit !== null && units.has(person.unit) ? { ...person, unit: null } : person,
    ),
    mentions: all(document.mentions, ({ mentions }) => mentions),
    identifiers: all(document.identifiers, ({ identifiers }) => identifiers),
    quasi: all(document.quasi, ({ quasi }) => quasi),
  };
  const carryStep = (step: NamesStep): NamesStep => ({
    ...step,
    mentions: carryChanges(step.mentions, carry),
    identifiers: carryChanges(step.identifiers, carry),
    quasi: carryChanges(step.quasi, carry),
  });
  return {
    ...document,
    ...arranged(found),
    revision: to.number,
    steps: isBack ? [] : document.steps.map(carryStep),
    undone: isBack ? [] : document.undone?.map(carryStep),
    applications: document.applications.filter((application) => !back.includes(application)),
  };
}

/** Units of applications that are undone between two states. */
export function unitsWithdrawn(before: NamesDocument, after: NamesDocument): NamesApplication["units"] {
  const kept = new Set(after.applications.map(({ revision }) => revision));
  return before.applications.filter(({ revision }) => !kept.has(revision)).flatMap(({ units }) => units);
}

/** Each item where its words stand now, null where they do not stand any more as they were. */
function carryPlaces<Item extends Place>(
  items: readonly Item[],
  from: number,
  maps: readonly EditMap[],
  to: Revision,
): (Item | null)[] {
  const anchors = items.map(({ start, end }) => ({ revision: from, ranges: [{ start, end }] }));
  const resolved = resolveMany(anchors, maps, to.number);
  return items.map((item, i) => {
    const at = resolved[i];
    const range = at === undefined || at === "newer" || at.state !== "same" ? undefined : at.ranges[0];
    return range && to.text.slice(range.start, range.end) === item.text ? { ...item, ...range } : null;
  });
}

/** Changes of places on the newer text; one of which either side is gone can not be undone, and is left out. */
function carryChanges<Item extends Place>(
  changes: readonly Change<Item>[],
  carry: (items: readonly Item[]) => (Item | null)[],
): Change<Item>[] {
  const sides = changes.flatMap(({ before, after }) => [before, after].filter((side) => side !== null));
  const carried = carry(sides);
  let next = 0;
  return changes.flatMap(({ before, after }) => {
    const change = {
      before: before && (carried[next++] ?? null),
      after: after && (carried[next++] ?? null),
    };
    const isGone = (before && !change.before) || (after && !change.after);
    return isGone ? [] : [change];
  });
}
