import { fitCategories, orderCategories, type Matrix } from "../categories.ts";
import { beyondChance, undefinedFor, type Outcome } from "./outcome.ts";
import { coderCount, keyOf, pairsOf, tabulate, type Given, type Item } from "./ratings.ts";
import { RefusedSample } from "../refused-sample.ts";

/** How heavy a disagreement weighs: by the steps between two categories in their order, by the square of these, or as a table says. */
export type Weighing = "linear" | "quadratic" | Matrix;

/**
 * Cohen's weighted kappa of two coders: κ_w = 1 − Σ v_ij o_ij ÷ Σ v_ij p_i q_j, where o_ij is the share of items that the first
 * coder called i and the second j, p and q are the shares of each coder's own answers, and v_ij is how heavy that disagreement
 * weighs: |i − j| (linear) or (i − j)² (quadratic) of the places of the categories, or as a table says. Categories that neither used
 * have no place unless `categories` names them. Items that one did not rate are left out.
 *
 * A table has a row a category of the first coder and a column a category of the second, in their order. Zeros on its diagonal make it
 * one of disagreement, as Cohen's of 1968; otherwise its diagonal holds its largest weight w and it is one of agreement,
 * v = w − w_ij, which gives the same κ_w.
 *
 * Cohen, J. (1968). Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit.
 * Psychological Bulletin 70, 213–220.
 */
export function weightedKappa(
  items: readonly Item[],
  weighing: Weighing,
  categories: readonly Given[] | null = null,
): Outcome {
  const coders = coderCount(items);
  if (coders < 2) return undefinedFor("too-few-coders");
  if (coders > 2) return undefinedFor("not-two-coders");
  const pairs = pairsOf(items, 0, 1);
  const total = pairs.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return undefinedFor("no-pairs");
  const { values } = tabulate(items);
  const met = new Set(pairs.flatMap(({ a, b }) => [a, b]));
  const used = values.filter((value) => met.has(keyOf(value)));
  const { places, weight } = weightsOf(weighing, used, values, categories);

  const shares = new Map<string, [number, number]>();
  let observed = 0;
  for (const { n, a, b } of pairs) {
    observed += (weight(places.get(a) ?? 0, places.get(b) ?? 0) * n) / total;
    for (const [coder, key] of [a, b].entries()) {
      const share = shares.get(key) ?? [0, 0];
      share[coder] = (share[coder] ?? 0) + n / total;
      shares.set(key, share);
    }
  }
  let [expected, heaviest] = [0, 0];
  for (const [a, [p]] of shares)
    for (const [b, [, q]] of shares) {
      const weighs = weight(places.get(a) ?? 0, places.get(b) ?? 0);
      expected += weighs * p * q;
      heaviest = Math.max(heaviest, weighs);
    }
  return beyondChance(observed, expected, heaviest);
}

function weightsOf(
  weighing: Weighing,
  used: readonly Given[],
  all: readonly Given[],
  categories: readonly Given[] | null,
): { places: ReadonlyMap<string, number>; weight: (a: number, b: number) => number } {
  if (weighing === "linear" || weighing === "quadratic") {
    const { places, isOrdered } = orderCategories(used, categories);
    if (!isOrdered) throw new RefusedSample(`variant: "${weighing}" needs an order: name it with categories`);
    return { places, weight: (a, b) => (weighing === "linear" ? Math.abs(a - b) : (a - b) ** 2) };
  }
  const places = fitCategories("weights", weighing, [used, all], categories);
  const diagonal = new Set(weighing.map((row, i) => row[i] ?? 0));
  const [own = 0] = diagonal;
  const flat = weighing.flat();
  const isEven = diagonal.size === 1;
  if (isEven && own === 0 && flat.every((weight) => weight >= 0))
    return { places, weight: (a, b) => weighing[a]?.[b] ?? 0 };
  if (isEven && flat.every((weight) => weight >= 0 && weight <= own))
    return { places, weight: (a, b) => own - (weighing[a]?.[b] ?? 0) };
  throw new RefusedSample(
    "weights: the diagonal is 0 (disagreement) or the largest weight (agreement), and none is below 0",
  );
}
