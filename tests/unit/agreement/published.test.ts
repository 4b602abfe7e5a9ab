import { describe, expect, test } from "vitest";
import { acceleration, bcaInterval } from "../../../schema/agreement/bca.ts";
import { bestAlignment } from "../../../schema/agreement/unitizing/alignment.ts";
import { cohenKappa } from "../../../schema/agreement/coefficients/cohen-kappa.ts";
import type { Continuum } from "../../../schema/agreement/unitizing/continuum.ts";
import { fleissKappa } from "../../../schema/agreement/coefficients/fleiss-kappa.ts";
import { gamma } from "../../../schema/agreement/unitizing/gamma.ts";
import { gwetAc1 } from "../../../schema/agreement/coefficients/gwet-ac1.ts";
import { krippendorffAlpha } from "../../../schema/agreement/coefficients/krippendorff-alpha.ts";
import type { Item } from "../../../schema/agreement/coefficients/ratings.ts";
import { seededRandom } from "../../../schema/agreement/random.ts";
import { rawAgreement } from "../../../schema/agreement/coefficients/raw-agreement.ts";
import { scottPi } from "../../../schema/agreement/coefficients/scott-pi.ts";
import { unitizingBarUAlpha } from "../../../schema/agreement/unitizing/unitizing-bar-u-alpha.ts";
import { unitizingCuAlpha } from "../../../schema/agreement/unitizing/unitizing-cu-alpha.ts";
import { unitizingKuAlpha } from "../../../schema/agreement/unitizing/unitizing-ku-alpha.ts";
import { unitizingUAlpha } from "../../../schema/agreement/unitizing/unitizing-u-alpha.ts";
import { weightedKappa } from "../../../schema/agreement/coefficients/weighted-kappa.ts";

/** A row a coder, a digit an item, `.` missing. */
function coders(...rows: string[]): Item[] {
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, at) => ({
    n: 1,
    values: rows.map((row) => (row[at] === "." ? null : Number(row[at]))),
  }));
}

/** How often two coders said each pair of values: a row of one coder's, a column of the other's. */
const crossed = (...rows: number[][]): Item[] =>
  rows.flatMap((row, a) => row.map((n, b): Item => ({ n, values: [a, b] })));

/** How many coders gave each value, an item a row. */
const counted = (rows: string): Item[] =>
  rows.split("; ").map((row) => ({
    n: 1,
    values: row.split(" ").flatMap((n, value) => Array.from({ length: Number(n) }, () => value)),
  }));

describe("Cohen's kappa, Scott's pi", () => {
  test("kappa is 0.492 for Cohen's own table of 1960", () => {
    expect(cohenKappa(crossed([88, 14, 18], [10, 40, 10], [2, 6, 12])).value).toBeCloseTo(0.4915, 4);
  });

  test("kappa is 0.8013 and pi 0.7995 for the dialogue acts of Artstein and Poesio 2008", () => {
    const acts = crossed([46, 6, 0], [0, 32, 0], [0, 6, 10]);
    expect(cohenKappa(acts).value).toBeCloseTo(0.8013, 4);
    expect(scottPi(acts).value).toBeCloseTo(0.7995, 4);
    expect(rawAgreement(acts).value).toBeCloseTo(0.88, 10);
  });

  test("both are those that Gwet gives for the two abstractors of 2014", () => {
    const abstractors = crossed([13, 0, 0], [0, 20, 7], [0, 4, 56]);
    expect(cohenKappa(abstractors).value).toBeCloseTo(0.7964094, 7);
    expect(scottPi(abstractors).value).toBeCloseTo(0.7962397, 7);
    expect(gwetAc1(abstractors).value).toBeCloseTo(0.8493305, 7);
    expect(krippendorffAlpha(abstractors, "nominal").value).toBeCloseTo(0.7972585, 7);
  });
});

