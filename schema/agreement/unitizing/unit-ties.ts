import { EMPTY } from "./dissimilarity.ts";

/** Whose units there are, by places in a list of all, and how strongly they belong together. */
export interface Ties {
  coders: number;
  /** Each unit's coder. */
  coder: Int32Array;
  /** What two units of different coders add to a group beside being one group less: (Δ∅ − d) ÷ number of pairs of coders. */
  pull: Float64Array[];
}

/**
 * Disorder of a group of k of n coders: the mean of all n (n − 1) ÷ 2 pairs, Δ∅ for each pair that lacks a unit. So a group of k
 * units has disorder Δ∅ − Σ pulls, and alone they have k · Δ∅.
 */
export const groupDisorder = ({ pull }: Ties, group: readonly number[]): number =>
  group.reduce((sum, u, i) => group.slice(0, i).reduce((rest, v) => rest - (pull[u]?.[v] ?? 0), sum), EMPTY);
