import type { PairRow } from "./pair-rows.ts";

/** Where something stands: in wide windows side by side, in narrow ones each language below the other. */
export interface Placed {
  row: number;
  /** How many rows it goes down. */
  span: number;
  narrow: number;
}

/** Where the blocks of two documents stand, and what is said between them. */
export interface PairLayout {
  /** By their order in each document. */
  leading: Placed[];
  others: Placed[];
  /** What is said of a leading block, below what says it; by its order. */
  notes: Map<number, Placed>;
  rows: number;
  narrowRows: number;
}

/** Lays rows out; `hasNote`: of the leading block that is the so many-th. */
export function layOut(pairs: readonly PairRow<unknown>[], hasNote: (leading: number) => boolean): PairLayout {
  const layout: PairLayout = { leading: [], others: [], notes: new Map(), rows: 0, narrowRows: 0 };
  let row = 1;
  let narrow = 1;
  for (const { leading, others } of pairs) {
    const at = layout.leading.length;
    const isNoted = leading !== null && hasNote(at);
    const height = Math.max(1, others.length + (isNoted ? 1 : 0));
    if (leading !== null) layout.leading.push({ row, span: height, narrow: narrow++ });
    others.forEach((_, i) => {
      const isLast = i === others.length - 1 && !isNoted;
      layout.others.push({ row: row + i, span: isLast ? height - i : 1, narrow: narrow++ });
    });
    if (isNoted) layout.notes.set(at, { row: row + others.length, span: height - others.length, narrow: narrow++ });
    row += height;
  }
  layout.rows = row - 1;
  layout.narrowRows = narrow - 1;
  return layout;
}
