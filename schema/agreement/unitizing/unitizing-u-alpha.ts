import { coincidences, type Coincidences } from "../coefficients/coincidences.ts";
import { partition, type Continuum } from "./continuum.ts";
import { beyondChance, type Outcome } from "../coefficients/outcome.ts";

/** 1 − Σ_c (ℓ_c − ℓ_cc) ÷ Σ_c (ε_c − ε_cc), over all values of the coincidences. */
export function alphaOf(found: Coincidences): Outcome {
  let [observed, expected] = [found.total, found.total];
  for (const value of found.given.keys()) {
    observed -= found.same(value);
    expected -= found.expected(value, value);
  }
  return beyondChance(observed, expected, found.total);
}

/**
 * Krippendorff's uα: how far coders agree on where units are and on their categories at once, gaps between units counting as a value:
 * uα = 1 − (ℓ.. − Σ_c ℓ_cc) ÷ (ℓ.. − Σ_c ε_cc), with ℓ and ε as in coincidences.ts.
 *
 * Krippendorff, Mathet, Bouvry & Widlöcher (2016), section 5.1, equation 5.
 */
export function unitizingUAlpha(continuum: Continuum): Outcome {
  const parts = partition(continuum);
  return Array.isArray(parts) ? alphaOf(coincidences(parts)) : parts;
}
