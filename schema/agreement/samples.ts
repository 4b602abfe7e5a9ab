import { z } from "zod";
import { checkDistances, fitCategories, orderCategories, type Matrix } from "./categories.ts";
import { cohenKappa } from "./coefficients/cohen-kappa.ts";
import { ContinuumData, type Continuum } from "./unitizing/continuum.ts";
import { SCALES } from "./coefficients/distances.ts";
import { EVEN, type Weights } from "./unitizing/dissimilarity.ts";
import { fleissKappa } from "./coefficients/fleiss-kappa.ts";
import { gamma } from "./unitizing/gamma.ts";
import { gwetAc1 } from "./coefficients/gwet-ac1.ts";
import { krippendorffAlpha } from "./coefficients/krippendorff-alpha.ts";
import { defined, undefinedFor, type Outcome, type UndefinedReason } from "./coefficients/outcome.ts";
import { prevalence } from "./coefficients/prevalence.ts";
import { CountRows, keyOf, RatingRows, type Given, type Item } from "./coefficients/ratings.ts";
import { pairedItems, rawAgreement } from "./coefficients/raw-agreement.ts";
import { RefusedSample } from "./refused-sample.ts";
import { scottPi } from "./coefficients/scott-pi.ts";
import { MATCH_RULES, spanF1 } from "./unitizing/span-f1.ts";
import { unitizingBarUAlpha } from "./unitizing/unitizing-bar-u-alpha.ts";
import { unitizingCuAlpha } from "./unitizing/unitizing-cu-alpha.ts";
import { unitizingKuAlpha } from "./unitizing/unitizing-ku-alpha.ts";
import { unitizingUAlpha } from "./unitizing/unitizing-u-alpha.ts";
import { weightedKappa } from "./coefficients/weighted-kappa.ts";

const SampleId = z.union([z.string(), z.number()]);
/** What people write beside a sample for each other; nothing is computed from it. */
const Remark = z.unknown().optional();
const REMARKS = { title: Remark, note: Remark, source: Remark, expected: Remark };
const Table = z.array(z.array(z.number()));
const Order = z.array(z.union([z.string(), z.number(), z.boolean()]));

/** A field that is not there is not known, and refused by its name: a sample is computed as it is written or not at all. */
const sampleOf = <const M extends string, D extends z.ZodType>(metric: M, data: D) =>
  z.strictObject({ id: SampleId, metric: z.literal(metric), data, ...REMARKS });
const Items = z.discriminatedUnion("form", [RatingRows, CountRows]);

const orElse = <T extends string>(variant: z.ZodType<T>, usual: T) =>
  variant.nullish().transform((chosen) => chosen ?? usual);
/** A coefficient that takes categories as they are may be said to, and cannot be anything else. */
const plain = { variant: z.enum(["unweighted", "nominal"]).nullish() };

const BETWEEN = ["nominal", "ordinal"] as const;
/** How far categories are apart in gamma: all alike, by steps in their order, or as a table says. */
const Between = z.union([z.enum(BETWEEN), Table]);

/**
 * One sample of `coram agreement`. Without a variant, kappa is unweighted, alpha nominal and F1 of overlaps. The variant of (k)uα is its
 * category; without one it has a value only where one category was used. Tables are over the categories in their order, which
 * `categories` may give.
 */
export const AgreementSample = z.discriminatedUnion("metric", [
  // Counts do not say who chose what.
  sampleOf("cohen_kappa", RatingRows).extend({
    variant: z.enum(["unweighted", "linear", "quadratic"]).nullish(),
    weights: Table.optional(),
    categories: Order.optional(),
  }),
  sampleOf("fleiss_kappa", Items).extend(plain),
  sampleOf("scott_pi", Items).extend(plain),
  sampleOf("gwet_ac1", Items).extend(plain),
  sampleOf("krippendorff_alpha", Items).extend({
    variant: z.enum(SCALES).nullish(),
    distances: Table.optional(),
    categories: Order.optional(),
  }),
  sampleOf("unitizing_u_alpha", ContinuumData).extend(plain),
  sampleOf("unitizing_bar_u_alpha", ContinuumData).extend(plain),
  sampleOf("unitizing_cu_alpha", ContinuumData).extend(plain),
  sampleOf("unitizing_ku_alpha", ContinuumData).extend({ variant: z.string().nullish() }),
  sampleOf("gamma", ContinuumData).extend({
    variant: z.null().optional(),
    alpha: z.number().nonnegative().optional(),
    beta: z.number().nonnegative().optional(),
    dissimilarities: z
      .union([Between, z.strictObject({ position: z.literal("sporadic").optional(), category: Between.optional() })])
      .optional(),
    categories: Order.optional(),
  }),
  sampleOf("span_f1", ContinuumData).extend({ variant: orElse(z.enum(MATCH_RULES), "overlap") }),
]);
export type AgreementSample = z.infer<typeof AgreementSample>;
export type Metric = AgreementSample["metric"];

