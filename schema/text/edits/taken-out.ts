import type { Edit, Range } from "../revision.ts";

/** What follows a word without a space. */
const FOLLOWS = /[\s,.;:!?)\]»”“]/u;

/**
 * The edit that takes words out: with the space before them where the one behind them, a comma or the end of the line then follows what
 * stands before, and with the space behind them at the beginning of a line.
 */
export function takenOut(text: string, { start, end }: Range): Edit {
  const [before, after] = [text.charAt(start - 1), text.charAt(end)];
  const isAtStart = before === "" || before === "\n";
  if (before === " " && (after === "" || FOLLOWS.test(after))) return { start: start - 1, end, insert: "" };
  return { start, end: isAtStart && after === " " ? end + 1 : end, insert: "" };
}
