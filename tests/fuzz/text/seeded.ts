import fc from "fast-check";

/**
 * Runs a property with a fixed seed, which it prints with the way to run it again. `RUNS=n` runs it n times as often with a
 * fresh seed, `SEED=n` with that one. fast-check shrinks a failure and prints its path.
 */
export function check<T>(name: string, runs: number, property: fc.IProperty<T>): void {
  const { SEED, RUNS } = process.env;
  const seed = SEED ? Number(SEED) : RUNS ? Math.floor(Math.random() * 2 ** 31) : 20_261_125;
  const numRuns = runs * Number(RUNS ?? 1);
  process.stdout.write(`${name}: SEED=${seed} RUNS=${RUNS ?? 1} npx vitest run --project fuzz tests/fuzz/text\n`);
  fc.assert(property, { seed, numRuns });
}