/** A list of samples whose own shape is looked at one by one. */
export const AgreementFile = z.object({ cases: z.array(z.unknown()) });

/** What a sample came to. */
export interface SampleResult {
  /** The sample's; null where it has none. */
  id: string | number | null;
  /** Null where the coefficient is undefined, with the reason, or where the sample cannot be read, with the error. */
  value: number | null;
  reason?: UndefinedReason;
  error?: string;
  /** Ratings: items that two coders rated. A continuum: units. */
  n?: number;
  coders?: number;
  /** Ratings: share of agreeing pairs of coders, not corrected for chance. */
  raw?: number | null;
  /** Ratings: share of each value among all that were given. */
  prevalence?: { value: Given; share: number }[];
  /** (k)uα of each category. */
  categories?: Record<string, number | null>;
  /** Gamma: continua by chance that were drawn, and whether the best alignment is known to be that. */
  samples?: number;
  exact?: boolean;
}

/** Computes a sample. A sample that cannot be read or asks for what is not offered has an error, and the others are computed all the same. */
export function computeSample(input: unknown): SampleResult {
  const parsed = AgreementSample.safeParse(input);
  const id = z.object({ id: SampleId }).safeParse(input);
  const refused = (error: string): SampleResult => ({ id: id.success ? id.data.id : null, value: null, error });
  if (!parsed.success) return refused(describe(parsed.error.issues[0], input));
  try {
    return { id: parsed.data.id, ...compute(parsed.data) };
  } catch (error) {
    if (error instanceof RefusedSample) return refused(error.message);
    throw error;
  }
}

/** Says where, and names what is not known or not offered. */
function describe(issue: z.core.$ZodIssue | undefined, input: unknown): string {
  const path = issue?.path ?? [];
  const where = path.length === 0 ? "" : `${path.join(".")}: `;
  if (issue?.code === "unrecognized_keys")
    return `${where}${issue.keys.map((key) => `"${key}"`).join(", ")} is not known`;
  const given = path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key], input);
  if (issue?.code === "invalid_union") {
    // The choice that came furthest is the one that was meant.
    const [nearest] = issue.errors.flat().sort((a, b) => b.path.length - a.path.length);
    if (nearest && nearest.path.length > 0) return describe({ ...nearest, path: [...path, ...nearest.path] }, input);
  }
  const isWord = typeof given === "string" || typeof given === "number" || typeof given === "boolean";
  const offered = issue?.code === "invalid_value" ? issue.values.map(String).join(", ") : "";
  if (isWord && (offered !== "" || issue?.code === "invalid_union" || path.at(-1) === "variant"))
    return `${where}${JSON.stringify(given)} is not offered${offered === "" ? "" : `; offered: ${offered}`}`;
  return `${where}${issue?.message ?? "not a case"}`;
}

function compute(one: AgreementSample): Omit<SampleResult, "id"> {
  switch (one.metric) {
    case "cohen_kappa":
      return withRatings(kappaOf(one), one.data.rows);
    case "fleiss_kappa":
      return withRatings(fleissKappa(one.data.rows), one.data.rows);
    case "scott_pi":
      return withRatings(scottPi(one.data.rows), one.data.rows);
    case "gwet_ac1":
      return withRatings(gwetAc1(one.data.rows), one.data.rows);
    case "krippendorff_alpha":
      return withRatings(alphaOf(one), one.data.rows);
    case "unitizing_u_alpha":
      return withUnits(unitizingUAlpha(one.data), one.data);
    case "unitizing_bar_u_alpha":
      return withUnits(unitizingBarUAlpha(one.data), one.data);
    case "unitizing_cu_alpha":
      return withUnits(unitizingCuAlpha(one.data), one.data);
    case "unitizing_ku_alpha":
      return ofCategories(one.data, one.variant);
    case "span_f1":
      return withUnits(spanF1(one.data, one.variant), one.data);
    case "gamma": {
      const { samples, isExact, ...found } = gamma(one.data, { weights: weightsOf(one) });
      const more = samples === undefined ? {} : { samples, exact: isExact ?? false };
      return {
        ...withUnits(found.value === null ? undefinedFor(found.reason) : defined(found.value), one.data),
        ...more,
      };
    }
  }
}

