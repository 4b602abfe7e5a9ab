import type { Block, RevisionText } from "./revision.ts";

/** What is wrong with a text's blocks: a short English reason for a log, never for a user. */
export class TilingError extends Error {
  override name = "TilingError";
}

const tables = new WeakMap<readonly Block[], readonly Block[]>();

/**
 * The blocks without page marks, sorted by start (with marks in between they are not: a mark sorts before the block
 * that spans it). Kept per array, as the blocks of a revision never change.
 */
export function contentBlocks(blocks: readonly Block[]): readonly Block[] {
  let table = tables.get(blocks);
  if (!table) tables.set(blocks, (table = blocks.filter((block) => block.kind !== "page")));
  return table;
}

/** Index of the last of some blocks, sorted by start, that starts at or before an offset; -1 if none does. */
export function lastStartingBy(content: readonly Block[], offset: number): number {
  let low = 0;
  let high = content.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((content[middle]?.start ?? Infinity) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The block at an offset: `start <= offset <= end`, the `\n` after it included; null outside the text. */
export function blockAt(blocks: readonly Block[], offset: number): Block | null {
  const content = contentBlocks(blocks);
  const block = content[lastStartingBy(content, offset)];
  return block && offset <= block.end ? block : null;
}

/**
 * The number that a word processor set before a block and that is therefore not in the text; null where the court wrote its
 * numbers itself, or none. It is shown as a part of the text: the number of a paragraph is Coram's (`Block.number`).
 */
export function unwrittenNumber({ text }: Pick<RevisionText, "text">, { printed, start, end }: Block): string | null {
  return printed === null || text.slice(start, end).startsWith(printed) ? null : printed;
}

/** The blocks that a range touches, page marks left out; an empty block counts when the range covers its offset. */
export function blocksIn(blocks: readonly Block[], start: number, end: number): Block[] {
  const content = contentBlocks(blocks);
  const out: Block[] = [];
  for (let i = Math.max(0, lastStartingBy(content, start)); i < content.length; i++) {
    const block = content[i];
    if (!block || block.start >= Math.max(end, start + 1)) break;
    if (block.end > start || (block.start === block.end && block.start >= start)) out.push(block);
  }
  return out;
}

const marks = new WeakMap<readonly Block[], readonly Block[]>();

/** The page marks in text order. Kept per array. */
export function pageMarks(blocks: readonly Block[]): readonly Block[] {
  let table = marks.get(blocks);
  if (!table) marks.set(blocks, (table = blocks.filter((block) => block.kind === "page")));
  return table;
}

/** The page of the source on which an offset stands: the last mark at or before it, else its block's page; null without pages. */
export function pageAt(blocks: readonly Block[], offset: number): number | null {
  const table = pageMarks(blocks);
  const mark = table[lastStartingBy(table, offset)];
  const block = blockAt(blocks, offset);
  // A block that starts after the last mark knows better: a format may tell its pages by blocks alone.
  if (block?.page && (!mark || block.start > mark.start)) return block.page;
  return mark?.page ?? block?.page ?? null;
}

/** What is wrong with the tiling, in text order; empty when the blocks tile the text as `revision.ts` says. */
export function checkTiling({ text, blocks }: RevisionText): string[] {
  const reasons: string[] = [];
  const content = contentBlocks(blocks);
  if (content.length === 0) return ["there is no block"];
  const seen = new Set<string>();
  let expected = 0;
  for (const block of content) {
    if (block.start !== expected) reasons.push(`a block starts at ${block.start}, not at ${expected}`);
    if (block.end < block.start || block.end > text.length) reasons.push(`a block ends at ${block.end}`);
    const inner = text.indexOf("\n", block.start);
    if (inner >= 0 && inner < block.end) reasons.push(`a line break inside a block at ${inner}`);
    if (block.end < text.length && text[block.end] !== "\n") reasons.push(`no line break at ${block.end}`);
    if (block.number === null) reasons.push(`a block without a number at ${block.start}`);
    else if (seen.has(block.number)) reasons.push(`number ${block.number} twice`);
    else seen.add(block.number);
    expected = block.end + 1;
  }
  if (expected !== text.length + 1) reasons.push(`the last block ends at ${expected - 1}, not at ${text.length}`);
  return [...reasons, ...checkMarks(text, blocks)];
}

function checkMarks(text: string, blocks: readonly Block[]): string[] {
  const reasons: string[] = [];
  let pending: Block[] = [];
  for (const block of blocks) {
    if (block.kind === "page") {
      if (block.start !== block.end) reasons.push(`a page mark has a length at ${block.start}`);
      if (block.number !== null) reasons.push(`a page mark has a number at ${block.start}`);
      if (pending.some((mark) => mark.start > block.start)) reasons.push(`page marks out of order at ${block.start}`);
      pending.push(block);
      continue;
    }
    for (const mark of pending)
      if (mark.start < block.start || mark.start > block.end)
        reasons.push(`a page mark at ${mark.start} does not stand before its block`);
    pending = [];
  }
  if (pending.length > 0) reasons.push(`a page mark after the last block`);
  return text.includes("\0") ? [...reasons, "a NUL"] : reasons;
}

/** Refuses blocks that do not tile their text, with the first reason. */
export function assertTiling(revision: RevisionText): void {
  const [reason] = checkTiling(revision);
  if (reason) throw new TilingError(reason);
}
