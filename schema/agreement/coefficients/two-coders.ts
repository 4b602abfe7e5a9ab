import { undefinedFor, type Outcome } from "./outcome.ts";
import { coderCount, pairsOf, type Item } from "./ratings.ts";

/** What two coders said of the items that both rated, as shares. */
export interface TwoCoders {
  /** Share of items of which both said the same. */
  agreed: number;
  /** Of each value, the share of each coder's items that got it. */
  shares: [number, number][];
}

/** Undefined for other numbers of coders than two, and without an item that both rated. */
export function compareTwo(items: readonly Item[]): TwoCoders | Outcome {
  const coders = coderCount(items);
  if (coders < 2) return undefinedFor("too-few-coders");
  if (coders > 2) return undefinedFor("not-two-coders");
  const pairs = pairsOf(items, 0, 1);
  const total = pairs.reduce((sum, { n }) => sum + n, 0);
  if (total === 0) return undefinedFor("no-pairs");
  const shares = new Map<string, [number, number]>();
  const add = (key: string, coder: 0 | 1, n: number): void => {
    const share = shares.get(key) ?? [0, 0];
    share[coder] += n / total;
    shares.set(key, share);
  };
  let agreed = 0;
  for (const { n, a, b } of pairs) {
    if (a === b) agreed += n;
    add(a, 0, n);
    add(b, 1, n);
  }
  return { agreed: agreed / total, shares: [...shares.values()] };
}
