import { describe, expect, test } from "vitest";
import { bestAlignment } from "../../../schema/agreement/unitizing/alignment.ts";
import { cohenKappa } from "../../../schema/agreement/coefficients/cohen-kappa.ts";
import type { Continuum } from "../../../schema/agreement/unitizing/continuum.ts";
import { SCALES, type Scale } from "../../../schema/agreement/coefficients/distances.ts";
import { fleissKappa } from "../../../schema/agreement/coefficients/fleiss-kappa.ts";
import { gwetAc1 } from "../../../schema/agreement/coefficients/gwet-ac1.ts";
import { krippendorffAlpha } from "../../../schema/agreement/coefficients/krippendorff-alpha.ts";
import type { Outcome } from "../../../schema/agreement/coefficients/outcome.ts";
import type { Given, Item, Rating } from "../../../schema/agreement/coefficients/ratings.ts";
import { rawAgreement } from "../../../schema/agreement/coefficients/raw-agreement.ts";
import { scottPi } from "../../../schema/agreement/coefficients/scott-pi.ts";
import { MATCH_RULES, spanF1 } from "../../../schema/agreement/unitizing/span-f1.ts";
import { unitizingBarUAlpha } from "../../../schema/agreement/unitizing/unitizing-bar-u-alpha.ts";
import { unitizingCuAlpha } from "../../../schema/agreement/unitizing/unitizing-cu-alpha.ts";
import { unitizingKuAlpha } from "../../../schema/agreement/unitizing/unitizing-ku-alpha.ts";
import { unitizingUAlpha } from "../../../schema/agreement/unitizing/unitizing-u-alpha.ts";
import { weightedKappa } from "../../../schema/agreement/coefficients/weighted-kappa.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import * as oracle from "./oracles.ts";

const SEEDS = seeds([11, 12, 13, 14, 15, 16, 17, 18]);
const ROUNDS = 12;

/** The same number, or undefined on both sides. */
function expectSame(outcome: Outcome, slow: number, seed: number): boolean {
  const isNumber = Number.isFinite(slow);
  expect(outcome.value === null, `SEED=${seed}`).toBe(!isNumber);
  expect(outcome.value ?? 0, `SEED=${seed}`).toBeCloseTo(isNumber ? slow : 0, 9);
  return isNumber;
}

function ratings(random: Seeded, coders: number, value: () => Rating): Item[] {
  const missing = random.below(40);
  return Array.from({ length: 1 + random.below(12) }, () => ({
    n: random.chance(20) ? random.below(4) : 1,
    values: Array.from({ length: coders }, () => (random.chance(missing) ? null : value())),
  }));
}

function valuesOf(random: Seeded, scale: Scale): () => Rating {
  const kinds = 1 + random.below(5);
  if (scale === "masi" || scale === "jaccard")
    return () => ["a", "b", "c", "d"].slice(0, kinds).filter(() => random.chance(50));
  if (scale === "nominal") return () => random.pick(["a", "b", 1, "1", true].slice(0, kinds));
  return () => random.pick([3, 0, 7, 1.5, 12].slice(0, kinds));
}

/** Units that overlap only if they may; each coder has up to `most`. */
function continuumOf(random: Seeded, coders: number, most: number, mayOverlap: boolean): Continuum {
  const length = 10 + random.below(25);
  const start = random.below(5);
  const categories = ["a", "b", "c"].slice(0, 1 + random.below(3));
  const names = Array.from({ length: coders }, (_, coder) => `coder ${coder}`);
  const units = names.flatMap((coder) => {
    const many = random.below(most + 1);
    const cuts = Array.from({ length: 2 * many }, () => random.below(length + 1));
    if (!mayOverlap) cuts.sort((a, b) => a - b);
    return Array.from({ length: many }, (_, i) => {
      const [a = 0, b = 0] = cuts.slice(2 * i, 2 * i + 2);
      return { coder, start: start + Math.min(a, b), end: start + Math.max(a, b), category: random.pick(categories) };
    }).filter((unit) => unit.start < unit.end);
  });
  return { start, length, units, coders: names };
}