type SampleOf<M extends Metric> = Extract<AgreementSample, { metric: M }>;

function kappaOf({ data: { rows }, variant, weights, categories }: SampleOf<"cohen_kappa">): Outcome {
  if (weights && variant) throw new RefusedSample(`variant: "${variant}" and weights of its own exclude each other`);
  const weighing = weights ?? variant ?? "unweighted";
  if (weighing !== "unweighted") return weightedKappa(rows, weighing, categories ?? null);
  if (categories) throw new RefusedSample("categories: their order changes nothing of unweighted kappa");
  return cohenKappa(rows);
}

function alphaOf({ data: { rows }, variant, distances, categories }: SampleOf<"krippendorff_alpha">): Outcome {
  if (distances && variant)
    throw new RefusedSample(`variant: "${variant}" and distances of its own exclude each other`);
  if (distances) return krippendorffAlpha(rows, { distances, categories: categories ?? null });
  if (categories) throw new RefusedSample("categories: they are the order of given distances");
  return krippendorffAlpha(rows, variant ?? "nominal");
}

/** Weights and distances of gamma; those of its paper where a sample says nothing. */
function weightsOf({ data, alpha, beta, dissimilarities, categories }: SampleOf<"gamma">): Weights {
  const weights = { place: alpha ?? EVEN.place, category: beta ?? EVEN.category };
  if (weights.place + weights.category === 0) throw new RefusedSample("alpha, beta: one of them is above 0");
  const asked =
    typeof dissimilarities === "string" || Array.isArray(dissimilarities) ? dissimilarities : dissimilarities?.category;
  const between = asked ?? "nominal";
  if (between === "nominal") {
    if (categories) throw new RefusedSample("categories: their order changes nothing of nominal dissimilarities");
    return weights;
  }
  const used = [...new Set(data.units.map(({ category }) => category))];
  const order = categories?.map(String) ?? null;
  const table = between === "ordinal" ? steps(orderCategories(used, order).places.size) : between;
  checkDistances("dissimilarities", table);
  const places = fitCategories("dissimilarities", table, [used], order);
  const at = (category: string): number => places.get(keyOf(category)) ?? -1;
  return { ...weights, between: (a, b) => table[at(a)]?.[at(b)] ?? 1 };
}

/** |i − j| ÷ (k − 1): 1 between the first and the last. */
function steps(k: number): Matrix {
  return Array.from({ length: k }, (_, i) =>
    Array.from({ length: k }, (__, j) => (i === j ? 0 : Math.abs(i - j) / (k - 1))),
  );
}

function withRatings(outcome: Outcome, items: readonly Item[]): Omit<SampleResult, "id"> {
  const coders = items.reduce((most, { values }) => Math.max(most, values.length), 0);
  return { ...outcome, n: pairedItems(items), coders, raw: rawAgreement(items).value, prevalence: prevalence(items) };
}

const withUnits = (outcome: Outcome, { units, coders }: Continuum): Omit<SampleResult, "id"> => ({
  ...outcome,
  n: units.length,
  coders: coders.length,
});

/** All categories, and the one that was asked for, or the only one. */
function ofCategories(continuum: Continuum, wanted: string | null | undefined): Omit<SampleResult, "id"> {
  const used = [...new Set(continuum.units.map(({ category }) => category))].sort();
  const found = new Map(used.map((category) => [category, unitizingKuAlpha(continuum, category)]));
  const only = used.length === 1 ? used[0] : undefined;
  const one =
    used.length === 0
      ? unitizingUAlpha(continuum)
      : (found.get(wanted ?? only ?? "") ?? undefinedFor("unknown-category"));
  const categories = Object.fromEntries([...found].map(([category, { value }]) => [category, value]));
  return { ...withUnits(one, continuum), categories };
}
