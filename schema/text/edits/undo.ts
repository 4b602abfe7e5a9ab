import { contentBlocks, lastStartingBy, pageMarks } from "../blocks.ts";
import { applyRecorded, rebaseEdits } from "./edits.ts";
import type { Block, BlockEdit, Edit, EditMap, Revision } from "../revision.ts";
import { isToken } from "../token.ts";
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
  // What comes back brings its own numbers: no new block may have one of them.
  const used = [...usedNumbers, ...before.blocks.flatMap(({ number }) => number ?? [])];
  const made = applyRecorded(current, edits, rebased.blockEdits, kind, used);
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

function isEqual(a: Block, b: Block, field: Field): boolean {
  // Of these only a cell's place is no plain value.
  if (field === "cell" && a.cell && b.cell) return JSON.stringify(a.cell) === JSON.stringify(b.cell);
  return a[field] === b[field];
}

function byNumber(blocks: readonly Block[]): Map<string, Block> {
  const found = new Map<string, Block>();
  for (const block of contentBlocks(blocks)) if (block.number !== null) found.set(block.number, block);
  return found;
}

/** Block edits that give the blocks which go on what they were before. */
function inverseBlockEdits(before: Revision, after: Revision): BlockEdit[] {
  const old = contentBlocks(before.blocks);
  let numbers: Map<string, Block> | null = null;
  const edits: BlockEdit[] = [];
  for (const [i, block] of contentBlocks(after.blocks).entries()) {
    // Mostly the blocks of both stand side by side up to the change.
    const was =
      old[i]?.number === block.number ? old[i] : (numbers ??= byNumber(before.blocks)).get(block.number ?? "");
    if (!was || isSameKind(was, block)) continue;
    const fields = FIELDS.filter((field) => !isEqual(was, block, field));
    if (fields.length > 0) edits.push({ start: block.start, set: pick(was, fields) });
  }
  return edits;
}

/** In thousands of blocks hardly one is another: this says so at once. */
function isSameKind(a: Block, b: Block): boolean {
  return (
    a.kind === b.kind && a.level === b.level && a.section === b.section && a.printed === b.printed && a.cell === b.cell
  );
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
  const content = [...contentBlocks(made.blocks)];
  let goingOn: Map<string, Block> | null = null;
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
      const index = lastStartingBy(content, old.start + by);
      const block = content[index];
      if (block?.start !== old.start + by) continue;
      // A block that goes on is whatever it is now: somebody may have made it a heading since.
      const itself = (goingOn ??= byNumber(made.blocks)).get(old.number ?? "") ?? old;
      content[index] = { ...itself, start: block.start, end: block.end };
    }
  }
  return inOrder(
    content,
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
