import type { EditMap, MapStep, Range } from "../revision.ts";

/** How far the steps that one map made concern some ranges. */
export const UNTOUCHED = 0;
export const REDACTED = 1;
export const CHANGED = 2;
export type Touch = typeof UNTOUCHED | typeof REDACTED | typeof CHANGED;

/** A map made ready for search: per step, by how much everything before it has moved. */
export interface PreparedMap {
  steps: readonly MapStep[];
  starts: Int32Array;
  ends: Int32Array;
  before: Int32Array;
  /** First position that can be moved, last that can be inside a step, and how far everything after that moves. */
  first: number;
  last: number;
  total: number;
  /** How far the steps that could lie elsewhere reach (`MapStep.slide`), sorted by start; mostly none. */
  doubts: readonly Range[];
}

const prepared = new WeakMap<EditMap, PreparedMap>();

/** The map made ready; kept per map, as maps never change. */
export function prepareMap(map: EditMap): PreparedMap {
  let ready = prepared.get(map);
  if (!ready) prepared.set(map, (ready = prepareSteps(map.steps)));
  return ready;
}

function prepareSteps(steps: readonly MapStep[]): PreparedMap {
  const before = new Int32Array(steps.length + 1);
  for (const [i, step] of steps.entries()) before[i + 1] = (before[i] ?? 0) + step.inserted - step.removed;
  const last = steps.at(-1);
  return {
    steps,
    starts: Int32Array.from(steps, (step) => step.start),
    ends: Int32Array.from(steps, (step) => step.start + step.removed),
    before,
    first: steps[0]?.start ?? Infinity,
    last: last ? last.start + last.removed : -1,
    total: before[steps.length] ?? 0,
    doubts: steps.flatMap(({ start, removed, slide }) =>
      slide ? [{ start: start - slide.left, end: start + removed + slide.right }] : [],
    ),
  };
}

/** Index of the first step that does not end before a position (end < position). */
function firstReaching({ ends }: PreparedMap, position: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By how far a stretch moves that no step overlaps or touches; null if one does: then it has to be looked at closely. */
export function plainShift(map: PreparedMap, start: number, end: number): number | null {
  const i = firstReaching(map, start);
  return i < map.starts.length && (map.starts[i] as number) <= end ? null : (map.before[i] as number);
}

/** Where the start of a passage goes: out of a removed run to the left, and behind what is inserted at it. */
export function mapStart(map: PreparedMap, position: number): number {
  let i = firstReaching(map, position);
  for (; i < map.steps.length; i++) {
    const step = map.steps[i];
    if (!step || step.start > position) break;
    if (step.start + step.removed > position) return step.start + (map.before[i] ?? 0);
  }
  return position + (map.before[i] ?? 0);
}

/** Where the end of a passage goes: out of a removed run to the right, and before what is inserted at it. */
export function mapEnd(map: PreparedMap, position: number): number {
  let i = firstReaching(map, position);
  for (; i < map.steps.length; i++) {
    const step = map.steps[i];
    if (!step || step.start >= position) break;
    if (step.start + step.removed > position) return step.start + (map.before[i] ?? 0) + step.inserted;
  }
  return position + (map.before[i] ?? 0);
}

/** Whether a step that could lie elsewhere reaches the text between two positions, or abuts it. */
export function isDoubtful({ doubts }: PreparedMap, start: number, end: number): boolean {
  return doubts.some((reach) => reach.start <= end && start <= reach.end);
}

/**
 * What a map did to the text between two positions: steps that only abut, and insertions at either end, do not count, but
 * for those that could lie elsewhere.
 */
export function touchOf(map: PreparedMap, start: number, end: number): Touch {
  if (isDoubtful(map, start, end)) return CHANGED;
  let touch: Touch = UNTOUCHED;
  for (let i = firstReaching(map, start); i < map.steps.length; i++) {
    const step = map.steps[i];
    if (!step || step.start >= end) break;
    if (step.removed > 0 ? step.start + step.removed <= start : step.start <= start) continue;
    if (step.kind === "correct") return CHANGED;
    touch = REDACTED;
  }
  return touch;
}

/** Ranges (sorted, apart) carried over one map: merged where they come to overlap or touch, empty ones dropped. */
export function mapRanges(map: PreparedMap, ranges: readonly Range[]): { ranges: Range[]; touch: Touch } {
  const out: Range[] = [];
  let touch: Touch = UNTOUCHED;
  for (const range of ranges) {
    const met = touchOf(map, range.start, range.end);
    if (met > touch) touch = met;
    const start = mapStart(map, range.start);
    const end = mapEnd(map, range.end);
    if (start >= end) continue;
    const last = out.at(-1);
    // Two ranges of which one replacement took the inner ends both go outward: they overlap.
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return { ranges: out, touch };
}

/** The newest revision in which words gave way to placeholders, by an erasure too; 0 where there is none. */
export function redactedAt(maps: readonly EditMap[]): number {
  return Math.max(
    0,
    ...maps.flatMap(({ from, steps }) => (steps.some(({ kind }) => kind === "redact") ? from + 1 : [])),
  );
}
