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

/**
 * Lays rows out; `hasNote`: of the leading block that is the so many-th. What is said of it stands below what says it; beside it where that
 * is `isBlank`, a line that waits for its words.
 */
export function layOut<T>(
  pairs: readonly PairRow<T>[],
  hasNote: (leading: number) => boolean,
  isBlank: (other: T) => boolean = () => false,
): PairLayout {
  const layout: PairLayout = { leading: [], others: [], notes: new Map(), rows: 0, narrowRows: 0 };
  let row = 1;
  let narrow = 1;
  for (const { leading, others } of pairs) {
    const at = layout.leading.length;
    const isNoted = leading !== null && hasNote(at);
    const height = Math.max(1, others.length + (isNoted ? 1 : 0));
    if (leading !== null) layout.leading.push({ row, span: height, narrow: narrow++ });
    // What stands in the rows beside it, from the first on; the last goes down to the end.
    const below: Placed[][] = others.map(() => layout.others);
    const note: Placed[] = [];
    if (isNoted) below.splice(others.every(isBlank) ? 0 : others.length, 0, note);
    below.forEach((into, i) =>
      into.push({ row: row + i, span: i === below.length - 1 ? height - i : 1, narrow: narrow++ }),
    );
    for (const place of note) layout.notes.set(at, place);
    row += height;
  }
  layout.rows = row - 1;
  layout.narrowRows = narrow - 1;
  return layout;
}
