import {
  CHANGED,
  REDACTED,
  UNTOUCHED,
  isDoubtful,
  mapEnd,
  mapRanges,
  mapStart,
  plainShift,
  prepareMap,
  touchOf,
} from "./edits/edit-maps.ts";
import type { Touch } from "./edits/edit-maps.ts";
import { overlaps } from "./ranges.ts";
import type { Anchor, Edit, EditMap, Range, ResolvedAnchor } from "./revision.ts";
import { reduceMaps } from "./edits/undo-maps.ts";
import { splitsPair } from "./words.ts";

/** The anchor was made on a revision that is not here yet: wait for that text (a client), or refuse (the server). */
export class AnchorNewer extends Error {
  override name = "AnchorNewer";
  readonly anchorRevision: number;
  readonly textRevision: number;
  constructor(anchorRevision: number, textRevision: number) {
    super(`an anchor of revision ${anchorRevision} on revision ${textRevision}`);
    this.anchorRevision = anchorRevision;
    this.textRevision = textRevision;
  }
}

const STATES = { [UNTOUCHED]: "same", [REDACTED]: "redacted", [CHANGED]: "changed" } as const;

/** The maps that lead from the earliest revision asked for to the target; throws a RangeError if one is missing. */
function chain(maps: readonly EditMap[], from: number, to: number): EditMap[] {
  const byRevision = new Map(maps.map((map) => [map.from, map]));
  return Array.from({ length: Math.max(0, to - from) }, (_, i) => {
    const map = byRevision.get(from + i);
    if (!map) throw new RangeError(`no edit map from revision ${from + i}`);
    return map;
  });
}

/**
 * What became of an anchor at a later revision, by arithmetic alone. `maps` may hold more than is needed, in any order.
 * `same`: none of its characters went and none came in (a gap between two parts may have closed); `redacted`: only
 * redactions met it; `changed`: a correction did; `removed`: nothing is left. Throws AnchorNewer for an anchor of a
 * later revision than `toRevision`, and RangeError if a map is missing.
 */
export function resolveAnchor(anchor: Anchor, maps: readonly EditMap[], toRevision: number): ResolvedAnchor {
  if (anchor.revision > toRevision) throw new AnchorNewer(anchor.revision, toRevision);
  let ranges: Range[] = anchor.ranges.map((range) => ({ ...range }));
  let touch: Touch = UNTOUCHED;
  for (const map of reduceMaps(chain(maps, anchor.revision, toRevision))) {
    const next = mapRanges(prepareMap(map), ranges);
    ranges = next.ranges;
    if (next.touch > touch) touch = next.touch;
  }
  return { state: ranges.length === 0 ? "removed" : STATES[touch], revision: toRevision, ranges };
}

/** `resolveAnchor` for many anchors at once, in their order; "newer" for each that waits for a later revision. */
export function resolveMany(
  anchors: readonly Anchor[],
  maps: readonly EditMap[],
  toRevision: number,
): (ResolvedAnchor | "newer")[] {
  const out: (ResolvedAnchor | "newer")[] = anchors.map(() => "newer");
  const current = anchors
    .map((anchor, index) => ({ index, revision: anchor.revision, ranges: anchor.ranges }))
    .filter((each) => each.revision <= toRevision)
    .sort((a, b) => a.revision - b.revision);
  // What was taken back later is as if it had never been for those that are older than both: each such group has maps of its own.
  const borders = [...new Set(maps.flatMap(({ undoes }) => undoes ?? []))].sort((a, b) => a - b);
  let from = 0;
  for (const border of [...borders, Infinity]) {
    let to = from;
    while ((current[to]?.revision ?? Infinity) <= border && to < current.length) to++;
    if (to > from) sweep(current.slice(from, to), maps, toRevision, out);
    from = to;
  }
  return out;
}

interface Carried {
  index: number;
  revision: number;
  ranges: readonly Range[];
}

/**
 * The hull of each passage, which is the passage itself when it has one range; `pending` is what its further ranges have still to be
 * moved by.
 */
interface Hulls {
  starts: Int32Array;
  ends: Int32Array;
  pending: Int32Array;
  touches: Uint8Array;
  parts: (readonly Range[] | null)[];
}

