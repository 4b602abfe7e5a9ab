import type { Range } from "./revision.ts";

/** Ranges in text order, empty ones dropped, those that overlap or touch merged: the one form in which a passage is kept. */
export function normaliseRanges(ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const { start, end } of ranges.filter((range) => range.start < range.end).sort((a, b) => a.start - b.start)) {
    const last = out.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}

/** Everything that either passage covers. */
export function unionRanges(a: readonly Range[], b: readonly Range[]): Range[] {
  return normaliseRanges([...a, ...b]);
}

/** Whether two ranges share at least one character. */
export function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && b.start < a.end;
}
