import type { UndefinedReason } from "./outcome.ts";
import { seededRandom } from "./random.ts";
import { Sums } from "./sums.ts";
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
  const sums = new Sums(parts, resamples > 0 && parts.length >= ENOUGH_TO_DRAW);
  const named = Object.entries<OfSums>(figures(sums));
  sums.prepare();
  sums.sum(new Uint16Array(parts.length).fill(1), 0);
  const estimated = named.map(([name, of]) => ({
    name,
    of,
    outcome: of(sums.values),
    drawn: new Float64Array(resamples),
    count: 0,
  }));
  const open = parts.length < ENOUGH_TO_DRAW ? [] : estimated.filter(({ outcome }) => outcome.value !== null);
  if (open.length > 0 && resamples > 0) {
    const times = draws.times(parts.length);
    for (let resample = 0; resample < resamples; resample++) {
      sums.sum(times, resample * parts.length);
      for (const figure of open) {
        const { value } = figure.of(sums.values);
        if (value !== null) figure.drawn[figure.count++] = value;
      }
    }
  }
  const found = estimated.map(({ name, outcome, drawn, count }): [string, Figure] => [
    name,
    { ...outcome, interval: percentiles(drawn.subarray(0, count), resamples) },
  ]);
  return Object.fromEntries(found) as Record<Name, Figure>;
}

/** The 2.5th and 97.5th percentile. */
function percentiles(drawn: Float64Array, resamples: number): [number, number] | null {
  if (drawn.length === 0 || drawn.length < resamples / 2) return null;
  const sorted = drawn.sort();
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return [at(0.025), at(0.975)];
}
