import { EMPTY } from "./dissimilarity.ts";
import { groupDisorder, type Ties } from "./unit-ties.ts";

/**
 * Tries to find groups with less disorder than `found`, unit by unit, leaving off what can not get better than the best so far.
 * Works on units that could ever be together and forgets the rest; `steps` is what it may try in all.
 * `isExact`: it came to the end, so no groups have less disorder than the answer.
 */
export function improveExactly(
  ties: Ties,
  found: readonly number[][],
  steps: number,
): { groups: number[][]; isExact: boolean } {
  const groups: number[][] = [];
  let [left, isExact] = [steps, true];
  for (const units of components(ties)) {
    const inside = new Set(units);
    const start = found.filter((group) => inside.has(group[0] ?? -1));
    const search = new Search(ties, units, start, left);
    search.run();
    left -= search.tried;
    isExact &&= search.isDone;
    groups.push(...search.best);
  }
  return { groups, isExact };
}

/**
 * A unit is in a group only if taking it out would not be better, which is so only if d ≤ Δ∅ (pairs + n − 1) for each other unit
 * of it: at most n − 1 others, each of which pulls by no more than Δ∅ ÷ pairs.
 */
function couldMeet({ coder, coders, pull }: Ties, u: number, v: number): boolean {
  const pairs = (coders * (coders - 1)) / 2;
  return coder[u] !== coder[v] && EMPTY + (pull[u]?.[v] ?? 0) + ((coders - 2) * EMPTY) / pairs >= 0;
}

/** Units that are tied to each other, however indirectly; in the order of their places. */
function components(ties: Ties): number[][] {
  const parts: number[][] = [];
  const seen = new Set<number>();
  for (const first of ties.coder.keys()) {
    if (seen.has(first)) continue;
    seen.add(first);
    const part = [first];
    for (const u of part)
      for (const v of ties.coder.keys())
        if (!seen.has(v) && couldMeet(ties, u, v)) {
          seen.add(v);
          part.push(v);
        }
    parts.push(part);
  }
  return parts;
}

class Search {
  best: number[][];
  tried = 0;
  isDone = true;
  readonly #ties: Ties;
  readonly #units: readonly number[];
  readonly #steps: number;
  /** Groups worth a thought by the unit that is first in `units`, the least disorder first. */
  readonly #options = new Map<number, { group: number[]; disorder: number }[]>();
  /** The least that a unit can cost: its share of the cheapest group that it can be in. */
  readonly #least = new Map<number, number>();
  #disorder: number;

  constructor(ties: Ties, units: readonly number[], found: readonly number[][], steps: number) {
    this.#ties = ties;
    this.#units = units;
    this.#steps = steps;
    this.best = [...found];
    this.#disorder = found.reduce((sum, group) => sum + groupDisorder(ties, group), 0);
  }

  run(): void {
    for (const [at, unit] of this.#units.entries()) this.#grow([unit], at + 1);
    for (const groups of this.#options.values()) groups.sort((a, b) => a.disorder - b.disorder);
    let rest = 0;
    for (const unit of this.#units) rest += this.#least.get(unit) ?? 0;
    if (this.isDone) this.#place(0, new Set(), [], 0, rest);
  }

  /** Notes a group and all that begin with it. A group that its units do better alone can be split, so it is not noted. */
  #grow(group: number[], from: number): void {
    if (!this.#step()) return;
    const disorder = groupDisorder(this.#ties, group);
    const [first] = group;
    if (first === undefined) return;
    if (group.length === 1 || disorder < group.length * EMPTY) {
      const noted = this.#options.get(first) ?? [];
      this.#options.set(first, noted);
      noted.push({ group: [...group], disorder });
      for (const unit of group)
        this.#least.set(unit, Math.min(this.#least.get(unit) ?? Infinity, disorder / group.length));
    }
    for (let at = from; at < this.#units.length; at++) {
      const unit = this.#units[at];
      if (unit !== undefined && group.every((other) => couldMeet(this.#ties, unit, other)))
        this.#grow([...group, unit], at + 1);
    }
  }

  /** Gives the first unit without a group each group that it can have. `rest`: the least that the units without one can cost. */
  #place(at: number, taken: Set<number>, groups: readonly number[][], disorder: number, rest: number): void {
    if (disorder + rest >= this.#disorder - 1e-9 || !this.#step()) return;
    let next = at;
    while (next < this.#units.length && taken.has(this.#units[next] ?? -1)) next++;
    const unit = this.#units[next];
    if (unit === undefined) {
      this.best = [...groups];
      this.#disorder = disorder;
      return;
    }
    for (const option of this.#options.get(unit) ?? []) {
      if (option.group.some((other) => taken.has(other))) continue;
      for (const other of option.group) taken.add(other);
      const freed = option.group.reduce((sum, other) => sum + (this.#least.get(other) ?? 0), 0);
      this.#place(next + 1, taken, [...groups, option.group], disorder + option.disorder, rest - freed);
      for (const other of option.group) taken.delete(other);
    }
  }

  #step(): boolean {
    if (this.tried >= this.#steps) this.isDone = false;
    else this.tried++;
    return this.isDone;
  }
}
