import { isDoubtful, plainShift, prepareMap } from "./edit-maps.ts";
import type { EditMap } from "../revision.ts";

// Kept per map, as maps never change: every passage of a text is carried along the same ones, again and again.
const inverses = new WeakMap<EditMap, EditMap>();
const carried = new WeakMap<EditMap, WeakMap<EditMap, { map: EditMap | null }>>();

/** The way back over one map: steps in offsets of the text after it. `from` is the map's own, and means nothing. */
export function invertMap(map: EditMap): EditMap {
  let inverse = inverses.get(map);
  if (!inverse) inverses.set(map, (inverse = invert(map)));
  return inverse;
}

function invert({ from, steps }: EditMap): EditMap {
  let moved = 0;
  const back = steps.map(({ start, removed, inserted, kind }) => {
    const step = { start: start + moved, removed: inserted, inserted: removed, kind };
    moved += inserted - removed;
    return step;
  });
  return { from, steps: back };
}

/** A map carried over another that touches none of its steps, and could not have either (`slide`); null if it does. */
export function carryMap(map: EditMap, over: EditMap): EditMap | null {
  let known = carried.get(map);
  if (!known) carried.set(map, (known = new WeakMap()));
  let found = known.get(over);
  if (!found) known.set(over, (found = { map: carry(map, over) }));
  return found.map;
}

function carry(map: EditMap, over: EditMap): EditMap | null {
  const prepared = prepareMap(over);
  const steps: EditMap["steps"] = [];
  for (const step of map.steps) {
    const end = step.start + step.removed;
    const by = isDoubtful(prepared, step.start, end) ? null : plainShift(prepared, step.start, end);
    if (by === null) return null;
    steps.push({ ...step, start: step.start + by });
  }
  return { ...map, steps };
}

/** The way back over a map from where later ones have left its text, in offsets of the newest; null where they touched it. */
export function wayBack(map: EditMap, later: readonly EditMap[]): EditMap | null {
  let back: EditMap | null = invertMap(map);
  for (const each of reduceMaps(later)) back = back && carryMap(back, each);
  return back;
}

/**
 * Maps that follow one another, without those that were taken back and what took them back: what happened in between is
 * told as if neither had been. What cannot be told so (it never comes up: an undo that meets later edits is refused) stays
 * as it is. The maps keep their `from`.
 */
export function reduceMaps(chain: readonly EditMap[]): readonly EditMap[] {
  if (!chain.some(({ undoes }) => undoes !== undefined)) return chain;
  let maps = [...chain];
  for (const undo of chain) {
    if (undo.undoes === undefined) continue;
    const first = maps.findIndex(({ from }) => from === undo.undoes);
    const last = maps.findIndex(({ from }) => from === undo.from);
    const undone = maps[first];
    if (!undone || last < first) continue;
    const between = without(undone, maps.slice(first + 1, last));
    if (between) maps = [...maps.slice(0, first), ...between, ...maps.slice(last + 1)];
  }
  return maps;
}

/** Maps as if the one before them had not been; null where one of them touches it. */
function without(undone: EditMap, later: readonly EditMap[]): EditMap[] | null {
  let back: EditMap | null = invertMap(undone);
  const out: EditMap[] = [];
  for (const map of later) {
    const told = carryMap(map, back);
    back = carryMap(back, map);
    if (!told || !back) return null;
    out.push(told);
  }
  return out;
}
