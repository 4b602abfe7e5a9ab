import type { AnnotationId } from "../../schema/domain/ids.ts";
import type { Range } from "../../schema/text/revision.ts";
import type { TagView } from "./text-views.ts";
import { hueOf } from "../elements/hue.ts";

/** Underlines that are drawn one below the other; a further span shows as `+1` in the code mark. */
export const SLOTS = 3;

/** One range of one tag. */
export interface Piece {
  tag: TagView;
  range: Range;
  /** Whether further ranges of the passage follow. */
  goesOn: boolean;
}

/** What is painted as one: overlapping ranges of one code, whoever tagged them. */
export interface Span {
  start: number;
  end: number;
  /** As it is drawn: `B2?` where its category was split and nobody has said which part it is. */
  code: string;
  isUnsorted: boolean;
  label: string;
  hue: string;
  pieces: Piece[];
  /** The underline it keeps for its whole length; -1 if three others were there before it. */
  slot: number;
  /** None of its tags is durable yet. */
  pending: boolean;
  changed: boolean;
}

/** A stretch of a block over which nothing changes. */
export interface Segment {
  start: number;
  end: number;
  /** Tags here, the shortest passage first. */
  ids: AnnotationId[];
  /** Hue of the tint, and whether it is that of an active tag; null where every span is pending. */
  tint: { hue: string; active: boolean } | null;
  /** Hue of each underline slot. */
  lines: ({ hue: string; pending: boolean } | null)[];
  changed: boolean;
}

/** What follows the end of spans. */
export interface Mark {
  at: number;
  /** Spans that end here, those without a slot left out. */
  spans: Span[];
  /** Spans that end here and had no slot. */
  more: Span[];
}

/** Tags that are painted: not deleted, with a place in the text. */
export function isPainted(tag: TagView): boolean {
  return !tag.deleted && tag.state !== "removed" && tag.ranges.length > 0;
}

/** Every range of some tags. */
export function toPieces(tag: TagView): Piece[] {
  return tag.ranges.map((range, i) => ({ tag, range, goesOn: i < tag.ranges.length - 1 }));
}

/** Whether its category was split, and nobody has said yet which part it is. */
export function isUnsorted({ review }: TagView): boolean {
  return (review?.candidates.length ?? 0) > 0;
}

/**
 * The spans of some pieces, sorted by start, with their slots. A slot depends only on spans that overlap, directly or
 * in a chain, so a part of the text that no span leaves can be laid out by itself with the same result.
 */
export function layOutSpans(pieces: readonly Piece[]): Span[] {
  const spans: Span[] = [];
  const open = new Map<string, Span>();
  const sorted = [...pieces].sort(
    (a, b) => a.range.start - b.range.start || b.range.end - a.range.end || (a.tag.code < b.tag.code ? -1 : 1),
  );
  for (const piece of sorted) {
    const { tag, range } = piece;
    const unsorted = isUnsorted(tag);
    const code = unsorted ? `${tag.code}?` : tag.code;
    const running = open.get(code);
    if (running && range.start < running.end) {
      running.end = Math.max(running.end, range.end);
      running.pieces.push(piece);
      running.pending &&= tag.pending;
      running.changed ||= tag.state === "changed";
      continue;
    }
    const span: Span = {
      start: range.start,
      end: range.end,
      code,
      isUnsorted: unsorted,
      label: tag.label,
      hue: hueOf(tag.code),
      pieces: [piece],
      slot: -1,
      pending: tag.pending,
      changed: tag.state === "changed",
    };
    open.set(code, span);
    spans.push(span);
  }
  const ends = Array.from<number>({ length: SLOTS }).fill(-1);
  for (const span of spans) {
    span.slot = ends.findIndex((end) => end <= span.start);
    if (span.slot >= 0) ends[span.slot] = span.end;
  }
  return spans;
}