function hullsOf(current: readonly Carried[]): Hulls {
  const starts = new Int32Array(current.length);
  const ends = new Int32Array(current.length);
  const pending = new Int32Array(current.length);
  const touches = new Uint8Array(current.length);
  const parts = current.map((each) => (each.ranges.length > 1 ? each.ranges : null));
  for (const [i, { ranges }] of current.entries()) {
    starts[i] = ranges[0]?.start ?? 0;
    ends[i] = ranges.at(-1)?.end ?? 0;
  }
  return { starts, ends, pending, touches, parts };
}

/** One sweep over the maps, for anchors sorted by revision: a passage that a map leaves alone costs two comparisons. */
function sweep(
  current: readonly Carried[],
  maps: readonly EditMap[],
  toRevision: number,
  out: (ResolvedAnchor | "newer")[],
): void {
  const earliest = current[0]?.revision ?? toRevision;
  const steps = reduceMaps(chain(maps, earliest, toRevision));

  const hulls = hullsOf(current);
  const { starts, ends, pending, touches, parts } = hulls;
  let active = 0;
  for (const each of steps) {
    while ((current[active]?.revision ?? Infinity) <= each.from) active++;
    const map = prepareMap(each);
    const { first, last, total } = map;
    for (let i = 0; i < active; i++) {
      const start = starts[i] as number;
      const end = ends[i] as number;
      if (map.doubts.length > 0 && start < end) {
        const ranges = parts[i];
        const at = ranges ? shifted(ranges, pending[i] as number) : [{ start, end }];
        if (at.some((range) => isDoubtful(map, range.start, range.end))) touches[i] = CHANGED;
      }
      if (end <= first || start >= end) continue;
      const plain = start > last ? total : plainShift(map, start, end);
      if (plain !== null) {
        starts[i] = start + plain;
        ends[i] = end + plain;
        pending[i] = (pending[i] as number) + plain;
        continue;
      }
      const ranges = parts[i];
      if (!ranges) {
        const touch = touchOf(map, start, end);
        if (touch > (touches[i] as number)) touches[i] = touch;
        starts[i] = mapStart(map, start);
        ends[i] = mapEnd(map, end);
        continue;
      }
      const next = mapRanges(map, shifted(ranges, pending[i] as number));
      pending[i] = 0;
      parts[i] = next.ranges;
      if (next.touch > (touches[i] as number)) touches[i] = next.touch;
      starts[i] = next.ranges[0]?.start ?? 0;
      ends[i] = next.ranges.at(-1)?.end ?? 0;
    }
  }

  tellAll(current, hulls, toRevision, out);
}

function tellAll(
  current: readonly Carried[],
  { starts, ends, pending, touches, parts }: Hulls,
  toRevision: number,
  out: (ResolvedAnchor | "newer")[],
): void {
  for (const [i, { index }] of current.entries()) {
    const start = starts[i] as number;
    const end = ends[i] as number;
    const ranges = start >= end ? [] : shifted(parts[i] ?? [{ start, end }], parts[i] ? (pending[i] as number) : 0);
    const touch = touches[i] === CHANGED ? CHANGED : touches[i] === REDACTED ? REDACTED : UNTOUCHED;
    out[index] = { state: ranges.length === 0 ? "removed" : STATES[touch], revision: toRevision, ranges };
  }
}

function shifted(ranges: readonly Range[], by: number): Range[] {
  return ranges.map(({ start, end }) => ({ start: start + by, end: end + by }));
}

/** Whether any of some edits (of the anchor's own revision, as recorded) removes from the passage or inserts into it. */
export function touchedBy(anchor: Pick<Anchor, "ranges">, edits: readonly Edit[]): boolean {
  return anchor.ranges.some((range) =>
    edits.some((edit) =>
      edit.start === edit.end ? range.start < edit.start && edit.start < range.end : overlaps(range, edit),
    ),
  );
}

/** Why an anchor can not be one of this text; null if it can: ranges sorted and apart, inside the text, no surrogate pair split. */
export function checkAnchor(anchor: Anchor, text: string): "empty" | "order" | "bounds" | "pair" | null {
  let reached = -1;
  for (const { start, end } of anchor.ranges) {
    if (start >= end) return "empty";
    if (start <= reached) return "order";
    if (end > text.length) return "bounds";
    if (splitsPair(text, start) || splitsPair(text, end)) return "pair";
    reached = end;
  }
  return anchor.ranges.length === 0 ? "empty" : null;
}
