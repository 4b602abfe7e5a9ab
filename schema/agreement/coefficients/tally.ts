import type { Outcome } from "./outcome.ts";

/*
 * Figures over many verdicts are functions of sums over parts of them, so that a resample costs a sum and no second look at a text.
 */

/** Numbers for the names of amounts: looking one up costs no new string. */
export class Keys {
  size = 0;
  readonly #names = new Map<string, number>();
  readonly #families = new Map<string, Map<string, number>>();

  /** The number of an amount. */
  of(name: string): number {
    let key = this.#names.get(name);
    if (key === undefined) this.#names.set(name, (key = this.size++));
    return key;
  }

  /** The number of an amount that there is one of for each of many values. */
  in(family: string, value: string): number {
    const values = this.family(family);
    let key = values.get(value);
    if (key === undefined) values.set(value, (key = this.size++));
    return key;
  }

  /** All numbers of a family by value. */
  family(family: string): Map<string, number> {
    let values = this.#families.get(family);
    if (values === undefined) this.#families.set(family, (values = new Map()));
    return values;
  }
}

/** Amounts of one part: a verdict, a stretch of its text, an answer. */
export class Tally {
  readonly amounts = new Map<number, number>();

  add(key: number, amount: number): void {
    if (amount !== 0) this.amounts.set(key, (this.amounts.get(key) ?? 0) + amount);
  }

  addAll({ amounts }: Tally): void {
    for (const [key, by] of amounts) this.add(key, by);
  }
}

/** With fewer, drawing again says nothing. So many verdicts are drawn whole; of fewer, their parts are drawn. */
export const ENOUGH_TO_DRAW = 5;

/** Whether each verdict is one part. */
export const areDrawnWhole = (verdicts: readonly unknown[]): boolean => verdicts.length >= ENOUGH_TO_DRAW;

/** Where the sums that a figure asks for will stand. What no figure asks for is never summed. */
export interface Places {
  /** Of the amounts of a key; -1 for a key that no part has. */
  of(key: number): number;
  /** Of the squares of the sums of several keys, added up. */
  squares(keys: Iterable<number>): number;
}
/** A figure of sums. */
export type OfSums = (sums: Float64Array) => Outcome;
/** Figures by name. */
export type FiguresOf<Name extends string> = (places: Places) => Record<Name, OfSums>;

/** An amount of a sum, 0 for a key that no part has. */
export const amount = (sums: Float64Array, place: number): number => (place < 0 ? 0 : (sums[place] ?? 0));

/** Places of the amounts of a family that some part has. */
export function placesOf(family: ReadonlyMap<string, number>, places: Places): Int32Array {
  const found: number[] = [];
  for (const key of family.values()) {
    const place = places.of(key);
    if (place >= 0) found.push(place);
  }
  return Int32Array.from(found);
}
