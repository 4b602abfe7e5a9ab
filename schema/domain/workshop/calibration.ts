/** So many set a key. */
export const KEY_SETTERS = 2;

/** What a calibration says: the group agrees, it does not, or these passages are too few to tell. */
export const CALIBRATION_WORDS = ["there", "not-there", "not-known-yet"] as const;
export type CalibrationWord = (typeof CALIBRATION_WORDS)[number];

/** Beyond so many further passages nobody plans: *many*. */
const MORE_MAX = 100;

export interface CalibrationReading {
  word: CalibrationWord;
  /** How many further passages would tell; *many* above a hundred. Null where it is told already, or nothing can be said. */
  more: number | "many" | null;
}

/**
 * How a figure of agreement over `n` passages reads beside the rule: *there* where its whole interval lies above it, *not there* where it
 * lies below. Else an interval shrinks with the root of n, so that n·(arm ÷ distance)² passages in all would bring its end to the rule;
 * the arm is the one towards the rule.
 */
export function readCalibration(
  { value, interval, n }: { value: number | null; interval: readonly [number, number] | null; n: number },
  rule: number,
): CalibrationReading {
  if (value === null || !interval) return { word: "not-known-yet", more: null };
  const [low, high] = interval;
  if (low > rule) return { word: "there", more: null };
  if (high < rule) return { word: "not-there", more: null };
  const distance = Math.abs(value - rule);
  const arm = value >= rule ? value - low : high - value;
  // What is a whole number is no passage more for how it is stored.
  const more = distance === 0 ? Infinity : Math.ceil(n * (arm / distance) ** 2 - n - 1e-9);
  return { word: "not-known-yet", more: more > MORE_MAX ? "many" : Math.max(1, more) };
}
