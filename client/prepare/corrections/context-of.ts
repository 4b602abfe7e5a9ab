import { blockAt } from "../../../schema/text/blocks.ts";
import type { Range, Revision } from "../../../schema/text/revision.ts";

/** Words of a text with what stands around them in their paragraph, and where that is. */
export interface Context {
  before: string;
  words: string;
  after: string;
  /** Coram's number of the paragraph; null where it has none. */
  paragraph: string | null;
}

/** The words of a place with up to `around` characters on either side, whole words, within their block; of a cell, within its row. */
export function contextOf(revision: Revision, { start, end }: Range, around = 110): Context {
  const { text, blocks } = revision;
  const block = blockAt(blocks, start);
  const row = block?.cell ? rowOf(blocks, block.cell) : [block];
  const [first, last] = [row[0]?.start ?? 0, row.at(-1)?.end ?? text.length];
  let from = Math.max(first, start - around);
  if (from > first) from = Math.min(start, text.indexOf(" ", from) + 1 || start);
  let to = Math.min(Math.max(last, end), end + around);
  if (to < last) to = Math.max(end, text.lastIndexOf(" ", to));
  return {
    before: (from > first ? "… " : "") + inCells(text.slice(from, start)),
    words: text.slice(start, end),
    after: inCells(text.slice(end, to)) + (to < last ? " …" : ""),
    paragraph: block?.number ?? null,
  };
}

function rowOf(blocks: Revision["blocks"], { table, row }: Cell): Revision["blocks"] {
  return blocks.filter(({ cell }) => cell?.table === table && cell.row === row);
}

type Cell = NonNullable<Revision["blocks"][number]["cell"]>;

const inCells = (words: string): string => words.replace(/\s*\n\s*/gu, " | ");
