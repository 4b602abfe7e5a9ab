import { resolveMany } from "./anchors.ts";
import type { EditMap, Range } from "./revision.ts";

/** Something that stands in revision 1 and was read with a confidence of 0 to 100. */
interface ReadRange extends Range {
  confidence: number;
}

/** A word of revision 1 that wants a look; `parts` are more than one where it was broken over two lines. */
export interface UncertainWord<Part extends ReadRange> extends Range {
  parts: readonly Part[];
}

/** The words read with less confidence than `below` in any part of them, in the order of the text. */
export function uncertainWords<Part extends ReadRange>(parts: readonly Part[], below: number): UncertainWord<Part>[] {
  const words: { start: number; end: number; parts: Part[] }[] = [];
  for (const part of parts.toSorted((a, b) => a.start - b.start)) {
    const last = words.at(-1);
    if (last?.end === part.start) {
      last.parts.push(part);
      last.end = part.end;
    } else words.push({ start: part.start, end: part.end, parts: [part] });
  }
  return words.filter((word) => word.parts.some(({ confidence }) => confidence < below));
}

/**
 * Where words of revision 1 stand at revision `to`, in their order; null where one is not as it was read any more: somebody
 * has corrected it, or a token stands there.
 */
export function standing(words: readonly Range[], maps: readonly EditMap[], to: number): (Range | null)[] {
  const anchors = words.map(({ start, end }) => ({ revision: 1, ranges: [{ start, end }] }));
  return resolveMany(anchors, maps, to).map((at) => (at !== "newer" && at.state === "same" && at.ranges[0]) || null);
}
