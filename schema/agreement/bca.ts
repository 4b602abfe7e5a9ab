/*
 * Bias-corrected and accelerated bootstrap intervals: Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American
 * Statistical Association 82, 171–185; as in Efron, B. & Tibshirani, R. (1993). An introduction to the bootstrap, section 14.3.
 * Percentiles alone lie on one side of the value where the parts are few.
 */

/** The share of Σ d² from which one part alone makes the figure what it is. */
const ALONE = 0.9;
/** Below it a difference of two figures is what floating point leaves. */
const NOTHING = 1e-12;

/**
 * The BCa interval of a value: the percentiles α = Φ(z₀ + w ÷ (1 − a w)) of the resamples, w = z₀ ± z, where z₀ = Φ⁻¹(share of resamples
 * below the value, half of those at it) corrects the bias and a is the acceleration. `drawn` is sorted.
 *
 * Null where there is too little for a range: all resamples come to the same, a percentile lies beyond what was drawn, the value
 * does not lie within, the figure hangs on one part alone, or is undefined without one (`without` holds null).
 */
export function bcaInterval(
  value: number,
  drawn: Float64Array,
  without: readonly (number | null)[],
  level = 0.95,
): [low: number, high: number] | null {
  const left = without.filter((each) => each !== null);
  const a = left.length < without.length ? null : acceleration(left);
  if (a === null || drawn.length === 0) return null;
  const near = NOTHING * Math.max(1, Math.abs(value));
  let below = 0;
  for (const each of drawn) below += each < value - near ? 1 : each <= value + near ? 0.5 : 0;
  const bias = normalQuantile(below / drawn.length);
  const z = normalQuantile((1 + level) / 2);
  const at = (w: number): number => {
    const slope = 1 - a * w;
    const share = slope > 0 ? normal(bias + w / slope) : NaN;
    const isDrawn = share * drawn.length >= 1 && (1 - share) * drawn.length >= 1;
    return isDrawn ? (drawn[Math.round(share * (drawn.length - 1))] ?? NaN) : NaN;
  };
  const [low, high] = [at(bias - z), at(bias + z)];
  return low < value - near && value + near < high ? [low, high] : null;
}

/** a = Σ d³ ÷ 6 (Σ d²)^(3/2), d being how far each figure without a part is below their mean; null where all are the same or one alone differs. */
export function acceleration(without: readonly number[]): number | null {
  const mean = without.reduce((sum, each) => sum + each, 0) / without.length;
  let [squares, cubes, most] = [0, 0, 0];
  for (const each of without) {
    squares += (mean - each) ** 2;
    cubes += (mean - each) ** 3;
    most = Math.max(most, (mean - each) ** 2);
  }
  return squares > NOTHING ** 2 && most < ALONE * squares ? cubes / (6 * squares ** 1.5) : null;
}

/** Φ, by its series about 0 (Marsaglia, G. (2004). Evaluating the normal distribution. Journal of Statistical Software 11). */
function normal(x: number): number {
  if (Math.abs(x) > 8) return x > 0 ? 1 : 0;
  let [sum, term] = [x, x];
  for (let odd = 3; Math.abs(term) > 1e-17 * Math.abs(sum); odd += 2) sum += term *= (x * x) / odd;
  return 0.5 + (sum * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Φ⁻¹, by halving. */
function normalQuantile(share: number): number {
  if (share <= 0) return -Infinity;
  if (share >= 1) return Infinity;
  let [low, high] = [-8, 8];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normal(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
