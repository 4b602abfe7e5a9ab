import { beyondChance, undefinedFor, type Outcome } from "./outcome.ts";
import { agreedPairs } from "./raw-agreement.ts";
import { coderCount, tabulate, type Item, type Table } from "./ratings.ts";

/** Observed agreement and the average share of each value; null where no item has two coders. */
export interface ManyCoders {
  agreed: number;
  shares: Float64Array;
}

/**
 * Agreement over the items with at least two coders, and shares over all items with at least one: each item counts once, however
 * many coders it had.
 */
export function compareMany({ values, items }: Table): ManyCoders | null {
  const shares = new Float64Array(values.length);
  let [rated, paired, agreed] = [0, 0, 0];
  for (const item of items) {
    if (item.total === 0) continue;
    rated += item.n;
    for (const [place, count] of item.counts.entries())
      shares[place] = (shares[place] ?? 0) + (item.n * count) / item.total;
    if (item.total < 2) continue;
    paired += item.n;
    agreed += item.n * agreedPairs(item);
  }
  return paired === 0 ? null : { agreed: agreed / paired, shares: shares.map((share) => share / rated) };
}

/**
 * Fleiss' kappa of any number of coders: κ = (P̄ − P̄_e) ÷ (1 − P̄_e), where P̄ is the average share of agreeing pairs of coders of
 * an item and P̄_e = Σ_k p_k², p_k being the average share of value k.
 * With missing values, P̄ is of items that two coders rated and p_k of all that one rated (Gwet 2014, chapter 2), which is the
 * coefficient of 1971 when nothing is missing.
 *
 * Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin 76, 378–382.
 * Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, 4th edition.
 */
export function fleissKappa(items: readonly Item[]): Outcome {
  if (coderCount(items) < 2) return undefinedFor("too-few-coders");
  const compared = compareMany(tabulate(items));
  if (!compared) return undefinedFor("no-pairs");
  const chance = compared.shares.reduce((sum, share) => sum + share ** 2, 0);
  return beyondChance(1 - compared.agreed, 1 - chance, 1);
}
