import { keyOf, type Given } from "./coefficients/ratings.ts";
import { RefusedSample } from "./refused-sample.ts";

/** A table over categories in their order: a row and a column each. */
export type Matrix = readonly (readonly number[])[];

/** Categories of a sample in their order. */
export interface Categories {
  /** Places in the order, by key. */
  places: ReadonlyMap<string, number>;
  /** Whether the order says something of their distance: numbers, words or truth values, and not more than one kind of them. */
  isOrdered: boolean;
}

/**
 * The order of the categories that were used: `given` where a sample names it, which then holds all of them; otherwise numbers (also
 * as text) by size, words by their letters, false before true. Throws RefusedSample where `given` names one twice, or lacks one that was
 * used.
 */
export function orderCategories(used: readonly Given[], given: readonly Given[] | null): Categories {
  const all = given ?? [...used].sort(compare);
  const places = new Map(all.map((category, place) => [keyOf(category), place]));
  if (given && places.size < given.length) throw new RefusedSample("categories: one is named twice");
  const missing = used.find((category) => !places.has(keyOf(category)));
  if (missing !== undefined) throw new RefusedSample(`categories: ${keyOf(missing)} was used and is not among them`);
  const kinds = new Set(all.map((category) => (Array.isArray(category) ? "set" : typeof category)));
  return { places, isOrdered: given !== null || (kinds.size <= 1 && !kinds.has("set")) };
}

function compare(a: Given, b: Given): number {
  const [left, right] = [Number(a), Number(b)];
  if (!Number.isNaN(left) && !Number.isNaN(right) && a !== "" && b !== "" && left !== right) return left - right;
  const [one, other] = [keyOf(a), keyOf(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * The order of the first of `choices` that a table fits in size: what was used, or what was named at all. Throws RefusedSample where it
 * fits none, or is not square.
 */
export function fitCategories(
  name: string,
  matrix: Matrix,
  choices: readonly (readonly Given[])[],
  given: readonly Given[] | null,
): ReadonlyMap<string, number> {
  const orders = choices.map((used) => orderCategories(used, given).places);
  const places = orders.find(({ size }) => size === matrix.length);
  if (!places || matrix.some((row) => row.length !== matrix.length)) {
    const size = orders[0]?.size ?? 0;
    throw new RefusedSample(`${name}: a table of ${size} rows and columns is needed, one a category`);
  }
  return places;
}

/** Throws RefusedSample where a table is none of distances: 0 of a category from itself, the same both ways, and none below 0. */
export function checkDistances(name: string, matrix: Matrix): void {
  for (const [i, row] of matrix.entries())
    for (const [j, distance] of row.entries()) {
      if (distance < 0) throw new RefusedSample(`${name}: none is below 0`);
      if (i === j && distance !== 0) throw new RefusedSample(`${name}: a category is 0 from itself`);
      if (distance !== matrix[j]?.[i]) throw new RefusedSample(`${name}: they are the same both ways`);
    }
}
