import { z } from "zod";

const Scalar = z.union([z.string(), z.number(), z.boolean()]);
/** What a coder said of an item; a set of things is an array; null: the coder said nothing. */
export const Rating = z.union([Scalar, z.array(Scalar)]).nullable();
export type Rating = z.infer<typeof Rating>;
/** A value that was given. */
export type Given = Exclude<Rating, null>;

/** One item: a value of each coder, in the order of the coders; it counts `n` times. */
export interface Item {
  n: number;
  values: readonly Rating[];
}

const Values = z.array(Rating);
const Count = z.int().nonnegative();
/** A row as a file gives it: its cells, or these with how often there is such a row. */
const rowsOf = <T extends z.ZodType>(cells: z.ZodArray<T>) =>
  z.array(z.preprocess((row) => (Array.isArray(row) ? { n: 1, v: row } : row), z.strictObject({ n: Count, v: cells })));

/** Items as a file gives them: a row each, a coder a column. */
export const RatingRows = z
  .strictObject({ form: z.literal("ratings"), rows: rowsOf(Values) })
  .transform(({ rows }) => ({ rows: rows.map(({ n, v }): Item => ({ n, values: v })) }));

/** More coders of an item were hardly counted. */
const CODERS_MAX = 10_000;
/**
 * Items as counts: a row each, and in it how many coders chose each category. Categories are 1, 2, 3 … where they are not named. Who
 * chose what is not known, so coders have no columns of their own.
 */
export const CountRows = z
  .strictObject({
    form: z.literal("counts"),
    rows: rowsOf(z.array(Count)),
    categories: z.array(z.union([Scalar, z.array(Scalar)])).optional(),
  })
  .refine(({ rows, categories }) => rows.every(({ v }) => v.length <= (categories?.length ?? Infinity)), {
    error: "a row counts more categories than are named",
    path: ["rows"],
  })
  .refine(({ rows }) => rows.every(({ v }) => v.reduce((sum, count) => sum + count, 0) <= CODERS_MAX), {
    error: `an item has at most ${CODERS_MAX} coders`,
    path: ["rows"],
  })
  .transform(({ rows, categories }) => ({
    rows: rows.map(({ n, v }): Item => ({
      n,
      values: v.flatMap((count, place) => Array.from({ length: count }, () => categories?.[place] ?? place + 1)),
    })),
  }));

/** How many coders there are: the longest row's; a shorter one lacks its last coders. */
export function coderCount(items: readonly Item[]): number {
  return items.reduce((most, { values }) => Math.max(most, values.length), 0);
}

/** What makes two values the same: 1 and "1" are two, sets are the same in any order. */
export function keyOf(value: Given): string {
  if (!Array.isArray(value)) return JSON.stringify(value);
  return `[${[...new Set(value.map((one) => JSON.stringify(one)))].sort().join()}]`;
}

/** How often each value was given for an item, in one table for all of them. */
export interface Table {
  /** The distinct values, in the order of their first use; a count's place is its value's. */
  values: Given[];
  items: { n: number; counts: Float64Array; total: number }[];
}

/** Counts of all items that count at least once. */
export function tabulate(items: readonly Item[]): Table {
  const places = new Map<string, number>();
  const values: Given[] = [];
  const placed = items
    .filter(({ n }) => n > 0)
    .map((item) => ({
      n: item.n,
      places: item.values.flatMap((value) => {
        if (value === null) return [];
        const key = keyOf(value);
        let place = places.get(key);
        if (place === undefined) {
          places.set(key, (place = values.length));
          values.push(value);
        }
        return [place];
      }),
    }));
  const tabulated = placed.map((item) => {
    const counts = new Float64Array(values.length);
    for (const place of item.places) counts[place] = (counts[place] ?? 0) + 1;
    return { n: item.n, counts, total: item.places.length };
  });
  return { values, items: tabulated };
}

/** Items that both of two coders rated, as pairs of value keys. */
export function pairsOf(items: readonly Item[], a: number, b: number): { n: number; a: string; b: string }[] {
  return items.flatMap(({ n, values }) => {
    const [left, right] = [values[a] ?? null, values[b] ?? null];
    return left === null || right === null || n === 0 ? [] : [{ n, a: keyOf(left), b: keyOf(right) }];
  });
}
