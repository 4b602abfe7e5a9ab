/** A small generator of pseudo-random numbers (mulberry32): the same seed, the same run. */
export class Seeded {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** An integer from 0 below `end`. */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * end);
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  pick<T>(all: readonly T[]): T {
    const one = all[this.below(all.length)];
    if (one === undefined) throw new Error("nothing to pick from");
    return one;
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.below(256));
  }
}

/** Seeds of a random test: fixed for `npm test`, `SEED=n` for one, `RUNS=n` for that many fresh ones. */
export function seeds(fixed: readonly number[]): number[] {
  const { SEED, RUNS } = process.env;
  if (SEED) return [Number(SEED)];
  return RUNS ? Array.from({ length: Number(RUNS) }, () => Math.floor(Math.random() * 2 ** 32)) : [...fixed];
}
