import { distanceOf, type GivenDistances, type Scale } from "./distances.ts";
import { beyondChance, undefinedFor, type Outcome } from "./outcome.ts";
import { coderCount, tabulate, type Item } from "./ratings.ts";

/**
 * Krippendorff's alpha of any number of coders, with missing values, on any scale: α = 1 − D_o ÷ D_e, where
 * D_o = Σ_ck o_ck δ²_ck ÷ n, D_e = Σ_ck n_c n_k δ²_ck ÷ n (n − 1), and each item with r ≥ 2 values adds to o_ck its ordered pairs
 * of values c and k, divided by r − 1; n_c are the sums of o_ck, n their sum. Items with one value are left out. A table of given
 * distances takes the place of δ².
 *
 * Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania.
 */
export function krippendorffAlpha(items: readonly Item[], scale: Scale | GivenDistances): Outcome {
  if (coderCount(items) < 2) return undefinedFor("too-few-coders");
  const { values, items: all } = tabulate(items);
  const pairable = all.filter(({ total }) => total >= 2);
  const given = new Float64Array(values.length);
  for (const { n, counts } of pairable)
    for (const [place, count] of counts.entries()) given[place] = (given[place] ?? 0) + n * count;
  const total = given.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefinedFor("no-pairs");
  if (typeof scale === "string") {
    const used = values.filter((_, place) => (given[place] ?? 0) > 0);
    const counts = given.filter((count) => count > 0);
    const fits = distanceOf(scale, used, counts);
    if (typeof fits !== "function") return fits;
  }
  const distance = distanceOf(scale, values, given);
  if (typeof distance !== "function") return distance;

  let observed = 0;
  for (const item of pairable) {
    const places = [...item.counts.keys()].filter((place) => (item.counts[place] ?? 0) > 0);
    let apart = 0;
    for (const a of places)
      for (const b of places) if (a < b) apart += (item.counts[a] ?? 0) * (item.counts[b] ?? 0) * distance(a, b);
    observed += (item.n * 2 * apart) / (item.total - 1);
  }
  let expected = 0;
  for (let a = 0; a < values.length; a++)
    for (let b = 0; b < a; b++) expected += 2 * (given[a] ?? 0) * (given[b] ?? 0) * distance(a, b);
  return beyondChance(observed / total, expected / (total * (total - 1)), observed / total);
}