describe.each(SEEDS)("with seed %i", (seed) => {
  const repeat = (check: (random: Seeded) => boolean): void => {
    const random = new Seeded(seed);
    let numbers = 0;
    for (let round = 0; round < ROUNDS; round++) if (check(random)) numbers++;
    // Data of which most is undefined would show little.
    expect(numbers, `SEED=${seed}`).toBeGreaterThan(ROUNDS / 4);
  };

  test("kappa and pi of two coders are those of the definition", () => {
    repeat((random) => {
      const items = ratings(random, 2, valuesOf(random, "nominal"));
      expectSame(scottPi(items), oracle.slowScott(items), seed);
      return expectSame(cohenKappa(items), oracle.slowCohen(items), seed);
    });
  });

  test("weighted kappa and alpha of given distances are those of the definition", () => {
    repeat((random) => {
      const all = [0, 1.5, 3, 7, 12].slice(0, 2 + random.below(4));
      const items = ratings(random, 2, () => random.pick(all));
      const table = all.map(() => all.map(() => random.below(9)));
      const apart = table.map((row, i) =>
        row.map((_, j) => (i === j ? 0 : (table[Math.min(i, j)]?.[Math.max(i, j)] ?? 0))),
      );
      const unlike = table.map((row, i) => row.map((weight, j) => (i === j ? 0 : weight)));
      const at = (value: Given): number => all.indexOf(Number(value));
      const met = all.filter((value) =>
        items.some(({ n, values }) => n > 0 && !values.includes(null) && values.includes(value)),
      );
      const step = (a: Given, b: Given): number => Math.abs(met.indexOf(Number(a)) - met.indexOf(Number(b)));
      expectSame(weightedKappa(items, "linear"), oracle.slowWeighted(items, step), seed);
      expectSame(
        weightedKappa(items, "quadratic"),
        oracle.slowWeighted(items, (a, b) => step(a, b) ** 2),
        seed,
      );
      const given = weightedKappa(items, unlike, all);
      expectSame(
        given,
        oracle.slowWeighted(items, (a, b) => unlike[at(a)]?.[at(b)] ?? NaN),
        seed,
      );
      const alpha = krippendorffAlpha(items, { distances: apart, categories: all });
      return expectSame(
        alpha,
        oracle.slowAlpha(items, (a, b) => apart[at(a)]?.[at(b)] ?? NaN),
        seed,
      );
    });
  });

  test("kappa, AC1 and raw agreement of many coders are those of the definition", () => {
    repeat((random) => {
      const items = ratings(random, 2 + random.below(5), valuesOf(random, "nominal"));
      expectSame(rawAgreement(items), oracle.slowRaw(items), seed);
      expectSame(gwetAc1(items), oracle.slowAc1(items), seed);
      return expectSame(fleissKappa(items), oracle.slowFleiss(items), seed);
    });
  });

  test.each(SCALES)("alpha on the %s scale is that of the definition", (scale) => {
    repeat((random) => {
      const items = ratings(random, 2 + random.below(4), valuesOf(random, scale));
      return expectSame(krippendorffAlpha(items, scale), oracle.slowAlpha(items, scale), seed);
    });
  });

  test("the unitizing family is that of single positions", () => {
    repeat((random) => {
      const continuum = continuumOf(random, 2 + random.below(3), 4, false);
      if (continuum.units.length === 0) return false;
      expectSame(
        unitizingBarUAlpha(continuum),
        oracle.slowUAlpha(continuum, (value) => (value === null ? null : "marked")),
        seed,
      );
      expectSame(unitizingCuAlpha(continuum), oracle.slowCuAlpha(continuum), seed);
      for (const category of new Set(continuum.units.map((unit) => unit.category)))
        expectSame(unitizingKuAlpha(continuum, category), oracle.slowCuAlpha(continuum, category), seed);
      return expectSame(
        unitizingUAlpha(continuum),
        oracle.slowUAlpha(continuum, (value) => value),
        seed,
      );
    });
  });

  test("the best alignment has the least disorder of all that there are", () => {
    repeat((random) => {
      const coders = 2 + random.below(3);
      const continuum = continuumOf(random, coders, coders === 2 ? 4 : 8 - 2 * coders + 1, true);
      if (continuum.units.length === 0) return false;
      const own = continuum.coders.map((coder) => continuum.units.filter((unit) => unit.coder === coder));
      const weights = {
        place: random.below(4),
        category: 1 + random.below(3),
        between: (a: string, b: string) => Math.abs(a.charCodeAt(0) - b.charCodeAt(0)) / 2,
      };
      const weighted = bestAlignment(own, 1_000_000, weights);
      expect(weighted.disorder, `SEED=${seed}`).toBeCloseTo(oracle.slowDisorder(own, weights), 9);
      const best = bestAlignment(own, 1_000_000);
      expect(best.disorder, `SEED=${seed}`).toBeCloseTo(oracle.slowDisorder(own), 9);
      expect(best.isExact).toBe(true);
      const placed = best.sets.flat().filter((unit) => unit !== null);
      expect(new Set(placed).size).toBe(continuum.units.length);
      return true;
    });
  });

  test.each(MATCH_RULES)("F1 of %s spans is that of the best of all pairings", (rule) => {
    repeat((random) => {
      const continuum = continuumOf(random, 2 + random.below(2), 5, true);
      return expectSame(spanF1(continuum, rule), oracle.slowF1(continuum, rule), seed);
    });
  });
});
