import type { EditCommand } from "../../../schema/protocol/http/verdicts.ts";
import { blocksIn, contentBlocks } from "../../../schema/text/blocks.ts";
import { takenOut } from "../../../schema/text/edits/taken-out.ts";
import { compareTexts } from "../../../schema/text/edits/compare.ts";
import type { Block, BlockEdit, Edit, Range, Revision } from "../../../schema/text/revision.ts";

/** What is done to blocks with one key or button. */
export type BlockAct = "heading" | "paragraph" | "list-item" | "table-cell" | "split" | "merge";

export const BLOCK_KEYS: readonly { act: BlockAct; key: string }[] = [
  { act: "heading", key: "h" },
  { act: "paragraph", key: "p" },
  { act: "list-item", key: "l" },
  { act: "table-cell", key: "c" },
  { act: "split", key: "s" },
  { act: "merge", key: "m" },
];

/** The blocks that a selection touches. */
export function chosenBlocks({ blocks }: Revision, selection: readonly Range[]): Block[] {
  const [first] = selection;
  const last = selection.at(-1);
  return first && last ? blocksIn(blocks, first.start, last.end) : [];
}

/** An act on the chosen blocks as a command; null where there is nothing to do. A heading pressed again goes one level down. */
export function commandOf(
  revision: Revision,
  selection: readonly Range[],
  act: BlockAct,
): Pick<EditCommand, "edits" | "blockEdits"> | null {
  const chosen = chosenBlocks(revision, selection);
  const [first] = chosen;
  if (!first) return null;
  if (act === "split") return splitAt(revision, first, selection[0]?.start ?? first.start);
  if (act === "merge") return merge(revision, chosen);
  const cells = nextCells(revision.blocks, first);
  const blockEdits = chosen.flatMap((block, i): BlockEdit[] => {
    const set = {
      heading: { kind: "heading", level: block.kind === "heading" ? ((block.level ?? 1) % 6) + 1 : 1 },
      paragraph: { kind: "paragraph" },
      "list-item": { kind: "list-item", level: block.kind === "list-item" ? ((block.level ?? 1) % 4) + 1 : 1 },
      "table-cell": { kind: "table-cell", cell: { ...cells, column: cells.column + i } },
    }[act] as BlockEdit["set"];
    return act === "paragraph" && block.kind === "paragraph" ? [] : [{ start: block.start, set }];
  });
  return blockEdits.length === 0 ? null : { edits: [], blockEdits };
}

/** A new block begins where the selection does; the space between goes. */
function splitAt({ text }: Revision, block: Block, at: number): Pick<EditCommand, "edits"> | null {
  let start = at;
  let end = at;
  while (start > block.start && text[start - 1] === " ") start--;
  while (end < block.end && text[end] === " ") end++;
  return start === block.start || end === block.end ? null : { edits: [{ start, end, insert: "\n" }] };
}

/** The chosen blocks become one; a single one takes in the next. */
function merge({ text, blocks }: Revision, chosen: readonly Block[]): Pick<EditCommand, "edits"> | null {
  const content = contentBlocks(blocks);
  const first = content.findIndex(({ start }) => start === chosen[0]?.start);
  const count = Math.max(2, chosen.length);
  const edits = content.slice(first + 1, first + count).map(({ start }): Edit => {
    // A word broken at the end of a line comes together: "presu-" and "da".
    const isHyphen = /\p{L}-$/u.test(text.slice(Math.max(0, start - 3), start - 1));
    return { start: start - 1, end: start, insert: isHyphen ? "" : " " };
  });
  return edits.length === 0 ? null : { edits };
}

/** A cell's place after the cell before it, or the first of a new table. */
function nextCells(blocks: readonly Block[], block: Block): NonNullable<Block["cell"]> {
  const content = contentBlocks(blocks);
  const before = content[content.findIndex(({ start }) => start === block.start) - 1]?.cell;
  if (before) return { ...before, column: before.column + 1 };
  const tables = content.flatMap(({ cell }) => (cell ? [cell.table] : []));
  return { table: Math.max(-1, ...tables) + 1, row: 0, column: 0 };
}

/**
 * New words of a block or a passage as edits, word by word, so that what stays is not touched. Words that are taken out take the space with
 * them that parted them from their neighbour.
 */
export function wordEdits({ text }: Revision, block: Range, words: string): Edit[] {
  let reached = block.start;
  return compareTexts(text.slice(block.start, block.end), words).map((hunk) => {
    const insert = words.slice(hunk.newStart, hunk.newEnd);
    const [start, end] = [block.start + hunk.start, block.start + hunk.end];
    const was = text.slice(start, end);
    // What is left between the words beside it is the spaces that stood around them.
    const isOut = /^[^\S\n]*$/u.test(insert) && /\S/u.test(was);
    const within = { start: end - was.trimStart().length, end: start + was.trimEnd().length };
    const edit = isOut ? takenOut(text, within) : { start, end, insert };
    // One space goes with one of two words that it parted.
    const apart = { ...edit, start: Math.max(edit.start, reached) };
    reached = apart.end;
    return apart;
  });
}
