/** How the words of a language end. */
export interface Endings {
  /** Longest first. */
  endings: readonly string[];
  /** So many times an ending may be taken off. */
  times: number;
  /** What two forms of one word differ in before the ending. */
  same: readonly (readonly [RegExp, string])[];
}

/** Longest first, as they are taken off. */
export const endingsOf = (written: string): string[] =>
  written.split(" ").sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
