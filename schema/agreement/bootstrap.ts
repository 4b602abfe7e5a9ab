import type { UndefinedReason } from "./outcome.ts";
import { seededRandom } from "./random.ts";
import { ENOUGH_TO_DRAW, type FiguresOf, type OfSums, type Tally } from "./tally.ts";

/** How intervals are found. */
export interface Resampling {
  /** How often parts are drawn again; 0: no intervals. */
  resamples: number;
  seed: number;
}

/** What is drawn: for as many parts the same for all figures, so that they can be compared. */
export class Draws implements Resampling {
  readonly resamples: number;
  readonly seed: number;
  readonly #before = new Map<number, Uint16Array>();

  constructor({ resamples, seed }: Resampling) {
    this.resamples = resamples;
    this.seed = seed;
  }

  /** How often each part is in each resample: a row of parts for each. */
  times(parts: number): Uint16Array {
    let times = this.#before.get(parts);
    if (times) return times;
    times = new Uint16Array(parts * this.resamples);
    const random = seededRandom(this.seed);
    for (let resample = 0; resample < this.resamples; resample++)
      for (let draw = 0; draw < parts; draw++) {
        const place = resample * parts + Math.floor(random() * parts);
        times[place] = (times[place] ?? 0) + 1;
      }
    this.#before.set(parts, times);
    return times;
  }
}

/** A figure with its 95 % interval. */
export interface Figure {
  value: number | null;
  /** Why there is no value. */
  reason?: UndefinedReason;
  /** Null without resamples, of fewer than five things to draw, and where fewer than half of the resamples have a value. */
  interval: [low: number, high: number] | null;
}

/**
 * Figures of all parts, with percentile intervals of a bootstrap: as many parts as there are, drawn with replacement, `resamples`
 * times (Efron, B. & Tibshirani, R. (1993). An introduction to the bootstrap, chapter 13). Parts should be verdicts, since what is said
 * of one verdict hangs together, unless there are fewer than five.
 */
export function estimate<Name extends string>(
  parts: readonly Tally[],
  figures: FiguresOf<Name>,
  draws: Draws,
): Record<Name, Figure> {
  const { resamples } = draws;
  const placeOf: number[] = [];
  let size = 0;
  for (const { amounts } of parts)
    for (const key of amounts.keys()) if (placeOf[key] === undefined) placeOf[key] = size++;
  const sums = new Float64Array(size);
  for (const { amounts } of parts)
    for (const [key, by] of amounts) {
      const place = placeOf[key] ?? 0;
      sums[place] = (sums[place] ?? 0) + by;
    }
  const named = Object.entries<OfSums>(figures((key) => placeOf[key] ?? -1));
  const estimated = named.map(([name, of]) => ({ name, of, outcome: of(sums), drawn: [] as number[] }));
  const open = parts.length < ENOUGH_TO_DRAW ? [] : estimated.filter(({ outcome }) => outcome.value !== null);
  if (open.length > 0 && resamples > 0) {
    const times = draws.times(parts.length);
    const sparse = parts.map(({ amounts }) => ({
      at: Int32Array.from(amounts.keys(), (key) => placeOf[key] ?? 0),
      by: Float64Array.from(amounts.values()),
    }));
    for (let resample = 0; resample < resamples; resample++) {
      sums.fill(0);
      for (const [part, { at, by }] of sparse.entries()) {
        const drawn = times[resample * parts.length + part] ?? 0;
        if (drawn === 0) continue;
        for (let i = 0; i < at.length; i++) {
          const place = at[i] ?? 0;
          sums[place] = (sums[place] ?? 0) + drawn * (by[i] ?? 0);
        }
      }
      for (const { of, drawn } of open) {
        const { value } = of(sums);
        if (value !== null) drawn.push(value);
      }
    }
  }
  const found = estimated.map(({ name, outcome, drawn }): [string, Figure] => [
    name,
    { ...outcome, interval: percentiles(drawn, resamples) },
  ]);
  return Object.fromEntries(found) as Record<Name, Figure>;
}

/** The 2.5th and 97.5th percentile. */
function percentiles(drawn: number[], resamples: number): [number, number] | null {
  if (drawn.length === 0 || drawn.length < resamples / 2) return null;
  const sorted = Float64Array.from(drawn).sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}
