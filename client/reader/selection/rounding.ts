import { normaliseRanges } from "../../../schema/text/ranges.ts";
import type { Held } from "../carry-over.ts";
import type { Range, RevisionText } from "../../../schema/text/revision.ts";
import { snapToSentence, snapToWords } from "../../../schema/text/snap.ts";
import { isInsideWord, leftEdge, rightEdge, splitsPair } from "../../../schema/text/words.ts";

/** How a selection is rounded when it is made. */
export type Snap = "word" | "sentence" | "none";

/** A range as `snap` has it; null where nothing is left of it. */
export function rounded({ text, blocks }: RevisionText, range: Range, snap: Snap): Range | null {
  if (snap === "word") return snapToWords(text, range);
  if (snap === "sentence") return snapToSentence(text, blocks, range);
  const start = splitsPair(text, range.start) ? range.start - 1 : range.start;
  const end = splitsPair(text, range.end) ? range.end + 1 : range.end;
  return start < end ? { start, end } : null;
}

/**
 * What was selected, as a range. A selection that was made smaller ends before a half-left word: rounding outward would
 * bring the letter back that a key has just taken away.
 */
export function shrunk(text: string, made: { anchor: number; head: number }, previous: { head: number } | null): Range {
  let { head } = made;
  if (previous && made.anchor < head && head < previous.head && isInsideWord(text, head)) head = leftEdge(text, head);
  if (previous && head < made.anchor && previous.head < head && isInsideWord(text, head)) head = rightEdge(text, head);
  return { start: Math.min(made.anchor, head), end: Math.max(made.anchor, head) };
}

/** Ranges with the first start or the last end put elsewhere; null where nothing would be left of that range. */
export function withEdge(
  ranges: readonly Range[],
  edge: "start" | "end",
  to: number,
  round: (range: Range) => Range | null,
): Range[] | null {
  const next = ranges.map((range) => ({ ...range }));
  const range = edge === "end" ? next.at(-1) : next[0];
  if (!range) return null;
  if (edge === "end") range.end = to;
  else range.start = to;
  if (range.start >= range.end) return null;
  const snapped = round(range);
  return snapped ? normaliseRanges(next.map((each) => (each === range ? snapped : each))) : null;
}

/** The parts that stay when the last one is made longer or shorter from its anchor; none where another is begun. */
export function othersThan(ranges: readonly Range[], last: Held | null, anchor: number): Range[] {
  if (last?.anchor !== anchor) return [];
  const start = Math.min(last.anchor, last.head);
  const others = ranges.filter((range) => range.start !== start);
  return others.length < ranges.length ? others : [];
}
