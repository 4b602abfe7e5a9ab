import { contentBlocks } from "../../../schema/text/blocks.ts";
import type { Block, Range, Revision } from "../../../schema/text/revision.ts";

/** The paragraphs of a verdict that a step works on, as a text of its own, with the way between the two. */
export interface CutText {
  revision: Revision;
  /** A passage of the cut as it lies in the whole. */
  toWhole(ranges: readonly Range[]): Range[];
  /** What is left in the cut of a passage of the whole. */
  toCut(ranges: readonly Range[]): Range[];
  /** Where a paragraph of the whole, by its index, begins in the cut; null where it is not in it. */
  offsetOf(block: number): number | null;
  /** The index in the whole of the paragraph at an offset of the cut. */
  blockAt(offset: number): number | null;
}

/** A paragraph, or a part of one, that is kept. */
export interface KeptPiece {
  /** As it lies in the whole. */
  block: Block;
  /** The index of its paragraph among all blocks of the whole. */
  index: number;
  words: string;
}

/** The paragraphs that passages touch, whole: letters, numbers and the order of the verdict stay. */
export function cutTo(whole: Revision, passages: readonly Range[]): CutText {
  const touched = contentBlocks(whole.blocks).filter((block) =>
    passages.some(({ start, end }) => start < block.end && block.start < end),
  );
  const pieces = touched.map((block) => ({
    block,
    index: whole.blocks.indexOf(block),
    words: whole.text.slice(block.start, block.end),
  }));
  return joinPieces(whole.number, pieces);
}

/** What is kept of a revision, in its order, as a text of its own. */
export function joinPieces(revision: number, pieces: readonly KeptPiece[]): CutText {
  let next = 0;
  const kept = pieces.map((piece) => {
    const at = next;
    next += piece.words.length + 1;
    return { ...piece, at };
  });
  const text = kept.map(({ words }) => words).join("\n");
  const blocks = kept.map(({ block, words, at: start }) => ({ ...block, start, end: start + words.length }));
  type Kept = (typeof kept)[number];
  const carry = (ranges: readonly Range[], from: (each: Kept) => number, to: (each: Kept) => number): Range[] =>
    ranges.flatMap(({ start, end }) =>
      kept.flatMap((each) => {
        const [first, length] = [from(each), each.words.length];
        const within = { start: Math.max(start, first), end: Math.min(end, first + length) };
        const by = to(each) - first;
        return within.start < within.end ? [{ start: within.start + by, end: within.end + by }] : [];
      }),
    );
  const inCut = ({ at: start }: Kept): number => start;
  const inWhole = ({ block }: Kept): number => block.start;
  return {
    revision: { number: revision, text, blocks },
    toWhole: (ranges) => carry(ranges, inCut, inWhole),
    toCut: (ranges) => carry(ranges, inWhole, inCut),
    offsetOf: (index) => kept.find((each) => each.index === index)?.at ?? null,
    blockAt: (offset) => kept.findLast((each) => each.at <= offset)?.index ?? null,
  };
}
