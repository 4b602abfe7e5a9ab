import type { Unit } from "./continuum.ts";

/*
 * Mathet, Y., Widlöcher, A. & Métivier, J.-P. (2015). The unified and holistic method gamma (γ) for inter-annotator agreement
 * measure and alignment. Computational Linguistics 41, 437–479, section 4.
 */

/** Δ∅: how far a unit is from no unit. */
export const EMPTY = 1;
/** Weights of place and category in the combined dissimilarity, α and β there. */
export interface Weights {
  place: number;
  category: number;
  /** How far two different categories are apart, d_cat there; 1 without. */
  between?: (a: string, b: string) => number;
}
/** Those of the paper. */
export const EVEN: Weights = { place: 1, category: 1 };

/**
 * d = α · ((|s_u − s_v| + |e_u − e_v|) ÷ (length of u + length of v))² · Δ∅ + β · d_cat · Δ∅, s and e being where units start and
 * end, d_cat 0 for the same category, else 1 or as given. From 0 for equal units; not bounded.
 */
export function dissimilarity(u: Unit, v: Unit, weights: Weights = EVEN): number {
  const apart = Math.abs(u.start - v.start) + Math.abs(u.end - v.end);
  const lengths = u.end - u.start + (v.end - v.start);
  const other = u.category === v.category ? 0 : (weights.between?.(u.category, v.category) ?? 1);
  return EMPTY * (weights.place * (apart / lengths) ** 2 + weights.category * other);
}
