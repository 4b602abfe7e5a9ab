import { unitCoincidences } from "../coefficients/coincidences.ts";
import { partition, type Continuum } from "./continuum.ts";
import { undefinedFor, type Outcome } from "../coefficients/outcome.ts";
import { alphaOf } from "./unitizing-u-alpha.ts";

/**
 * Krippendorff's cuα: how far coders agree on categories where their units meet, gaps left out:
 * cuα = 1 − (ℓ*.. − Σ_c ℓ*_cc) ÷ (ℓ*.. − Σ_c ε*_cc), of units only, with ℓ* and ε* as in coincidences.ts.
 * Undefined where units of different coders nowhere meet, and where all that meet are of one category.
 *
 * Krippendorff, Mathet, Bouvry & Widlöcher (2016), section 5.3, equations 9 to 11, on the nominal scale.
 */
export function unitizingCuAlpha(continuum: Continuum): Outcome {
  const parts = partition(continuum);
  if (!Array.isArray(parts)) return parts;
  const found = unitCoincidences(parts);
  if (found.total === 0) return undefinedFor("no-overlap");
  return found.free === 0 ? undefinedFor("too-little-overlap") : alphaOf(found);
}
