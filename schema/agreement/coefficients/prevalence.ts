import { tabulate, type Given, type Item } from "./ratings.ts";

/**
 * Of all values that were given, the share of each: what a low coefficient beside a high raw agreement is to be read with
 * (Feinstein, A. R. & Cicchetti, D. V. (1990). High agreement but low kappa. Journal of Clinical Epidemiology 43, 543–549).
 * The most frequent first; empty where nothing was given.
 */
export function prevalence(items: readonly Item[]): { value: Given; share: number }[] {
  const table = tabulate(items);
  const given = table.items.reduce((sum, { n, total }) => sum + n * total, 0);
  return table.values
    .map((value, place) => ({
      value,
      share: table.items.reduce((sum, { n, counts }) => sum + n * (counts[place] ?? 0), 0) / given,
    }))
    .sort((a, b) => b.share - a.share);
}

/** What was given most often: several where they are as frequent, none where nothing was given. */
export function mostFrequent<Value>(
  prevalence: readonly { value: Value; share: number }[],
): { values: Value[]; share: number } | null {
  const share = prevalence[0]?.share;
  if (share === undefined) return null;
  return { values: prevalence.filter((each) => each.share === share).map(({ value }) => value), share };
}
