import type { DoubtfulWord } from "./scan-text.ts";

/** Whether a word still wants a look: it stands as it was read, and nobody has said that it is right. */
export function isOpen({ start, now }: DoubtfulWord, looked: ReadonlySet<number>): boolean {
  return now !== null && !looked.has(start);
}

/**
 * The word to look at after the one in hand, or where there is none after an offset of the newest text: the next open one,
 * from the end round to the beginning. Null when all are looked at.
 */
export function nextOpen(
  words: readonly DoubtfulWord[],
  looked: ReadonlySet<number>,
  current: number | null,
  from: number,
): DoubtfulWord | null {
  const open = words.filter((word) => word.start !== current && isOpen(word, looked));
  const isAfter = ({ start, now }: DoubtfulWord): boolean =>
    current === null ? (now?.start ?? 0) >= from : start > current;
  return open.find(isAfter) ?? open[0] ?? words.find((word) => word.start === current && isOpen(word, looked)) ?? null;
}

/** The word before the one in hand that stands in the text, looked at or not; from none or the first the last one. */
export function previousOf(words: readonly DoubtfulWord[], current: number | null): DoubtfulWord | null {
  const standing = words.filter(({ now }) => now !== null);
  return standing.findLast(({ start }) => current !== null && start < current) ?? standing.at(-1) ?? null;
}
