import fc from "fast-check";

/**
 * Runs a property with a fixed seed, which it prints with the way to run it again; SEED and RUNS in the environment
 * override it. fast-check shrinks a failure and prints its path.
 */
export function check<T>(name: string, runs: number, property: fc.IProperty<T>): void {
  const seed = Number(process.env["SEED"] ?? 20_261_125);
  const numRuns = Number(process.env["RUNS"] ?? runs);
  process.stdout.write(`${name}: SEED=${seed} RUNS=${numRuns} npx vitest run --project fuzz tests/fuzz/text\n`);
  fc.assert(property, { seed, numRuns });
}
