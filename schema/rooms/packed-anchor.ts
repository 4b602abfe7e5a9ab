import { z } from "zod";
import type { Anchor, Range } from "../text/revision.ts";

/** An anchor in a document: `[revision, start, end, start, end, …]`, one value so that it changes as a whole. */
export const PackedAnchor = z
  .array(z.int().nonnegative())
  .min(3)
  .max(129)
  .refine(isAnchor, "not an anchor")
  .transform(([revision = 0, ...ends]): Anchor => {
    const ranges: Range[] = [];
    for (let i = 0; i + 1 < ends.length; i += 2) ranges.push({ start: ends[i] ?? 0, end: ends[i + 1] ?? 0 });
    return { revision, ranges };
  });

/** Revisions count from 1; ranges are sorted, none is empty, none touches the next: each number is above the one before. */
function isAnchor([revision = 0, ...ends]: readonly number[]): boolean {
  return revision > 0 && ends.length % 2 === 0 && ends.every((end, i) => i === 0 || end > (ends[i - 1] ?? 0));
}

/** The form in which an anchor stands in a document. */
export function packAnchor(anchor: Anchor): number[] {
  return [anchor.revision, ...anchor.ranges.flatMap((range) => [range.start, range.end])];
}
