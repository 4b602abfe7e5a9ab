import { contentBlocks, lastStartingBy, pageMarks } from "./blocks.ts";
import { applyRecorded, rebaseEdits } from "./edits.ts";
import type { Block, BlockEdit, Edit, EditMap, Revision } from "./revision.ts";
import { isToken } from "./token.ts";
import { wayBack } from "./undo-maps.ts";

/** What a command made of a revision: the two of them and the way from one to the other. */
export interface Correction {
  before: Revision;
  after: Revision;
  map: EditMap;
}

/** The next revision with a correction taken back, or the first edit or block edit that later changes have met. */
export type Undone =
  | { conflict: false; revision: Revision; map: EditMap; blockEdits: number }
  | { conflict: true; of: "edit" | "block" };

/**
 * Takes a correction back in `current`, over what came since (`mapsSince`, from the correction's own revision on). Its edits
 * and block edits are turned round, blocks that it removed or merged come back with their numbers, page marks to their
 * places. Whatever later edits touched, block edits of the same field included, is a conflict: nothing is half undone.
 * The map names the one that it takes back, so that passages older than both are where they were.
 */
export function undoCorrection(
  { before, after, map }: Correction,
  current: Revision,
  mapsSince: readonly EditMap[],
  usedNumbers: Iterable<string> = [],
): Undone {
  const back = wayBack(map, mapsSince);
  if (!back) return { conflict: true, of: "edit" };
  const blockEdits = inverseBlockEdits(before, after);
  const rebased = rebaseEdits([], mapsSince, blockEdits);
  if (rebased.conflict) return { conflict: true, of: "block" };
  const edits = toEdits(back, before.text, map);
  if (!areUntouched(after.blocks, blockEdits, current.blocks)) return { conflict: true, of: "block" };
  // A redaction that was taken back and stands again is one.
  const kind = edits.length > 0 && edits.every(({ insert }) => isToken(insert)) ? "redact" : "correct";
  const made = applyRecorded(current, edits, rebased.blockEdits, kind, usedNumbers);
  const blocks = restoreBlocks(before.blocks, map, edits, made.revision);
  return {
    conflict: false,
    revision: { ...made.revision, blocks },
    map: { ...made.map, undoes: map.from },
    blockEdits: blockEdits.length,
  };
}

/** The steps of the way back as edits: they put in again what the map took out. */
function toEdits(back: EditMap, before: string, { steps }: EditMap): Edit[] {
  return back.steps.map(({ start, removed }, i) => {
    const from = steps[i]?.start ?? 0;
    return { start, end: start + removed, insert: before.slice(from, from + (steps[i]?.removed ?? 0)) };
  });
}

const FIELDS = ["kind", "level", "section", "printed", "cell"] as const;
type Field = (typeof FIELDS)[number];

const isEqual = (a: Block, b: Block, field: Field): boolean => JSON.stringify(a[field]) === JSON.stringify(b[field]);

const byNumber = (blocks: readonly Block[]): Map<string, Block> =>
  new Map(contentBlocks(blocks).flatMap((block) => (block.number === null ? [] : [[block.number, block]])));

/** Block edits that give the blocks which go on what they were before. */
function inverseBlockEdits(before: Revision, after: Revision): BlockEdit[] {
  const old = byNumber(before.blocks);
  return contentBlocks(after.blocks).flatMap((block) => {
    const was = old.get(block.number ?? "");
    const fields = was ? FIELDS.filter((field) => !isEqual(was, block, field)) : [];
    if (!was || fields.length === 0) return [];
    return { start: block.start, set: pick(was, fields) };
  });
}

function pick(block: Block, fields: readonly Field[]): BlockEdit["set"] {
  const { kind, level, section, printed, cell } = block;
  const all = { kind, level, section, printed, cell };
  return Object.fromEntries(fields.map((field) => [field, all[field]]));
}

/**
 * Whether the blocks that some block edits of a base name still have, now, what they had there in the fields that are to be
 * set: nobody has set them to something else meanwhile.
 */
export function areUntouched(base: readonly Block[], edits: readonly BlockEdit[], current: readonly Block[]): boolean {
  if (edits.length === 0) return true;
  const now = byNumber(current);
  const content = contentBlocks(base);
  return edits.every(({ start, set }) => {
    const block = content[lastStartingBy(content, start)];
    const other = now.get(block?.number ?? "");
    if (!block || !other) return false;
    return FIELDS.filter((field) => field in set).every((field) => {
      const wish = { ...other, ...set };
      return isEqual(block, other, field) || isEqual(wish, other, field);
    });
  });
}

/** Blocks and page marks that begin in what comes back are themselves again: number, place and kind. */
function restoreBlocks(before: readonly Block[], map: EditMap, edits: readonly Edit[], made: Revision): Block[] {
  const content = new Map(contentBlocks(made.blocks).map((block) => [block.start, block]));
  const goingOn = byNumber(made.blocks);
  const marks = pageMarks(made.blocks).map((mark) => ({ ...mark }));
  let moved = 0;
  // Where the run of edits that abut begins: a mark in what they took out stands there.
  let run = 0;
  for (const [i, { start, end, insert }] of edits.entries()) {
    const step = map.steps[i];
    if (!step) continue;
    const by = start + moved - step.start;
    if (start !== edits[i - 1]?.end) run = start + moved;
    moved += insert.length - (end - start);
    for (const old of before) {
      if (old.start < step.start || old.start > step.start + step.removed) continue;
      if (old.kind === "page") {
        const mark = marks.find(({ page, start: at }) => page === old.page && at >= run && at <= old.start + by);
        if (mark) mark.start = mark.end = old.start + by;
        continue;
      }
      const block = content.get(old.start + by);
      // A block that goes on is whatever it is now: somebody may have made it a heading since.
      const { start: from, end: to } = block ?? {};
      if (from === undefined || to === undefined) continue;
      content.set(from, { ...(goingOn.get(old.number ?? "") ?? old), start: from, end: to });
    }
  }
  return inOrder(
    [...content.values()],
    marks.sort((a, b) => a.start - b.start),
  );
}

/** Blocks in text order, each page mark before the block that starts at or spans its place. */
function inOrder(content: readonly Block[], marks: readonly Block[]): Block[] {
  const out: Block[] = [];
  let next = 0;
  for (const block of content) {
    for (let mark = marks[next]; mark && mark.start <= block.end; mark = marks[++next]) out.push(mark);
    out.push(block);
  }
  return out;
}
