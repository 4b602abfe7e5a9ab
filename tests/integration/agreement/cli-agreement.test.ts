import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { computeSample } from "../../../schema/agreement/samples.ts";
import { coram, type Ended } from "../../helpers/network/run-coram.ts";

let folder = "";
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), "coram-agreement-"))));
afterAll(() => rmSync(folder, { recursive: true }));

function agreement(content: unknown, ...args: string[]): Promise<Ended> {
  const path = join(folder, "cases.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return coram("agreement", path, ...args);
}

const results = ({ stdout }: Ended): unknown => (JSON.parse(stdout) as { results: unknown }).results;
const ratings = (...rows: unknown[]) => ({ form: "ratings", rows });
const continuum = (...units: [string | number, number, number, string][]) => ({
  form: "continuum",
  start: 100,
  length: 50,
  units: units.map(([coder, start, end, category]) => ({ coder, start, end, category })),
});
const TWO = continuum(["a", 100, 110, "x"], ["b", 100, 110, "x"], ["a", 120, 130, "x"], ["b", 122, 130, "y"]);

test("coram agreement computes every metric of a list of cases", async () => {
  const table = ratings(
    { n: 20, v: ["yes", "yes"] },
    { n: 5, v: ["yes", "no"] },
    { n: 10, v: ["no", "yes"] },
    ...no(15),
  );
  const sets = ratings([["a", "b"], ["a"]], [["a"], ["a"]], [["b"], ["c"]], [["a"], null]);
  const cases = [
    { id: "kappa", metric: "cohen_kappa", data: table },
    { id: 2, metric: "scott_pi", data: table },
    { id: 3, metric: "fleiss_kappa", data: table },
    { id: 4, metric: "gwet_ac1", data: table },
    { id: 5, metric: "krippendorff_alpha", data: table },
    ...["nominal", "masi", "jaccard"].map((variant) => ({
      id: variant,
      metric: "krippendorff_alpha",
      variant,
      data: sets,
    })),
    ...["ordinal", "interval", "ratio"].map((variant) => {
      return { id: variant, metric: "krippendorff_alpha", variant, data: ratings([1, 2], [3, 3], [5, 4]) };
    }),
    ...["u", "bar_u", "cu"].map((name) => ({ id: name, metric: `unitizing_${name}_alpha`, data: TWO })),
    { id: "ku", metric: "unitizing_ku_alpha", variant: "x", data: TWO },
    { id: "gamma", metric: "gamma", data: TWO },
    ...["exact", "overlap"].map((variant) => ({ id: variant, metric: "span_f1", variant, data: TWO })),
  ];
  const ended = await agreement({ cases }, "--json");
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const found = results(ended) as { id: string | number; value: number | null }[];
  expect(found.map(({ id }) => id)).toEqual(cases.map(({ id }) => id));
  expect(found.filter(({ value }) => value === null || Number.isNaN(value))).toEqual([]);
  expect(found[0]).toMatchObject({ id: "kappa", value: expect.closeTo(0.4, 9), n: 50, coders: 2, raw: 0.7 });
  expect(found.find(({ id }) => id === "exact")).toEqual({ id: "exact", value: 0.5, n: 4, coders: 2 });
  expect(found.find(({ id }) => id === "gamma")).toMatchObject({ exact: true, samples: expect.any(Number) });
});

const no = (times: number): string[][] => Array.from({ length: times }, () => ["no", "no"]);

test("coram agreement says null and why where a coefficient is undefined", async () => {
  const cases = [
    { id: 1, metric: "cohen_kappa", data: ratings(["a", "a"], ["a", "a"]) },
    { id: 2, metric: "cohen_kappa", data: ratings(["a", "b", "a"]) },
    { id: 3, metric: "fleiss_kappa", data: ratings(["a", null], [null, "b"]) },
    { id: 4, metric: "gwet_ac1", data: ratings() },
    { id: 5, metric: "krippendorff_alpha", variant: "interval", data: ratings(["a", 1], [2, 2]) },
    { id: 6, metric: "krippendorff_alpha", variant: "ratio", data: ratings([-1, 1], [2, 2]) },
    {
      id: 7,
      metric: "unitizing_u_alpha",
      data: continuum(["a", 100, 110, "x"], ["a", 105, 120, "y"], ["b", 100, 110, "x"]),
    },
    { id: 8, metric: "unitizing_cu_alpha", data: continuum(["a", 100, 110, "x"], ["b", 120, 130, "y"]) },
    { id: 9, metric: "unitizing_ku_alpha", variant: "z", data: TWO },
    { id: 10, metric: "gamma", data: continuum() },
    { id: 11, metric: "span_f1", data: continuum(["a", 100, 110, "x"]) },
    { id: 12, metric: "unitizing_bar_u_alpha", data: continuum(["a", 100, 150, "x"], ["b", 100, 150, "x"]) },
  ];
  const ended = await agreement({ cases }, "--json");
  expect(ended.code).toBe(0);
  const found = results(ended) as { value: null; reason: string }[];
  expect(found.map(({ value }) => value)).toEqual(cases.map(() => null));
  expect(found.map(({ reason }) => reason)).toEqual([
    "no-variation",
    "not-two-coders",
    "no-pairs",
    "too-few-coders",
    "not-numbers",
    "negative-numbers",
    "overlapping-units",
    "no-overlap",
    "unknown-category",
    "too-few-coders",
    "too-few-coders",
    "no-variation",
  ]);
});

test("coram agreement fails for a case that it cannot read, and computes the others", async () => {
  const ended = await agreement(
    {
      cases: [
        { id: "good", metric: "scott_pi", data: ratings(["a", "a"], ["b", "b"]) },
        { id: "odd", metric: "lambda", data: ratings(["a", "a"]) },
        { id: "outside", metric: "gamma", data: continuum(["a", 90, 110, "x"]) },
        { metric: "gamma" },
      ],
    },
    "--json",
  );
  expect(ended.code).toBe(1);
  expect(results(ended)).toMatchObject([
    { id: "good", value: 1 },
    { id: "odd", value: null, error: expect.stringContaining("metric") },
    { id: "outside", value: null, error: "data: a unit is outside of the continuum" },
    { id: null, value: null },
  ]);
  expect(ended.stderr.split("\n")).toHaveLength(4);
  expect(ended.stderr).not.toContain("    at ");
});

/** One case of each thing that can be asked for. */
function everySample() {
  const table = ratings(
    ...[
      [13, 0, 0],
      [0, 20, 7],
      [0, 4, 56],
    ].flatMap((row, a) => row.map((n, b) => ({ n, v: [a, b] }))),
  );
  const words = ratings(["low", "low"], ["low", "high"], ["middle", "high"], ["middle", "middle"]);
  const weights = [
    [0, 1, 2],
    [1, 0, 1],
    [2, 1, 0],
  ];
  const counts = { form: "counts", rows: [[2, 1, 0], [0, 3, 0], { n: 2, v: [0, 0, 3] }, [1, 0, 0]] };
  const same = ratings([1, 1, 2], [2, 2, 2], [3, 3, 3], [3, 3, 3], [1]);
  const units = continuum(["a", 100, 110, "1"], ["b", 104, 114, "2"], ["a", 120, 130, "3"], ["b", 121, 131, "3"]);
  return [
    { id: "plain", metric: "cohen_kappa", variant: "unweighted", data: table, note: "Gwet", expected: 0.7964 },
    { id: "linear", metric: "cohen_kappa", variant: "linear", data: table },
    { id: "quadratic", metric: "cohen_kappa", variant: "quadratic", data: table },
    { id: "table", metric: "cohen_kappa", weights, data: table },
    { id: "named", metric: "cohen_kappa", variant: "linear", categories: ["low", "middle", "high"], data: words },
    { id: "named table", metric: "cohen_kappa", weights, categories: ["low", "middle", "high"], data: words },
    ...["fleiss_kappa", "gwet_ac1", "krippendorff_alpha"].flatMap((metric) => [
      { id: `${metric} of counts`, metric, data: counts },
      { id: `${metric} of ratings`, metric, data: same },
    ]),
    { id: "interval", metric: "krippendorff_alpha", variant: "interval", data: table },
    {
      id: "squares",
      metric: "krippendorff_alpha",
      distances: weights.map((row) => row.map((d) => d * d)),
      data: table,
    },
    { id: "gamma", metric: "gamma", data: units },
    { id: "place", metric: "gamma", alpha: 3, beta: 1, data: units },
    { id: "near", metric: "gamma", dissimilarities: { position: "sporadic", category: "ordinal" }, data: units },
    {
      id: "near by table",
      metric: "gamma",
      dissimilarities: weights.map((row) => row.map((d) => d / 2)),
      data: units,
    },
    { id: "no categories", metric: "gamma", beta: 0, data: units },
  ];
}

test("coram agreement computes what was asked for: weights, distances, counts, alpha and beta", async () => {
  const ended = await agreement({ cases: everySample() }, "--json");
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const found = new Map((results(ended) as { id: string; value: number }[]).map(({ id, value }) => [id, value]));
  const value = (id: string): number => found.get(id) ?? NaN;
  expect(value("plain")).toBeCloseTo(0.7964, 4);
  expect(value("linear")).toBeCloseTo(0.8429, 4);
  expect(value("table")).toBe(value("linear"));
  expect(value("quadratic")).toBeCloseTo(0.8922, 4);
  // Steps 0, 2, 1, 0 of the items, and 1 on average of what one said of any and the other of any: 1 − (3 ÷ 4) ÷ 1.
  expect(value("named")).toBeCloseTo(1 / 4, 9);
  expect(value("named table")).toBeCloseTo(1 / 4, 9);
  for (const metric of ["fleiss_kappa", "gwet_ac1", "krippendorff_alpha"])
    expect(value(`${metric} of counts`)).toBe(value(`${metric} of ratings`));
  expect(value("squares")).toBeCloseTo(value("interval"), 9);
  expect(value("place")).not.toBeCloseTo(value("gamma"), 2);
  expect(value("near")).not.toBeCloseTo(value("gamma"), 2);
  expect(value("near by table")).toBe(value("near"));
  expect(value("no categories")).toBeGreaterThan(value("gamma"));
});

/** Cases that ask for what is not offered, each with what is said of it. */
function refusedSamples(): [object, string][] {
  const table = ratings([1, 2], [2, 2]);
  const square = [
    [0, 1],
    [1, 0],
  ];
  return [
    [
      { metric: "cohen_kappa", variant: "cubic", data: table },
      'variant: "cubic" is not offered; offered: unweighted, linear, quadratic',
    ],
    [
      { metric: "fleiss_kappa", variant: "linear", data: table },
      'variant: "linear" is not offered; offered: unweighted, nominal',
    ],
    [{ metric: "gamma", variant: "soft", data: TWO }, 'variant: "soft" is not offered'],
    [
      { metric: "unitizing_u_alpha", variant: "ordinal", data: TWO },
      'variant: "ordinal" is not offered; offered: unweighted, nominal',
    ],
    [{ metric: "gamma", delta: 2, data: TWO }, '"delta" is not known'],
    [{ metric: "scott_pi", weights: square, data: table }, '"weights" is not known'],
    [{ metric: "gamma", alpha: 0, beta: 0, data: TWO }, "alpha, beta: one of them is above 0"],
    [{ metric: "gamma", dissimilarities: { shape: 1 }, data: TWO }, 'dissimilarities: "shape" is not known'],
    [
      { metric: "gamma", dissimilarities: { position: "gaussian" }, data: TWO },
      'dissimilarities.position: "gaussian" is not offered; offered: sporadic',
    ],
    [{ metric: "gamma", dissimilarities: "soft", data: TWO }, 'dissimilarities: "soft" is not offered'],
    [
      { metric: "gamma", dissimilarities: [[0]], data: TWO },
      "dissimilarities: a table of 2 rows and columns is needed, one a category",
    ],
    [
      { metric: "cohen_kappa", variant: "linear", weights: square, data: table },
      'variant: "linear" and weights of its own exclude each other',
    ],
    [
      { metric: "cohen_kappa", weights: [[0, 1]], data: table },
      "weights: a table of 2 rows and columns is needed, one a category",
    ],
    [
      {
        metric: "cohen_kappa",
        weights: [
          [1, 2],
          [0, 1],
        ],
        data: table,
      },
      "weights: the diagonal is 0 (disagreement) or the largest weight (agreement), and none is below 0",
    ],
    [
      { metric: "cohen_kappa", variant: "linear", data: ratings([1, "a"], ["a", 1]) },
      'variant: "linear" needs an order: name it with categories',
    ],
    [
      { metric: "cohen_kappa", variant: "linear", categories: [1], data: table },
      "categories: 2 was used and is not among them",
    ],
    [
      {
        metric: "krippendorff_alpha",
        distances: [
          [0, 1],
          [2, 0],
        ],
        data: table,
      },
      "distances: they are the same both ways",
    ],
    [
      { metric: "cohen_kappa", data: { form: "counts", rows: [[1, 1]] } },
      'data.form: "counts" is not offered; offered: ratings',
    ],
    [{ metric: "fleiss_kappa", data: { form: "counts", rows: [[1, 1]], names: [] } }, 'data: "names" is not known'],
    [{ metric: "fleiss_kappa", data: ratings({ n: 1, v: [1, 1], w: 2 }) }, 'data.rows.0: "w" is not known'],
    [{ metric: "lambda", data: table }, 'metric: "lambda" is not offered'],
  ];
}

test("what is not offered is refused by name, and nothing of a case is dropped", async () => {
  const refused = refusedSamples();
  const ended = await agreement({ cases: refused.map(([one], id) => ({ id, ...one })) }, "--json");
  expect(ended.code).toBe(1);
  expect((results(ended) as { error: string }[]).map(({ error }) => error)).toEqual(refused.map(([, error]) => error));
});

test.each([
  ["{", "cases.json is not JSON."],
  [[], 'cases.json is no list of cases, {"cases": […]}.'],
])("coram agreement says in one line what is wrong with a file", async (content, line) => {
  expect(await agreement(content)).toEqual({ code: 1, stdout: "", stderr: `coram: ${line}\n` });
});

test("coram agreement prints a line a case for people", async () => {
  const { stdout } = await agreement({
    cases: [
      { id: "one", metric: "scott_pi", data: ratings(["a", "a"], ["b", "b"]) },
      { id: "two", metric: "scott_pi", data: ratings(["a", "a"]) },
    ],
  });
  expect(stdout).toBe(
    "one                      1.0000  n = 2\ntwo                      undefined (no-variation)  n = 1\n",
  );
});

test("coders and categories may be numbers, repeats may be none, and a coder may have marked nothing", () => {
  const marked = { ...continuum([1, 100, 110, "7"], [2, 100, 110, "7"]), coders: [1, 2, 3] };
  expect(computeSample({ id: 1, metric: "span_f1", data: marked })).toMatchObject({ coders: 3, value: 1 / 3 });
  const repeated = ratings({ n: 0, v: ["a", "b"] }, { n: 2, v: ["a", "a"] }, { n: 1, v: ["b", "b"] });
  expect(computeSample({ id: 1, metric: "cohen_kappa", data: repeated })).toMatchObject({ value: 1, n: 3 });
});

test("a repeated row is as many rows", () => {
  const once = computeSample({
    id: 1,
    metric: "krippendorff_alpha",
    variant: "ordinal",
    data: ratings({ n: 3, v: [1, 2] }, { n: 2, v: [4, null] }, { n: 2, v: [3, 3] }),
  });
  const rows = [1, 1, 1].map(() => [1, 2]);
  const often = computeSample({
    id: 1,
    metric: "krippendorff_alpha",
    variant: "ordinal",
    data: ratings(...rows, [4, null], [4, null], [3, 3], [3, 3]),
  });
  expect(once).toEqual(often);
});
