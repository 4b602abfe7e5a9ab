import { defined, undefinedFor, type Outcome } from "./outcome.ts";
import { coderCount, tabulate, type Item, type Table } from "./ratings.ts";

/** An item's share of pairs of its coders that said the same: Σ_k r_k (r_k − 1) ÷ r (r − 1). Of at least two coders. */
export function agreedPairs({ counts, total }: Table["items"][number]): number {
  let same = 0;
  for (const count of counts) same += count * (count - 1);
  return same / (total * (total - 1));
}

/**
 * Raw (percent) agreement: of the pairs of coders of an item, the share that said the same, averaged over the items that at least
 * two coders rated. Not corrected for chance; with two coders it is the share of items of which both said the same.
 *
 * Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological Bulletin 76, 378–382: P̄.
 */
export function rawAgreement(items: readonly Item[]): Outcome {
  if (coderCount(items) < 2) return undefinedFor("too-few-coders");
  const paired = tabulate(items).items.filter(({ total }) => total >= 2);
  const n = paired.reduce((sum, item) => sum + item.n, 0);
  return n === 0
    ? undefinedFor("no-pairs")
    : defined(paired.reduce((sum, item) => sum + item.n * agreedPairs(item), 0) / n);
}

/** How many items at least two coders rated: what a coefficient rests on. */
export function pairedItems(items: readonly Item[]): number {
  return items.reduce((sum, { n, values }) => sum + (values.filter((value) => value !== null).length >= 2 ? n : 0), 0);
}
