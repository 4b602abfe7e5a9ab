import type { Segment } from "../unitizing/continuum.ts";

/*
 * What all coefficients of the unitizing family are made of. Source of all of it: Krippendorff, K., Mathet, Y., Bouvry, S. &
 * Widlöcher, A. (2016). On the reliability of unitizing textual continua: further developments. Quality & Quantity 50, 2347–2364.
 */

/** The value of gaps, φ. */
export const GAP = "";

/** Lengths of text by the values that pairs of coders gave it. */
export class Coincidences {
  /** ℓ_ck by c, then k: the length that one coder gave c and another k, over all ordered pairs of coders, divided by m − 1. */
  readonly observed = new Map<string, Map<string, number>>();
  /** ℓ_c: the sums of the rows. */
  readonly given = new Map<string, number>();
  /** By value, what chance cannot pair, since no unit coincides with itself. */
  readonly self = new Map<string, number>();
  /** ℓ.. */
  total = 0;

  add(c: string, k: string, length: number): void {
    const row = this.observed.get(c) ?? new Map<string, number>();
    this.observed.set(c, row.set(k, (row.get(k) ?? 0) + length));
    this.given.set(c, (this.given.get(c) ?? 0) + length);
    this.total += length;
  }

  addSelf(value: string, square: number): void {
    this.self.set(value, (this.self.get(value) ?? 0) + square);
  }

  /** ℓ_cc. */
  same(value: string): number {
    return this.observed.get(value)?.get(value) ?? 0;
  }

  /** ℓ..² − S: how much chance has to pair, S being what it cannot. At most 0 where units meet little and there are many coders. */
  get free(): number {
    let self = 0;
    for (const square of this.self.values()) self += square;
    const free = this.total ** 2 - self;
    return free > 1e-12 * this.total ** 2 ? free : 0;
  }

  /** ε_ck = ℓ.. (ℓ_c ℓ_k − [c = k] S_c) ÷ (ℓ..² − S). Equation 4, and 10 without gaps. Its sum over all c and k is ℓ... */
  expected(c: string, k: string): number {
    const pairs = (this.given.get(c) ?? 0) * (this.given.get(k) ?? 0) - (c === k ? (this.self.get(c) ?? 0) : 0);
    return (this.total * pairs) / this.free;
  }
}

/** Walks all partitions at once and says for every stretch without a boundary which segment each coder has there. */
export function eachStretch(
  partitions: readonly Segment[][],
  visit: (length: number, places: readonly number[]) => void,
): void {
  const places = partitions.map(() => 0);
  const endOf = (coder: number): number => partitions[coder]?.[places[coder] ?? 0]?.end ?? Infinity;
  let at = partitions[0]?.[0]?.start ?? 0;
  for (;;) {
    let end = Infinity;
    for (let coder = 0; coder < places.length; coder++) end = Math.min(end, endOf(coder));
    // All partitions end at the same place, and after it there is no segment.
    if (end === Infinity) return;
    visit(end - at, places);
    at = end;
    for (let coder = 0; coder < places.length; coder++)
      if (endOf(coder) === end) places[coder] = (places[coder] ?? 0) + 1;
  }
}

/** A segment's category, or φ. */
export const valueOf = (segment: Segment | undefined): string => segment?.category ?? GAP;

/** What of a segment cannot be paired: of a unit the square of its length, of a gap, which has no units in it, its length. */
export function selfPaired({ start, end, category }: Segment): number {
  return category === null ? end - start : (end - start) ** 2;
}

/**
 * Coincidences of units and gaps (equations 1 and 4).
 */
export function coincidences(partitions: readonly Segment[][]): Coincidences {
  const found = new Coincidences();
  const pairs = partitions.length - 1;
  eachStretch(partitions, (length, places) => {
    const coders = new Map<string, number>();
    for (const [coder, segments] of partitions.entries()) {
      const value = valueOf(segments[places[coder] ?? 0]);
      coders.set(value, (coders.get(value) ?? 0) + 1);
    }
    for (const [c, n] of coders)
      for (const [k, others] of coders)
        if (c !== k || n > 1) found.add(c, k, (length * n * (c === k ? n - 1 : others)) / pairs);
  });
  for (const segment of partitions.flat()) found.addSelf(valueOf(segment), selfPaired(segment));
  return found;
}

/**
 * Coincidences of units with units only, gaps left out. Of a unit, what cannot be paired is the square of the length over which
 * it meets units of another coder, averaged over the other coders (equation 10).
 */
export function unitCoincidences(partitions: readonly Segment[][]): Coincidences {
  const found = new Coincidences();
  const pairs = partitions.length - 1;
  const met = new Map<Segment, Float64Array>();
  eachStretch(partitions, (length, places) => {
    const units = partitions.map((segments, coder) => segments[places[coder] ?? 0]);
    for (const [i, one] of units.entries())
      for (const [j, other] of units.entries()) {
        if (i === j || !one || !other || one.category === null || other.category === null) continue;
        found.add(one.category, other.category, length / pairs);
        const lengths = met.get(one) ?? new Float64Array(partitions.length);
        lengths[j] = (lengths[j] ?? 0) + length;
        met.set(one, lengths);
      }
  });
  for (const [unit, lengths] of met)
    found.addSelf(valueOf(unit), lengths.reduce((sum, length) => sum + length ** 2, 0) / pairs);
  return found;
}
