import { coincidences, GAP } from "../coefficients/coincidences.ts";
import { partition, type Continuum } from "./continuum.ts";
import { beyondChance, type Outcome } from "../coefficients/outcome.ts";

/**
 * Krippendorff's |uα: how far coders agree on which text is marked at all, whatever the category:
 * |uα = 1 − (ℓ_φ − ℓ_φφ) ÷ (ε_φ − ε_φφ), φ being the gaps, with ℓ and ε as in coincidences.ts.
 * Undefined where all of the text, or none of it, is marked by everybody.
 *
 * Krippendorff, Mathet, Bouvry & Widlöcher (2016), section 5.2, equation 6.
 */
export function unitizingBarUAlpha(continuum: Continuum): Outcome {
  const parts = partition(continuum);
  if (!Array.isArray(parts)) return parts;
  const found = coincidences(parts);
  let expected = 0;
  for (const value of found.given.keys()) if (value !== GAP) expected += found.expected(GAP, value);
  return beyondChance((found.given.get(GAP) ?? 0) - found.same(GAP), expected, found.total);
}
