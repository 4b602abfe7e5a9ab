import { beyondChance, type Outcome } from "./outcome.ts";
import type { Item } from "./ratings.ts";
import { compareTwo } from "./two-coders.ts";

/**
 * Cohen's kappa of two coders: κ = (A_o − A_e) ÷ (1 − A_e), where A_o is the share of items of which both said the same and
 * A_e = Σ_k p_k · q_k, p and q being the shares of each coder's own answers. Items that one did not rate are left out.
 *
 * Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement 20, 37–46.
 */
export function cohenKappa(items: readonly Item[]): Outcome {
  const compared = compareTwo(items);
  if ("value" in compared) return compared;
  const chance = compared.shares.reduce((sum, [p, q]) => sum + p * q, 0);
  return beyondChance(1 - compared.agreed, 1 - chance, 1);
}
