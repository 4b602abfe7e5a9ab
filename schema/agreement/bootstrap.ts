import { bcaInterval } from "./bca.ts";
import type { UndefinedReason } from "./coefficients/outcome.ts";
import { seededRandom } from "./random.ts";
import { Sums } from "./coefficients/sums.ts";
import { ENOUGH_TO_DRAW, type FiguresOf, type OfSums, type Tally } from "./coefficients/tally.ts";

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
  /**
   * Null without resamples, of fewer than five things to draw, where fewer than nine in ten resamples have a value, and where what there
   * is bears no range (bca.ts).
   */
  interval: [low: number, high: number] | null;
}

/** So many resamples of a hundred have a value, or there is no interval. */
const NEEDED = 90;
/** Parts are left out one by one, or, of more than this, in as many runs of neighbours. */
const LEFT_OUT_MAX = 100;

/**
 * Figures of all parts, with bias-corrected and accelerated intervals of a bootstrap (bca.ts): as many parts as there are, drawn with
 * replacement, `resamples` times. Parts should be verdicts, since what is said of one verdict hangs together, unless there are fewer
 * than five.
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
    without: [] as (number | null)[],
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
    eachWithout(parts.length, (weights) => {
      sums.sum(weights, 0);
      for (const figure of open) figure.without.push(figure.of(sums.values).value);
    });
  }
  const found = estimated.map(({ name, outcome, drawn, count, without }): [string, Figure] => {
    const isEnough = outcome.value !== null && count > 0 && count * 100 >= resamples * NEEDED;
    const interval = isEnough ? bcaInterval(outcome.value, drawn.subarray(0, count).sort(), without) : null;
    return [name, { ...outcome, interval }];
  });
  return Object.fromEntries(found) as Record<Name, Figure>;
}

/** Weights of all parts but one, or but a run of them. */
function eachWithout(parts: number, visit: (weights: Uint16Array) => void): void {
  const runs = Math.min(parts, LEFT_OUT_MAX);
  for (let run = 0; run < runs; run++) {
    const weights = new Uint16Array(parts).fill(1);
    visit(weights.fill(0, Math.floor((run * parts) / runs), Math.floor(((run + 1) * parts) / runs)));
  }
}
