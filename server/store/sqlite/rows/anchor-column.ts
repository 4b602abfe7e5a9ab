import type { Anchor } from "../../../../schema/text/revision.ts";

/** An anchor that `packAnchor` packed; nobody else writes it, so that it is not checked again. */
export function unpackAnchor([revision = 0, ...ends]: readonly number[]): Anchor {
  const ranges = [];
  for (let i = 0; i + 1 < ends.length; i += 2) ranges.push({ start: ends[i] ?? 0, end: ends[i + 1] ?? 0 });
  return { revision, ranges };
}

/** The same from a column of JSON. */
export function parseAnchor(packed: string): Anchor {
  return unpackAnchor(JSON.parse(packed) as number[]);
}
