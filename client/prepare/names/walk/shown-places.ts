import type { NamesView } from "../../../../schema/protocol/http/pseudonyms.ts";
import { resolveAnchor } from "../../../../schema/text/anchors.ts";
import type { EditMap, Range, Revision } from "../../../../schema/text/revision.ts";
import { placeOf, type WalkItem } from "./names-walk.ts";

/** The text that is shown, with what led to it. */
export interface ShownText {
  revision: Revision;
  maps: readonly EditMap[];
}

/**
 * Where a thing of the walk stands in the text that is shown, though names and text come one after the other when somebody corrects
 * the text: names of an earlier text are carried to it, and while those of a later one are here, the last that were of this text tell.
 */
export class ShownPlaces {
  private last: NamesView | null = null;

  /** Before each update. */
  follow(names: NamesView, { revision }: ShownText): void {
    if (names.revision === revision.number) this.last = names;
  }

  placeOf(names: NamesView, item: WalkItem, { revision, maps }: ShownText): Range | null {
    if (names.revision > revision.number) {
      const { last } = this;
      return last?.revision === revision.number ? placeOf(last, inTurn(item, names, last)) : null;
    }
    const place = placeOf(names, item);
    if (!place || names.revision === revision.number) return place;
    return carried(place, maps, names.revision, revision.number);
  }
}

/** The same thing in the names of a later text: places of a person are known by their start, which is another one there. */
export function inLaterNames(item: WalkItem, before: NamesView, now: NamesView, maps: readonly EditMap[]): WalkItem {
  const place = item.kind === "mention" ? placeOf(before, item) : null;
  if (item.kind !== "mention" || !place) return item;
  const there = carried(place, maps, before.revision, now.revision);
  return there ? { ...item, start: there.start } : inTurn(item, before, now);
}

/** Where no edits are known of what lies between them: a person's place by its turn. */
function inTurn(item: WalkItem, from: NamesView, to: NamesView): WalkItem {
  if (item.kind !== "mention") return item;
  const startsIn = ({ entities }: NamesView): number[] =>
    (entities.find(({ id }) => id === item.id)?.mentions ?? []).map(({ start }) => start).sort((a, b) => a - b);
  const [here, there] = [startsIn(from), startsIn(to)];
  const start = here.length === there.length ? there[here.indexOf(item.start)] : undefined;
  return start === undefined ? item : { ...item, start };
}

/** What is left of a place in a later text; null where it is gone, or the way there is not known. */
function carried(place: Range, maps: readonly EditMap[], from: number, to: number): Range | null {
  const isKnown = (revision: number): boolean => maps.some((map) => map.from === revision);
  for (let revision = from; revision < to; revision++) if (!isKnown(revision)) return null;
  return resolveAnchor({ revision: from, ranges: [place] }, maps, to).ranges[0] ?? null;
}
