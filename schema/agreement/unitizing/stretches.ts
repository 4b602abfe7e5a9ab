import type { Segment } from "./continuum.ts";
import type { RoundSpan } from "../round.ts";

/** A run of text that somebody marked without a break, with all spans in it: what happens in one says nothing of another. */
export interface Stretch {
  start: number;
  end: number;
  spans: RoundSpan[];
}

type Range = Pick<Stretch, "start" | "end">;

/** Spans that overlap, however indirectly, are in one stretch; those that only touch are not. */
export function stretchesOf(spans: readonly RoundSpan[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = stretches.at(-1);
    if (last && span.start < last.end) {
      last.spans.push(span);
      last.end = Math.max(last.end, span.end);
    } else stretches.push({ start: span.start, end: span.end, spans: [span] });
  }
  return stretches;
}

/** Spans by coder, in their order; coders without any are left out. */
export function byCoder(spans: readonly RoundSpan[]): Map<string, RoundSpan[]> {
  const own = new Map<string, RoundSpan[]>();
  for (const span of spans) {
    const before = own.get(span.coder);
    if (before) before.push(span);
    else own.set(span.coder, [span]);
  }
  return own;
}

/** Spans of one coder as segments of a text, gaps between them included. Spans that overlap are one. */
export function markedSegments({ start, end }: Range, own: readonly RoundSpan[]): Segment[] {
  const runs = own.length <= 1 ? own : stretchesOf(own);
  return fill(
    start,
    end,
    runs.map((run) => ({ start: run.start, end: run.end, category: "marked" })),
  );
}

/** The same with categories. Where a coder's spans overlap, their categories together are a value of its own. */
export function labelledSegments({ start, end }: Range, own: readonly RoundSpan[]): Segment[] {
  if (own.length <= 1) return fill(start, end, own);
  return fill(
    start,
    end,
    stretchesOf(own).flatMap(({ spans }): readonly Segment[] => (spans.length === 1 ? spans : cutUp(spans))),
  );
}

/** Overlapping spans as segments, one for each run between two of their ends. */
function cutUp(spans: readonly RoundSpan[]): Segment[] {
  const cuts = [...new Set(spans.flatMap((span) => [span.start, span.end]))].sort((a, b) => a - b);
  const segments: Segment[] = [];
  for (const [i, from] of cuts.entries()) {
    const to = cuts[i + 1];
    if (to === undefined) break;
    const categories = spans.filter((span) => span.start <= from && to <= span.end).map(({ category }) => category);
    if (categories.length > 0)
      segments.push({ start: from, end: to, category: [...new Set(categories)].sort().join("+") });
  }
  return segments;
}

function fill(start: number, end: number, units: readonly Segment[]): Segment[] {
  const segments: Segment[] = [];
  let at = start;
  for (const unit of units) {
    if (unit.start > at) segments.push({ start: at, end: unit.start, category: null });
    segments.push(unit);
    at = unit.end;
  }
  if (at < end) segments.push({ start: at, end, category: null });
  return segments;
}
