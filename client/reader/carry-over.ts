import type { Node } from "prosemirror-model";
import type { Transaction } from "prosemirror-state";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import { resolveAnchor, resolveMany } from "../../schema/text/anchors.ts";
import type { EditMap, Range, Revision } from "../../schema/text/revision.ts";

/** Carries ranges of the revision before to the one after. */
export type RangeMapper = (ranges: readonly Range[]) => Range[];

/** Another verdict, an earlier revision or a gap in the maps: nothing of the place before is kept. */
export function mapperOf(from: Revision, to: Revision, maps: readonly EditMap[]): RangeMapper {
  const known = new Set(maps.map((map) => map.from));
  for (let revision = from.number; revision < to.number; revision++) if (!known.has(revision)) return () => [];
  if (from.number > to.number || (from.number === to.number && !isTiledAlike(from, to))) return () => [];
  return (ranges) =>
    ranges.length === 0 ? [] : resolveAnchor({ revision: from.number, ranges: [...ranges] }, maps, to.number).ranges;
}

/** Whether both have the same places, as a text has of which something is covered. */
function isTiledAlike(one: Revision, other: Revision): boolean {
  if (one.text === other.text) return true;
  const isAt = (start: number, end: number, i: number): boolean =>
    other.blocks[i]?.start === start && other.blocks[i].end === end;
  return one.blocks.length === other.blocks.length && one.blocks.every(({ start, end }, i) => isAt(start, end, i));
}

/** Passages of an earlier text in the one that is shown: where their words stand now, and none where nothing is left of them. */
export function inText(
  { revision, maps }: Pick<VerdictView, "revision" | "maps">,
  from: number,
  passages: readonly Range[][],
): Range[][] {
  const places = resolveMany(
    passages.map((ranges) => ({ revision: from, ranges })),
    maps,
    revision.number,
  );
  return places
    .map((place, i) => (place === "newer" ? (passages[i] ?? []) : place.ranges))
    .filter(({ length }) => length > 0);
}

/** A selection with its direction, in offsets. */
export interface Held {
  anchor: number;
  head: number;
}

/** Where a point of the text before stands after: with the letter behind it, else the one before it. */
export function mapPoint(map: RangeMapper, offset: number, length: number): number {
  const [behind] = map([{ start: offset, end: offset + 1 }]);
  const [before] = offset > 0 ? map([{ start: offset - 1, end: offset }]) : [];
  return Math.min(length, behind?.start ?? before?.end ?? offset);
}

/** Where a passage stands after; where nothing of its words is left, their place, with no words in it. */
export function mapPassage(map: RangeMapper, ranges: readonly Range[], length: number): readonly Range[] {
  const after = map(ranges);
  const [first] = ranges;
  if (after.length > 0 || !first) return after;
  const at = mapPoint(map, first.start, length);
  return [{ start: at, end: at }];
}

/** Whether there are words in a passage. */
export function hasWords(ranges: readonly Range[]): boolean {
  return ranges.some(({ start, end }) => start < end);
}

/** What the browser has selected, carried with its words; only the caret where they are gone. */
export function mapHeld(map: RangeMapper, { anchor, head }: Held, length: number): Held {
  const ranges = anchor === head ? [] : map([{ start: Math.min(anchor, head), end: Math.max(anchor, head) }]);
  const [start, end] = [ranges[0]?.start, ranges.at(-1)?.end];
  if (start !== undefined && end !== undefined)
    return head < anchor ? { anchor: end, head: start } : { anchor: start, head: end };
  const caret = mapPoint(map, head, length);
  return { anchor: caret, head: caret };
}

/** Replaces the groups between the first and the last that differ. */
export function replaceGroups(tr: Transaction, before: Node, after: Node): Transaction {
  let head = 0;
  while (head < Math.min(before.childCount, after.childCount) && before.child(head) === after.child(head)) head++;
  let tail = 0;
  const most = Math.min(before.childCount, after.childCount) - head;
  while (tail < most && before.child(before.childCount - 1 - tail) === after.child(after.childCount - 1 - tail)) tail++;
  const size = (doc: Node, from: number, to: number): number =>
    doc.children.slice(from, to).reduce((sum, group) => sum + group.nodeSize, 0);
  const start = size(before, 0, head);
  const end = start + size(before, head, before.childCount - tail);
  const groups = after.children.slice(head, after.childCount - tail);
  return start === end && groups.length === 0 ? tr : tr.replaceWith(start, end, groups);
}
