import { expect, test } from "vitest";
import { bestAlignment } from "../../../schema/agreement/unitizing/alignment.ts";
import { cheapestAssignment } from "../../../schema/agreement/unitizing/assignment.ts";
import type { Continuum, Unit } from "../../../schema/agreement/unitizing/continuum.ts";
import { dissimilarity } from "../../../schema/agreement/unitizing/dissimilarity.ts";
import { gamma } from "../../../schema/agreement/unitizing/gamma.ts";
import { continuumOf, ofCoders } from "../../../schema/agreement/round.ts";
import { realVerdict } from "../../helpers/network/codings.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";

const unit = (coder: string, start: number, end: number, category = "x"): Unit => ({ coder, start, end, category });

/** The same passages by each coder, each end moved by up to `noise`. */
function copies(random: Seeded, coders: number, noise: number): Continuum {
  const places = Array.from({ length: 12 }, (_, at) => at * 80 + random.below(20));
  const names = Array.from({ length: coders }, (_, coder) => `coder ${coder}`);
  const units = names.flatMap((coder) =>
    places.map((place, at) => {
      const start = place + random.below(noise + 1);
      return unit(coder, start, start + 30 + random.below(noise + 1), `c${at % 3}`);
    }),
  );
  return { start: 0, length: 1000, coders: names, units };
}

test("units are as far apart as their ends are for their lengths, and one more for another category", () => {
  expect(dissimilarity(unit("a", 0, 10), unit("b", 0, 10))).toBe(0);
  expect(dissimilarity(unit("a", 0, 10), unit("b", 5, 15))).toBe(0.25);
  expect(dissimilarity(unit("a", 0, 10), unit("b", 5, 15, "y"))).toBe(1.25);
  expect(dissimilarity(unit("a", 0, 10), unit("b", 5, 15, "y"), { place: 3, category: 2 })).toBe(2.75);
});

test.each(seeds([41, 42, 43]))("gamma is 1 for the same units and falls with the noise (seed %i)", (seed) => {
  const values = [0, 10, 40].map((noise) => {
    const continuum = copies(new Seeded(seed), 3, noise);
    return gamma(continuum, { mostSamples: 30, steps: 20_000 }).value ?? NaN;
  });
  expect(values[0], `SEED=${seed}`).toBe(1);
  expect(values[1], `SEED=${seed}`).toBeLessThan(1);
  expect(values[2], `SEED=${seed}`).toBeLessThan(values[1] ?? 0);
});

test("gamma says how many samples it drew, the same with the same seed, and close to it with another", () => {
  const continuum = copies(new Seeded(7), 3, 30);
  const [one, again, other] = [1, 1, 2].map((seed) => gamma(continuum, { seed, mostSamples: 50, steps: 20_000 }));
  expect(one).toEqual(again);
  expect(one?.samples).toBeGreaterThanOrEqual(30);
  expect(one?.samples).toBeLessThanOrEqual(50);
  expect(Math.abs((one?.value ?? 0) - (other?.value ?? 1))).toBeLessThan(0.05);
});

test("two lawyers of a real coding, whose passages overlap, have a gamma", () => {
  const verdict = realVerdict("rs-individual");
  const found = gamma(continuumOf(ofCoders(verdict, verdict.coders.slice(0, 2))), { mostSamples: 30 });
  expect(found).toMatchObject({ isExact: true, samples: 30 });
  expect(found.value).toBeGreaterThan(0.3);
  expect(found.value).toBeLessThan(0.9);
});

test("nine coders are aligned without a promise that it is the best", () => {
  const { value, samples } = gamma(copies(new Seeded(8), 9, 10), { firstSamples: 3, mostSamples: 3, steps: 1000 });
  expect(value).toBeGreaterThan(0.7);
  expect(samples).toBe(3);
});

test("an alignment that could not be shown to be the best says so", () => {
  const { units, coders } = copies(new Seeded(9), 4, 60);
  const own = coders.map((coder) => units.filter((one) => one.coder === coder));
  expect(bestAlignment(own, 0).isExact).toBe(false);
  expect(bestAlignment(own, 2_000_000).disorder).toBeLessThanOrEqual(bestAlignment(own, 0).disorder);
});

test.each(seeds([51, 52, 53, 54]))("the cheapest assignment costs least of all permutations (seed %i)", (seed) => {
  const random = new Seeded(seed);
  for (let round = 0; round < 20; round++) {
    const size = 1 + random.below(6);
    const cost = Array.from({ length: size }, () => Float64Array.from({ length: size }, () => random.below(20) - 10));
    const costOf = (columns: readonly number[]): number =>
      columns.reduce((sum, column, row) => sum + (cost[row]?.[column] ?? Infinity), 0);
    const columns = cheapestAssignment(cost);
    expect(new Set(columns).size).toBe(size);
    expect(costOf(columns), `SEED=${seed}`).toBe(Math.min(...permutations(size).map(costOf)));
  }
});

function permutations(size: number): number[][] {
  if (size === 0) return [[]];
  return permutations(size - 1).flatMap((rest) =>
    Array.from({ length: size }, (_, at) => [...rest.slice(0, at), size - 1, ...rest.slice(at)]),
  );
}
