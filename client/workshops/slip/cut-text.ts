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

interface Kept {
  block: Block;
  /** Its index among all blocks of the whole. */
  index: number;
  /** Where it begins in the cut. */
  at: number;
}

/** The paragraphs that passages touch, whole: letters, numbers and the order of the verdict stay. */
export function cutTo(whole: Revision, passages: readonly Range[]): CutText {
  const kept: Kept[] = [];
  let at = 0;
  for (const block of contentBlocks(whole.blocks)) {
    if (!passages.some(({ start, end }) => start < block.end && block.start < end)) continue;
    kept.push({ block, index: whole.blocks.indexOf(block), at });
    at += block.end - block.start + 1;
  }
  const text = kept.map(({ block }) => whole.text.slice(block.start, block.end)).join("\n");
  const blocks = kept.map(({ block, at: start }) => ({ ...block, start, end: start + block.end - block.start }));
  const carry = (ranges: readonly Range[], from: (each: Kept) => number, to: (each: Kept) => number): Range[] =>
    ranges.flatMap(({ start, end }) =>
      kept.flatMap((each) => {
        const [first, length] = [from(each), each.block.end - each.block.start];
        const within = { start: Math.max(start, first), end: Math.min(end, first + length) };
        const by = to(each) - first;
        return within.start < within.end ? [{ start: within.start + by, end: within.end + by }] : [];
      }),
    );
  const inCut = ({ at: start }: Kept): number => start;
  const inWhole = ({ block }: Kept): number => block.start;
  return {
    revision: { number: whole.number, text, blocks },
    toWhole: (ranges) => carry(ranges, inCut, inWhole),
    toCut: (ranges) => carry(ranges, inWhole, inCut),
    offsetOf: (index) => kept.find((each) => each.index === index)?.at ?? null,
    blockAt: (offset) => kept.findLast((each) => each.at <= offset)?.index ?? null,
  };
}
