import { z } from "zod";
import { undefinedFor, type Outcome } from "../coefficients/outcome.ts";

const Name = z.union([z.string(), z.number()]).transform(String);
/** A part of a continuum that a coder marked with a category; `end` is exclusive. */
export const Unit = z
  .strictObject({ coder: Name, start: z.number(), end: z.number(), category: Name })
  .refine(({ start, end }) => start < end, { error: "a unit ends after its start" });
export type Unit = z.infer<typeof Unit>;

/** A text as a line of positions and what its coders marked on it. A coder without units is known by `coders` only. */
export interface Continuum {
  start: number;
  length: number;
  coders: readonly string[];
  units: readonly Unit[];
}

/** A continuum as a file gives it. `coders` is needed only where somebody marked nothing. */
export const ContinuumData = z
  .strictObject({
    form: z.literal("continuum"),
    start: z.number(),
    length: z.number().nonnegative(),
    units: z.array(Unit),
    coders: z.array(Name).optional(),
  })
  .refine(({ start, length, units }) => units.every((unit) => unit.start >= start && unit.end <= start + length), {
    error: "a unit is outside of the continuum",
  })
  .transform(({ start, length, units, coders }): Continuum => ({
    start,
    length,
    units,
    coders: [...new Set([...(coders ?? []), ...units.map(({ coder }) => coder)])],
  }));

/** A stretch of a coder's partition: a unit with its category, or a gap between units. */
export interface Segment {
  start: number;
  end: number;
  category: string | null;
}

/**
 * Each coder's whole continuum as segments in a row, gaps included, in the order of `coders`.
 * Undefined with fewer than two coders, without any unit, and where a coder's own units overlap.
 */
export function partition(continuum: Continuum): Segment[][] | Outcome {
  if (continuum.coders.length < 2) return undefinedFor("too-few-coders");
  if (continuum.units.length === 0) return undefinedFor("no-units");
  const partitions: Segment[][] = [];
  for (const coder of continuum.coders) {
    const segments: Segment[] = [];
    let at = continuum.start;
    const units = continuum.units.filter((unit) => unit.coder === coder).sort((a, b) => a.start - b.start);
    for (const { start, end, category } of units) {
      if (start < at) return undefinedFor("overlapping-units");
      if (start > at) segments.push({ start: at, end: start, category: null });
      segments.push({ start, end, category });
      at = end;
    }
    const last = continuum.start + continuum.length;
    if (at < last) segments.push({ start: at, end: last, category: null });
    partitions.push(segments);
  }
  return partitions;
}
