import type { PairBlock, PairRow } from "../../../schema/editor/pairs/pair-rows.ts";

/**
 * Which block that says nothing of the leading document may say which leading one: they were written below what is said, in the order
 * of what is missing there. `isFor`: whether a leading block is missing, and the other is of its kind.
 */
export function unsaidBlocks<T>(
  rows: readonly PairRow<T>[],
  read: (block: T) => PairBlock,
  isFor: (leading: T, other: T) => boolean,
): Map<T, T> {
  const found = new Map<T, T>();
  let free: T[] = [];
  for (const { leading, others } of rows) {
    if (others.length > 0) free = others.filter((block) => isFree(read(block)));
    const [first] = free;
    if (others.length > 0 || leading === null || first === undefined || !isFor(leading, first)) continue;
    found.set(leading, first);
    free.shift();
  }
  return found;
}

function isFree({ pairs, section }: PairBlock): boolean {
  return pairs.length === 0 && section === null;
}
