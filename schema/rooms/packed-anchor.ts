import { z } from "zod";
import { Anchor, type Range } from "../text/revision.ts";

/** An anchor in a document: `[revision, start, end, start, end, …]`, one value so that it changes as a whole. */
export const PackedAnchor = z
  .array(z.int().nonnegative())
  .min(3)
  .max(129)
  .transform((packed, context): Anchor => {
    const ranges: Range[] = [];
    for (let i = 1; i + 1 < packed.length; i += 2) ranges.push({ start: packed[i] ?? 0, end: packed[i + 1] ?? 0 });
    const parsed = Anchor.safeParse({ revision: packed[0], ranges });
    const sorted = ranges.every(
      (range, i) => range.start < range.end && (i === 0 || (ranges[i - 1]?.end ?? 0) < range.start),
    );
    if (packed.length % 2 === 1 && parsed.success && sorted) return parsed.data;
    context.addIssue({ code: "custom", message: "not an anchor" });
    return z.NEVER;
  });

/** The form in which an anchor stands in a document. */
export function packAnchor(anchor: Anchor): number[] {
  return [anchor.revision, ...anchor.ranges.flatMap((range) => [range.start, range.end])];
}
