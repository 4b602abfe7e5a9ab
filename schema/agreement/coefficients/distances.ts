import { checkDistances, fitCategories, type Matrix } from "../categories.ts";
import { undefinedFor, type Outcome } from "./outcome.ts";
import { keyOf, type Given } from "./ratings.ts";

/** How far apart two values are, by the scale that they are on; the square where the scale has one. */
export const SCALES = ["nominal", "ordinal", "interval", "ratio", "masi", "jaccard"] as const;
export type Scale = (typeof SCALES)[number];

/** Distance of the values at two places of a table. */
export type Distance = (a: number, b: number) => number;

/**
 * δ² of Krippendorff's alpha between any two of `values`, `counts` being how often each was given (pairable values only).
 * Undefined where the values do not fit the scale: ordinal, interval and ratio take numbers, ratio none below 0.
 */
export function distanceOf(
  scale: Scale | GivenDistances,
  values: readonly Given[],
  counts: Float64Array,
): Distance | Outcome {
  if (typeof scale === "object") return givenDistance(scale, values, counts);
  if (scale === "nominal") return (a, b) => (a === b ? 0 : 1);
  if (scale === "masi" || scale === "jaccard") return setDistance(scale, values);
  const numbers = values.filter((value) => typeof value === "number");
  if (numbers.length < values.length) return undefinedFor("not-numbers");
  const at = (place: number): number => numbers[place] ?? 0;
  if (scale === "interval") return (a, b) => (at(a) - at(b)) ** 2;
  if (scale === "ordinal") return ordinalDistance(numbers, counts);
  if (numbers.some((number) => number < 0)) return undefinedFor("negative-numbers");
  return (a, b) => (at(a) === at(b) ? 0 : ((at(a) - at(b)) / (at(a) + at(b))) ** 2);
}

/** Distances that a table gives, of values in their order or in that of `categories`; taken as they are, not squared. */
export interface GivenDistances {
  distances: Matrix;
  categories: readonly Given[] | null;
}

function givenDistance(
  { distances, categories }: GivenDistances,
  values: readonly Given[],
  counts: Float64Array,
): Distance {
  checkDistances("distances", distances);
  const used = values.filter((_, place) => (counts[place] ?? 0) > 0);
  const places = fitCategories("distances", distances, [used, values], categories);
  const at = values.map((value) => places.get(keyOf(value)) ?? -1);
  return (a, b) => distances[at[a] ?? -1]?.[at[b] ?? -1] ?? 0;
}

/** As many ranks as values were given from one to the other, half of those at both ends, squared. */
function ordinalDistance(numbers: readonly number[], counts: Float64Array): Distance {
  const middles = new Float64Array(numbers.length);
  let below = 0;
  for (const place of [...numbers.keys()].sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0))) {
    const count = counts[place] ?? 0;
    middles[place] = below + count / 2;
    below += count;
  }
  return (a, b) => ((middles[a] ?? 0) - (middles[b] ?? 0)) ** 2;
}

/**
 * Jaccard: 1 − |A ∩ B| ÷ |A ∪ B|. MASI: 1 − that share × M, where M is 1 for equal sets, ⅔ when one holds the other, ⅓ when they
 * only meet, 0 when they do not (Passonneau, R. (2006). Measuring agreement on set-valued items. LREC, 831–836). Two empty sets
 * are equal. A value that is no set is the set of itself. These distances are taken as they are, not squared.
 */
function setDistance(scale: "masi" | "jaccard", values: readonly Given[]): Distance {
  const sets = values.map((value) => new Set((Array.isArray(value) ? value : [value]).map((one) => keyOf(one))));
  return (a, b) => {
    const [left, right] = [sets[a] ?? new Set(), sets[b] ?? new Set()];
    const both = [...left].filter((one) => right.has(one)).length;
    const either = left.size + right.size - both;
    if (either === both) return 0;
    const share = both / either;
    if (scale === "jaccard") return 1 - share;
    return 1 - share * (both === 0 ? 0 : both === left.size || both === right.size ? 2 / 3 : 1 / 3);
  };
}
