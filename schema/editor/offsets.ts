import type { Node } from "prosemirror-model";

/**
 * The way between text offsets of a revision and positions of its document: one sorted table of block starts, searched
 * by halves. Inside a block both count alike; a block, row, table or group entered or left costs tokens in between.
 */
export class Offsets {
  /** Text offset at which each block starts. */
  readonly starts: Int32Array;
  /** Document position at which each block's text starts. */
  readonly positions: Int32Array;
  /** Offset of the end of the text. */
  readonly length: number;

  constructor(doc: Node) {
    const starts: number[] = [];
    const positions: number[] = [];
    let offset = 0;
    doc.descendants((node, position) => {
      if (!node.isTextblock) return true;
      starts.push(offset);
      positions.push(position + 1);
      offset += node.content.size + 1;
      return false;
    });
    this.starts = Int32Array.from(starts);
    this.positions = Int32Array.from(positions);
    this.length = Math.max(0, offset - 1);
  }

  /** Number of blocks. */
  get count(): number {
    return this.starts.length;
  }

  /** Index of the block at an offset; the `\n` after a block is that block's end. Offsets outside the text are brought inside. */
  blockAt(offset: number): number {
    return lastAtMost(this.starts, Math.min(Math.max(0, offset), this.length));
  }

  /** Offset of a block's start. */
  startOf(block: number): number {
    return this.starts[block] ?? 0;
  }

  /** Offset of a block's end, the `\n` after it left out. */
  endOf(block: number): number {
    return block + 1 < this.count ? this.startOf(block + 1) - 1 : this.length;
  }

  /** The position of an offset, always inside a block. */
  toPosition(offset: number): number {
    const block = this.blockAt(offset);
    const within = Math.min(Math.max(0, offset), this.length) - this.startOf(block);
    return (this.positions[block] ?? 0) + within;
  }

  /** The offset of a position; one between two blocks is the end of the first, one before the first block is 0. */
  toOffset(position: number): number {
    const block = Math.max(0, lastAtMost(this.positions, position));
    const within = Math.max(0, position - (this.positions[block] ?? 0));
    return Math.min(this.startOf(block) + within, this.endOf(block));
  }
}

/** Index of the last entry that is not above a value; -1 if all are. */
function lastAtMost(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
