import type { Anchor, Range } from "../text/revision.ts";

/** What of a tag decides whether it is another's double. */
export interface CountedTag {
  /** What its category is in the version in force. */
  category: string;
  /** Where its words stand now; [] where they were removed. */
  ranges: readonly Range[];
  /** What it was made on. */
  anchor?: Anchor;
}

/**
 * The tags that count, of one layer: one category on one passage counts once, whoever put it there twice. Of doubles the first
 * counts. Deleted ones are left out beforehand.
 */
export function countedTags<Tag extends CountedTag>(tags: Iterable<Tag>): Tag[] {
  const counted = new Map<unknown, Tag>();
  for (const tag of tags) {
    const key = keyOf(tag);
    if (!counted.has(key)) counted.set(key, tag);
  }
  return [...counted.values()];
}

/** What was removed has no place any more: it is told by what it was made on. */
function keyOf(tag: CountedTag): unknown {
  const { category, ranges, anchor } = tag;
  if (ranges.length > 0) return `${category} ${ranges.map(({ start, end }) => `${start}-${end}`).join(" ")}`;
  return anchor ? `${category} ${JSON.stringify(anchor)}` : tag;
}

/** How many tags coders have put of which nothing is settled: the fewest and the most, never a sum. */
export interface TagRange {
  min: number;
  max: number;
}

/** The range of what each coder counts; 0 to 0 where there is none. */
export function tagRange(counts: readonly number[]): TagRange {
  return counts.length === 0 ? { min: 0, max: 0 } : { min: Math.min(...counts), max: Math.max(...counts) };
}
