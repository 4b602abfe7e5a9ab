import { beyondChance, type Outcome } from "./outcome.ts";
import type { Item } from "./ratings.ts";
import { compareTwo } from "./two-coders.ts";

/**
 * Scott's pi of two coders: π = (A_o − A_e) ÷ (1 − A_e), where A_o is the share of items of which both said the same and
 * A_e = Σ_k ((p_k + q_k) ÷ 2)², p and q being the shares of each coder's answers. Items that one did not rate are left out.
 *
 * Scott, W. A. (1955). Reliability of content analysis: the case of nominal scale coding. Public Opinion Quarterly 19, 321–325.
 */
export function scottPi(items: readonly Item[]): Outcome {
  const compared = compareTwo(items);
  if ("value" in compared) return compared;
  const chance = compared.shares.reduce((sum, [p, q]) => sum + ((p + q) / 2) ** 2, 0);
  return beyondChance(1 - compared.agreed, 1 - chance, 1);
}
