import { compareMany } from "./fleiss-kappa.ts";
import { beyondChance, undefinedFor, type Outcome } from "./outcome.ts";
import { coderCount, tabulate, type Item } from "./ratings.ts";

/**
 * Gwet's AC1 of any number of coders: AC1 = (p_a − p_e) ÷ (1 − p_e), where p_a is the average share of agreeing pairs of coders of
 * an item and p_e = Σ_k π_k (1 − π_k) ÷ (q − 1), π_k being the average share of value k and q the number of values that were used.
 * It stays steady where nearly all say the same, where kappa and alpha collapse. Undefined when only one value was used.
 *
 * Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. British Journal of
 * Mathematical and Statistical Psychology 61, 29–48. Missing values as in his Handbook of Inter-Rater Reliability (2014).
 */
export function gwetAc1(items: readonly Item[]): Outcome {
  if (coderCount(items) < 2) return undefinedFor("too-few-coders");
  const compared = compareMany(tabulate(items));
  if (!compared) return undefinedFor("no-pairs");
  const values = compared.shares.length;
  if (values < 2) return undefinedFor("no-variation");
  const chance = compared.shares.reduce((sum, share) => sum + share * (1 - share), 0) / (values - 1);
  return beyondChance(1 - compared.agreed, 1 - chance, 1);
}