/** The segments of one block, in text order, from the spans that touch it. */
export function segmentsOf(spans: readonly Span[], block: Range, active: ReadonlySet<AnnotationId>): Segment[] {
  const edges: number[] = [];
  for (const { start, end, pieces } of spans) {
    edges.push(clamp(start, block), clamp(end, block));
    if (pieces.length > 1)
      for (const { range } of pieces) edges.push(clamp(range.start, block), clamp(range.end, block));
  }
  edges.sort((a, b) => a - b);
  const out: Segment[] = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const start = edges[i] as number;
    const end = edges[i + 1] as number;
    if (start === end) continue;
    const here = spans.filter((span) => span.start <= start && end <= span.end);
    if (here.length > 0) out.push(toSegment(start, end, here, active));
  }
  return out;
}

// Thousands of these are made before a text is shown: no list is made that is not kept.
function toSegment(start: number, end: number, spans: readonly Span[], active: ReadonlySet<AnnotationId>): Segment {
  const here: { tag: TagView; span: Span; length: number }[] = [];
  const lines: Segment["lines"] = Array.from<null>({ length: SLOTS }).fill(null);
  let changed = false;
  for (const span of spans) {
    changed ||= span.changed;
    if (span.slot >= 0) lines[span.slot] = { hue: span.hue, pending: span.pending };
    for (const { tag, range } of span.pieces)
      if (range.start <= start && end <= range.end) here.push({ tag, span, length: lengthOf(tag.ranges) });
  }
  if (here.length > 1) here.sort((a, b) => a.length - b.length || (a.tag.id < b.tag.id ? -1 : 1));
  const lit = active.size > 0 ? here.find(({ tag }) => active.has(tag.id)) : undefined;
  const tinted = lit ?? here.find(({ span }) => !span.pending);
  return {
    start,
    end,
    ids: here.map(({ tag }) => tag.id),
    tint: tinted ? { hue: tinted.span.hue, active: lit !== undefined } : null,
    lines,
    changed,
  };
}

/** The code marks inside one block: one for every place where spans end, in text order. */
export function marksOf(spans: readonly Span[], block: Range): Mark[] {
  const marks = new Map<number, Mark>();
  for (const span of spans) {
    // A span that ends where a block begins or ended before it has its mark in the block before.
    if (span.end > block.end || span.end <= block.start) continue;
    let mark = marks.get(span.end);
    if (!mark) marks.set(span.end, (mark = { at: span.end, spans: [], more: [] }));
    (span.slot < 0 ? mark.more : mark.spans).push(span);
  }
  return [...marks.values()].sort((a, b) => a.at - b.at);
}

/** An edge of tags of one span inside it or at its end; `isWhole`: all of its tags share it. */
export interface Edge {
  at: number;
  span: Span;
  pieces: readonly Piece[];
  isWhole: boolean;
}

/** Where tags begin, or end, inside one block, in text order of each span. What is painted as one need not begin and end together. */
export function edgesOf(spans: readonly Span[], block: Range, edge: "start" | "end"): Edge[] {
  const out: Edge[] = [];
  // An end is that of the letter before it.
  const isHere = (at: number): boolean => (edge === "start" ? at >= block.start : at > block.start) && at <= block.end;
  for (const span of spans) {
    const { pieces } = span;
    const [first] = pieces;
    if (first && pieces.length === 1) {
      if (isHere(first.range[edge])) out.push({ at: first.range[edge], span, pieces, isWhole: true });
      continue;
    }
    const places = new Map<number, Piece[]>();
    for (const piece of pieces) {
      const there = places.get(piece.range[edge]);
      if (there) there.push(piece);
      else places.set(piece.range[edge], [piece]);
    }
    for (const [at, there] of places)
      if (isHere(at)) out.push({ at, span, pieces: there, isWhole: there.length === pieces.length });
  }
  return out;
}

/** UTF-16 units of a passage. */
export function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

function clamp(offset: number, { start, end }: Range): number {
  return Math.min(Math.max(offset, start), end);
}
