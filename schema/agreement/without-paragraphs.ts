import type { Range } from "../text/revision.ts";
import type { PlacedSpans, RoundSpan } from "./round.ts";

/**
 * Passages of a verdict as if paragraphs of it were not there: what coders had talked of together before is no evidence of how far they agree. `holes`
 * are sorted and apart, UTF-16 units of the text. A passage that goes beyond one keeps the rest.
 */
export function withoutParagraphs(verdict: PlacedSpans, holes: readonly Range[]): PlacedSpans {
  if (holes.length === 0) return verdict;
  const spans = verdict.spans.flatMap((span): RoundSpan[] => {
    const [start, end] = [closed(span.start, holes), closed(span.end, holes)];
    return start < end ? [{ ...span, start, end }] : [];
  });
  return { ...verdict, length: closed(verdict.length, holes), spans: firstsFirst(spans, verdict.spans) };
}

/** Where an offset lies once the holes are gone. */
function closed(offset: number, holes: readonly Range[]): number {
  let gone = 0;
  for (const { start, end } of holes) if (start < offset) gone += Math.min(offset, end) - start;
  return offset - gone;
}

/** A further range whose first is gone is the first one now: each tag counts once. */
function firstsFirst(left: readonly RoundSpan[], all: readonly RoundSpan[]): RoundSpan[] {
  if (left.length === all.length) return [...left];
  const out: RoundSpan[] = [];
  for (const span of left) {
    const { isPart, ...rest } = span;
    const before = out.at(-1);
    const follows = before?.coder === span.coder && before.category === span.category && before.end <= span.start;
    out.push(isPart && follows ? span : rest);
  }
  return out;
}