describe("weighted kappa", () => {
  test("is 0.348 for Cohen's own table and weights of 1968, as disagreement or as agreement", () => {
    const diagnoses = crossed([88, 14, 18], [10, 40, 10], [2, 6, 12]);
    const weights = [
      [0, 1, 3],
      [1, 0, 6],
      [3, 6, 0],
    ];
    expect(weightedKappa(diagnoses, weights).value).toBeCloseTo(0.348, 3);
    const agreement = weights.map((row) => row.map((weight) => 6 - weight));
    expect(weightedKappa(diagnoses, agreement).value).toBeCloseTo(0.348, 3);
  });

  test("is 0.4701 with linear weights where kappa is 0.4842, as the SAS manual prints them", () => {
    const judges = crossed([0, 4, 1], [0, 8, 0], [0, 1, 5]);
    expect(cohenKappa(judges).value).toBeCloseTo(0.4842, 4);
    expect(weightedKappa(judges, "linear").value).toBeCloseTo(0.4701, 4);
  });

  test("is 0.8922 with quadratic weights for the two abstractors of Gwet 2014", () => {
    const abstractors = crossed([13, 0, 0], [0, 20, 7], [0, 4, 56]);
    expect(weightedKappa(abstractors, "quadratic").value).toBeCloseTo(0.8922, 4);
  });

  test("counts steps between categories that were used: the anxiety ratings of the package irr", () => {
    const anxiety = coders("36462424332333221334", "21443216111233113322");
    expect(cohenKappa(anxiety).value).toBeCloseTo(-0.006289308, 8);
    expect(weightedKappa(anxiety, "linear").value).toBeCloseTo(0.1459075, 7);
    expect(weightedKappa(anxiety, "quadratic").value).toBeCloseTo(0.2520325, 7);
  });
});

describe("Fleiss' kappa, Gwet's AC1", () => {
  test("kappa is 0.210 for fourteen raters of ten subjects", () => {
    const subjects = counted(
      "0 0 0 0 14; 0 2 6 4 2; 0 0 3 5 6; 0 3 9 2 0; 2 2 8 1 1; " +
        "7 7 0 0 0; 3 2 6 3 0; 2 5 3 2 2; 6 5 2 1 0; 0 2 2 3 7",
    );
    expect(fleissKappa(subjects).value).toBeCloseTo(0.21, 3);
  });

  test("kappa is 0.430 for the diagnoses of Fleiss 1971", () => {
    const patients = counted(
      "0 0 0 6 0; 0 3 0 0 3; 0 1 4 0 1; 0 0 0 0 6; 0 3 0 3 0; 2 0 4 0 0; " +
        "0 0 4 0 2; 2 0 3 1 0; 2 0 0 4 0; 0 0 0 0 6; 1 0 0 5 0; 1 1 0 4 0; " +
        "0 3 3 0 0; 1 0 0 5 0; 0 2 0 3 1; 0 0 5 0 1; 3 0 0 1 2; 5 1 0 0 0; " +
        "0 2 0 4 0; 1 0 2 0 3; 0 0 0 0 6; 0 1 0 5 0; 0 2 0 1 3; 2 0 0 4 0; " +
        "1 0 0 4 1; 0 5 0 1 0; 4 0 0 0 2; 0 2 0 4 0; 1 0 5 0 0; 0 0 0 0 6",
    );
    expect(fleissKappa(patients).value).toBeCloseTo(0.43, 3);
  });

  test("AC1 is 0.941 where kappa is -0.023: Gwet's example of high agreement", () => {
    const rare = crossed([118, 5], [2, 0]);
    expect(gwetAc1(rare).value).toBeCloseTo(0.9408, 4);
    expect(cohenKappa(rare).value).toBeCloseTo(-0.0234, 4);
  });

  test("with missing values they are those of Gwet's handbook for four raters", () => {
    const raters = coders("123321412...", "1233224125.3", ".3332342251.", "12332441251.");
    expect(raters).toHaveLength(12);
    expect(gwetAc1(raters).value).toBeCloseTo(0.77544, 5);
    expect(fleissKappa(raters).value).toBeCloseTo(0.76117, 5);
    expect(rawAgreement(raters).value).toBeCloseTo(0.81818, 5);
  });
});

describe("Krippendorff's alpha", () => {
  test("is 0.095 for binary data of two observers (2011, A)", () => {
    expect(krippendorffAlpha(coders("0100000010", "1110010000"), "nominal").value).toBeCloseTo(0.095, 3);
  });

  test("is 0.692 for nominal data of two observers (2011, B)", () => {
    const observers = coders("112243335441", "212223335444");
    expect(krippendorffAlpha(observers, "nominal").value).toBeCloseTo(0.692, 3);
  });

  test("is 0.743, 0.815, 0.849 and 0.797 for four observers with missing data (2011, C and D)", () => {
    const observers = coders("123321412...", "1233224125.3", ".3332342251.", "12332441251.");
    expect(krippendorffAlpha(observers, "nominal").value).toBeCloseTo(0.743, 3);
    expect(krippendorffAlpha(observers, "ordinal").value).toBeCloseTo(0.815, 3);
    expect(krippendorffAlpha(observers, "interval").value).toBeCloseTo(0.849, 3);
    expect(krippendorffAlpha(observers, "ratio").value).toBeCloseTo(0.797, 3);
  });

  test("is 0.7598 for the news coverage of Hayes and Krippendorff 2007", () => {
    const items = (
      "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. .100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101. 000.0 " +
      "0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1"
    ).split(" ");
    const articles = items.map((item): Item => {
      return { n: 1, values: item.split("").map((value) => (value === "." ? null : Number(value))) };
    });
    expect(articles).toHaveLength(40);
    expect(krippendorffAlpha(articles, "ordinal").value).toBeCloseTo(0.7598, 4);
    expect(krippendorffAlpha(articles, "nominal").value).toBeCloseTo(0.477, 3);
    expect(krippendorffAlpha(articles, "interval").value).toBeCloseTo(0.757, 3);
  });
});

