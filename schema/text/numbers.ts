import type { Block } from "./revision.ts";

/**
 * Coram's own numbers for revision 1: every block that is not a page mark is counted from 1 in text order. They are
 * never given anew: a block keeps its number through all revisions, whatever is inserted before it.
 */
export function numberBlocks(blocks: readonly Block[]): Block[] {
  let next = 1;
  return blocks.map((block) => ({ ...block, number: block.kind === "page" ? null : String(next++) }));
}

/** a … z, aa, ab …: the letters of the n-th insertion after a number, n from 1. */
export function insertionLetters(n: number): string {
  let letters = "";
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(97 + ((rest - 1) % 26)) + letters;
  return letters;
}

/**
 * The number of a block inserted after another: after 41 it is 41a, then 41b; after 41a it is 41b, as 41a has no
 * insertions of its own. `after` is null before the first block (0a). The number is added to `used`.
 */
export function insertedNumber(after: string | null, used: Set<string>, lastLetters: Map<string, number>): string {
  const base = /^\d+/.exec(after ?? "0")?.[0] ?? "0";
  let n = lastLetters.get(base) ?? 0;
  let number: string;
  do number = base + insertionLetters(++n);
  while (used.has(number));
  lastLetters.set(base, n);
  used.add(number);
  return number;
}
