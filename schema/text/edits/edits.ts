import { plainShift, prepareMap } from "./edit-maps.ts";
import { rebuildBlocks, setBlocks } from "./block-edits.ts";
import type { BlockEdit, Edit, EditKind, EditMap, MapStep, Range, Revision } from "../revision.ts";
import { reduceMaps } from "./undo-maps.ts";
import { widenEdits } from "../widen.ts";

/**
 * The next revision and how this one became it. Edits are in offsets of `revision` (rebase them first), are widened to
 * whole words and recorded so; block edits name blocks of `revision` by their start. `usedNumbers` holds every number
 * that a block of an earlier revision had, so that none is given twice. Throws an EditError for edits that are wrong in
 * themselves. The map has no steps when nothing of the text changed.
 */
export function applyEdits(
  revision: Revision,
  edits: readonly Edit[],
  blockEdits: readonly BlockEdit[],
  kind: EditKind,
  usedNumbers: Iterable<string> = [],
): { revision: Revision; map: EditMap } {
  return applyRecorded(revision, widenEdits(revision.text, edits, kind), blockEdits, kind, usedNumbers);
}

/**
 * `applyEdits` for edits that are recorded as they stand: those of a map that is taken back. `doubts`: stretches of
 * `revision` inside which a comparison could have put its edits elsewhere (`MapStep.slide`).
 */
export function applyRecorded(
  revision: Revision,
  recorded: readonly Edit[],
  blockEdits: readonly BlockEdit[],
  kind: EditKind,
  usedNumbers: Iterable<string> = [],
  doubts: readonly Range[] = [],
): { revision: Revision; map: EditMap } {
  const text = replaceAll(revision.text, recorded);
  const blocksBefore = blockEdits.length === 0 ? revision.blocks : setBlocks(revision.blocks, blockEdits);
  const base = { text: revision.text, blocks: blocksBefore };
  const blocks = rebuildBlocks(base, recorded, text, usedNumbers);
  const steps = recorded.map((edit): MapStep => {
    const slide = slideOf(edit, doubts);
    const step = { start: edit.start, removed: edit.end - edit.start, inserted: edit.insert.length, kind };
    return slide ? { ...step, slide } : step;
  });
  return { revision: { number: revision.number + 1, text, blocks }, map: { from: revision.number, steps } };
}

function slideOf({ start, end }: Edit, doubts: readonly Range[]): MapStep["slide"] {
  const met = doubts.filter((doubt) => doubt.start <= end && start <= doubt.end);
  if (met.length === 0) return undefined;
  const left = Math.max(0, ...met.map((doubt) => start - doubt.start));
  const right = Math.max(0, ...met.map((doubt) => doubt.end - end));
  return { left, right };
}

/** The text with sorted, non-overlapping edits made as they stand. */
export function replaceAll(text: string, edits: readonly Edit[]): string {
  let out = "";
  let at = 0;
  for (const edit of edits) {
    out += text.slice(at, edit.start) + edit.insert;
    at = edit.end;
  }
  return out + text.slice(at);
}

/** Edits in offsets of a later revision, or that somebody was there before: the place (index) of the first that met another's. */
export type Rebased =
  | { conflict: false; edits: Edit[]; blockEdits: BlockEdit[] }
  | { conflict: true; of: "edit" | "block"; index: number };

/**
 * Carries edits of an older revision over what others changed since. Widen them to words on their own base first
 * (`widenEdits`). An edit that overlaps or touches another's, same-point insertions included, is a conflict: both
 * people meant the same words, and no order of the two can be guessed. So is a block edit of a block whose start
 * another's edit touched.
 */
export function rebaseEdits(
  edits: readonly Edit[],
  mapsSinceBase: readonly EditMap[],
  blockEdits: readonly BlockEdit[] = [],
): Rebased {
  let moved = edits.map((edit) => ({ ...edit }));
  let blocks = blockEdits.map((edit) => ({ ...edit }));
  for (const each of reduceMaps([...mapsSinceBase].sort((a, b) => a.from - b.from))) {
    const map = prepareMap(each);
    const shifted: Edit[] = [];
    for (const [index, edit] of moved.entries()) {
      const by = plainShift(map, edit.start, edit.end);
      if (by === null) return { conflict: true, of: "edit", index };
      shifted.push({ start: edit.start + by, end: edit.end + by, insert: edit.insert });
    }
    moved = shifted;
    const shiftedBlocks: BlockEdit[] = [];
    for (const [index, edit] of blocks.entries()) {
      const by = plainShift(map, edit.start, edit.start);
      if (by === null) return { conflict: true, of: "block", index };
      shiftedBlocks.push({ ...edit, start: edit.start + by });
    }
    blocks = shiftedBlocks;
  }
  return { conflict: false, edits: moved, blockEdits: blocks };
}