describe("bias-corrected and accelerated intervals", () => {
  // Test A of the spatial test of Efron and Tibshirani 1993, table 14.1, and the variance as they take it.
  const A = "48 36 20 29 42 42 20 42 22 41 45 14 6 0 33 28 34 4 32 24 47 41 24 26 30 41".split(" ").map(Number);
  const variance = (values: readonly number[]): number => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  };
  const without = A.map((_, at) => variance(A.filter((__, other) => other !== at)));

  test("the acceleration is 0.061 and the value 171.5 for their variance", () => {
    expect(variance(A)).toBeCloseTo(171.5, 1);
    expect(acceleration(without)).toBeCloseTo(0.061, 3);
  });

  test("the 90 % interval is about 115.8 to 259.6, where percentiles alone give 100.8 to 233.9", () => {
    const random = seededRandom(1993);
    const drawn = Float64Array.from({ length: 20_000 }, () =>
      variance(A.map(() => A[Math.floor(random() * A.length)] ?? NaN)),
    ).sort();
    const [low = NaN, high = NaN] = bcaInterval(variance(A), drawn, without, 0.9) ?? [];
    expect(Math.abs(low - 115.8)).toBeLessThan(3);
    expect(Math.abs(high - 259.6)).toBeLessThan(6);
  });
});

/** Lines of `coder category start end`. */
function marked(length: number, lines: string): Continuum {
  const units = lines
    .trim()
    .split(/\n\s*/)
    .map((line) => line.split(" "))
    .map(([coder = "", category = "", start, end]) => ({ coder, category, start: Number(start), end: Number(end) }));
  return { start: 0, length, units, coders: [...new Set(units.map(({ coder }) => coder))] };
}

test("the unitizing family is that of a public implementation of the equations of 2016", () => {
  const continuum = marked(
    20,
    `Alex 1 2 5
     Alex 1 9 11
     Alex 2 12 20
     Paul 1 2 5
     Paul 2 7 15
     Susan 1 2 5
     Susan 2 10 15`,
  );
  expect(unitizingUAlpha(continuum).value).toBeCloseTo(0.474, 3);
  expect(unitizingBarUAlpha(continuum).value).toBeCloseTo(0.433, 3);
  expect(unitizingCuAlpha(continuum).value).toBeCloseTo(0.779, 3);
  expect(unitizingKuAlpha(continuum, "1").value).toBeCloseTo(0.769, 3);
  expect(unitizingKuAlpha(continuum, "2").value).toBeCloseTo(0.787, 3);
});

test("gamma of the example that its authors' software comes with has disorder 0.96 and is about 0.45", () => {
  const continuum = marked(
    60,
    `Alex 1 2 9
     Alex 2 11 17
     Alex 5 24 30
     Alex 6 32 36
     Alex 6 36 44
     Alex 7 44 60
     Paul 1 2 9
     Paul 3 11 17
     Paul 5 19 25
     Paul 6 32 44
     Suzan 1 2 9
     Suzan 4 11 17
     Suzan 5 21 27
     Suzan 6 32 36
     Suzan 6 36 40
     Suzan 6 40 44`,
  );
  // That software weighs places threefold.
  const weights = { place: 3, category: 1 };
  const own = continuum.coders.map((coder) => continuum.units.filter((unit) => unit.coder === coder));
  const best = bestAlignment(own, 100_000, weights);
  expect(best.disorder).toBeCloseTo(0.9606, 4);
  expect(best.isExact).toBe(true);
  const { value } = gamma(continuum, { weights, precision: 0.01 });
  expect(value).toBeGreaterThan(0.43);
  expect(value).toBeLessThan(0.48);
});
