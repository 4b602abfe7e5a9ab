import { unitCoincidences } from "../coefficients/coincidences.ts";
import { partition, type Continuum } from "./continuum.ts";
import { beyondChance, undefinedFor, type Outcome } from "../coefficients/outcome.ts";

/**
 * Krippendorff's (k)uα: how far coders agree on one category k against the others, where their units meet:
 * (k)uα = 1 − (ε*_k ÷ ℓ*_k) · (ℓ*_k − ℓ*_kk) ÷ (ε*_k − ε*_kk), of units only, with ℓ* and ε* as in coincidences.ts.
 * Undefined for a category that nobody used, that meets no other coder's unit, or that is the only one that meets.
 *
 * Krippendorff, Mathet, Bouvry & Widlöcher (2016), section 5.4, equation 13b.
 */
export function unitizingKuAlpha(continuum: Continuum, category: string): Outcome {
  const parts = partition(continuum);
  if (!Array.isArray(parts)) return parts;
  if (!continuum.units.some((unit) => unit.category === category)) return undefinedFor("unknown-category");
  const found = unitCoincidences(parts);
  const given = found.given.get(category) ?? 0;
  if (given === 0) return undefinedFor("no-overlap");
  if (found.free === 0) return undefinedFor("too-little-overlap");
  let apart = 0;
  for (const value of found.given.keys()) if (value !== category) apart += found.expected(category, value);
  const expected = apart + found.expected(category, category);
  return beyondChance((expected / given) * (given - found.same(category)), apart, found.total);
}
