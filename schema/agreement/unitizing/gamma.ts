import { bestAlignment } from "./alignment.ts";
import type { Continuum, Unit } from "./continuum.ts";
import { EVEN, type Weights } from "./dissimilarity.ts";
import { beyondChance, undefinedFor, type Outcome } from "../coefficients/outcome.ts";
import { seededRandom } from "../random.ts";

/** How the disorder by chance is estimated. */
export interface GammaOptions {
  seed: number;
  /** The first samples; from how much they differ follows how many are needed. */
  firstSamples: number;
  /** Never more than this. */
  mostSamples: number;
  /** Wanted half-width of the 95 % interval of the expected disorder, as a share of it. */
  precision: number;
  /** Partial alignments that may be tried to show that the observed one is the best. */
  steps: number;
  weights: Weights;
}
export const GAMMA_OPTIONS: GammaOptions = {
  seed: 1,
  firstSamples: 30,
  mostSamples: 400,
  precision: 0.02,
  steps: 200_000,
  weights: EVEN,
};

/** γ with what it is made of. */
export type Gamma = Outcome & {
  observed?: number;
  expected?: number;
  /** How many continua by chance the expected disorder is the mean of. */
  samples?: number;
  /** Whether the observed alignment is known to be the best; if not, γ may be a little higher. */
  isExact?: boolean;
};

/**
 * Mathet's gamma: γ = 1 − δ_o ÷ δ_e, where δ_o is the disorder of the best alignment of the coders' units (alignment.ts, with place
 * and category in one dissimilarity) and δ_e the mean of it over continua by chance. Units of a coder may overlap.
 *
 * A continuum by chance has for each coder the units of a coder drawn at random, all moved by a random distance, what leaves the
 * end coming in at the start; distances differ by an average unit's length at least, where there is room. 30 of them are
 * drawn, then as many as the 95 % interval needs to be within 2 %, at most 400, with a seed.
 *
 * Mathet, Widlöcher & Métivier (2015), sections 4 and 5.2, with their weights α = β = Δ∅ = 1.
 */
export function gamma(continuum: Continuum, options: Partial<GammaOptions> = {}): Gamma {
  const settings = { ...GAMMA_OPTIONS, ...options };
  if (continuum.coders.length < 2) return undefinedFor("too-few-coders");
  if (continuum.units.length === 0) return undefinedFor("no-units");
  const own = continuum.coders.map((coder) => continuum.units.filter((unit) => unit.coder === coder));
  const { disorder: observed, isExact } = bestAlignment(own, settings.steps, settings.weights);
  const disorders: number[] = [];
  const random = seededRandom(settings.seed);
  const draw = (upTo: number): void => {
    while (disorders.length < upTo)
      disorders.push(bestAlignment(byChance(continuum, own, random), 0, settings.weights).disorder);
  };
  draw(Math.min(settings.firstSamples, settings.mostSamples));
  draw(Math.min(samplesNeeded(disorders, settings.precision), settings.mostSamples));
  const expected = mean(disorders);
  return { ...beyondChance(observed, expected, 1), observed, expected, samples: disorders.length, isExact };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** (1.96 · deviation ÷ mean ÷ precision)², section 5.2.3. */
function samplesNeeded(disorders: readonly number[], precision: number): number {
  const middle = mean(disorders);
  const deviation = Math.sqrt(mean(disorders.map((disorder) => (disorder - middle) ** 2)));
  return middle === 0 ? 0 : Math.ceil(((1.96 * deviation) / (middle * precision)) ** 2);
}

/** Units of coders by chance, at least one unit among them. */
function byChance(continuum: Continuum, own: readonly Unit[][], random: () => number): Unit[][] {
  const { length } = continuum;
  const apart =
    continuum.units.reduce((sum, { start, end }) => sum + end - start, 0) / Math.max(1, continuum.units.length);
  for (;;) {
    const shifts: number[] = [];
    const sample = own.map(() => {
      const shift = freeShift(shifts, length, apart, random);
      shifts.push(shift);
      const drawn = own[Math.floor(random() * own.length)] ?? [];
      return drawn.map((unit) => {
        const start = continuum.start + ((unit.start - continuum.start + shift) % length);
        return { ...unit, start, end: start + unit.end - unit.start };
      });
    });
    if (sample.some((units) => units.length > 0)) return sample;
  }
}

/** A shift that is far enough from those before, around the end too; any, where a hundred tries find none. */
function freeShift(shifts: readonly number[], length: number, apart: number, random: () => number): number {
  let shift = 0;
  for (let tries = 0; tries < 100; tries++) {
    shift = Math.floor(random() * length);
    const between = (other: number): number => Math.abs(shift - other);
    if (shifts.every((other) => Math.min(between(other), length - between(other)) >= apart)) break;
  }
  return shift;
}
