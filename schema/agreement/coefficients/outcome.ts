/** Why a coefficient has no value; closed, so that every language can say it. */
export const UNDEFINED_REASONS = [
  /** Fewer than two coders. */
  "too-few-coders",
  /** The coefficient is of two coders, and there are more. */
  "not-two-coders",
  /** No item was rated by two coders. */
  "no-pairs",
  /** Chance alone would agree: all said the same, so that nothing can be told from chance. */
  "no-variation",
  /** The scale needs numbers, and there are other values. */
  "not-numbers",
  /** A ratio scale has no negative values. */
  "negative-numbers",
  /** Nobody marked anything. */
  "no-units",
  /** A coder's units overlap each other, and the coefficient is of parts that do not. */
  "overlapping-units",
  /** Units of different coders nowhere meet. */
  "no-overlap",
  /** They meet so little that the formula leaves chance nothing to pair. */
  "too-little-overlap",
  /** The coefficient is of one category, and none, or one that nobody used, was named. */
  "unknown-category",
] as const;
export type UndefinedReason = (typeof UNDEFINED_REASONS)[number];

/** A coefficient, or null with the reason why it is undefined. */
export type Outcome = { value: number; reason?: undefined } | { value: null; reason: UndefinedReason };

/** A figure that there is. */
export const defined = (value: number): Outcome => ({ value });
/** None, with the reason that is shown in its place. */
export const undefinedFor = (reason: UndefinedReason): Outcome => ({ value: null, reason });

/**
 * What was not expected by chance: 1 − observed ÷ expected disagreement. Undefined where chance cannot disagree.
 * What floating point leaves of a difference of sums (`scale`: their size) counts as none.
 */
export function beyondChance(observed: number, expected: number, scale: number): Outcome {
  return Math.abs(expected) > 1e-12 * Math.abs(scale) ? defined(1 - observed / expected) : undefinedFor("no-variation");
}
