import { z } from "zod";
import { cohenKappa } from "./cohen-kappa.ts";
import { ContinuumData, type Continuum } from "./continuum.ts";
import { SCALES } from "./distances.ts";
import { fleissKappa } from "./fleiss-kappa.ts";
import { gamma } from "./gamma.ts";
import { gwetAc1 } from "./gwet-ac1.ts";
import { krippendorffAlpha } from "./krippendorff-alpha.ts";
import { defined, undefinedFor, type Outcome, type UndefinedReason } from "./outcome.ts";
import { prevalence } from "./prevalence.ts";
import { RatingRows, type Given, type Item } from "./ratings.ts";
import { pairedItems, rawAgreement } from "./raw-agreement.ts";
import { scottPi } from "./scott-pi.ts";
import { MATCH_RULES, spanF1 } from "./span-f1.ts";
import { unitizingBarUAlpha } from "./unitizing-bar-u-alpha.ts";
import { unitizingCuAlpha } from "./unitizing-cu-alpha.ts";
import { unitizingKuAlpha } from "./unitizing-ku-alpha.ts";
import { unitizingUAlpha } from "./unitizing-u-alpha.ts";

const CaseId = z.union([z.string(), z.number()]);
const ofRatings = <const M extends string>(metric: M) =>
  z.object({ id: CaseId, metric: z.literal(metric), data: RatingRows });
const ofContinuum = <const M extends string>(metric: M) =>
  z.object({ id: CaseId, metric: z.literal(metric), data: ContinuumData });

const orElse = <T extends string>(variant: z.ZodType<T>, usual: T) =>
  variant.nullish().transform((chosen) => chosen ?? usual);

/**
 * One case of `coram agreement`. Without a variant, alpha is nominal and F1 of overlaps. The variant of (k)uα is its category; without
 * one it has a value only where one category was used.
 */
export const AgreementCase = z.discriminatedUnion("metric", [
  ofRatings("cohen_kappa"),
  ofRatings("fleiss_kappa"),
  ofRatings("scott_pi"),
  ofRatings("gwet_ac1"),
  ofRatings("krippendorff_alpha").extend({ variant: orElse(z.enum(SCALES), "nominal") }),
  ofContinuum("unitizing_u_alpha"),
  ofContinuum("unitizing_bar_u_alpha"),
  ofContinuum("unitizing_cu_alpha"),
  ofContinuum("unitizing_ku_alpha").extend({ variant: z.string().nullish() }),
  ofContinuum("gamma"),
  ofContinuum("span_f1").extend({ variant: orElse(z.enum(MATCH_RULES), "overlap") }),
]);
export type AgreementCase = z.infer<typeof AgreementCase>;
export type Metric = AgreementCase["metric"];

/** A list of cases whose own shape is looked at one by one. */
export const AgreementFile = z.object({ cases: z.array(z.unknown()) });

/** What a case came to. */
export interface CaseResult {
  /** The case's; null where it has none. */
  id: string | number | null;
  /** Null where the coefficient is undefined, with the reason, or where the case cannot be read, with the error. */
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

/** Computes a case. A case that cannot be read has an error, and the others are computed all the same. */
export function agreementCase(input: unknown): CaseResult {
  const parsed = AgreementCase.safeParse(input);
  if (parsed.success) return { id: parsed.data.id, ...compute(parsed.data) };
  const id = z.object({ id: CaseId }).safeParse(input);
  const [issue] = parsed.error.issues;
  const where = issue?.path.join(".") ?? "";
  return {
    id: id.success ? id.data.id : null,
    value: null,
    error: `${where === "" ? "" : `${where}: `}${issue?.message ?? "not a case"}`,
  };
}

function compute(one: AgreementCase): Omit<CaseResult, "id"> {
  switch (one.metric) {
    case "cohen_kappa":
      return withRatings(cohenKappa(one.data.rows), one.data.rows);
    case "fleiss_kappa":
      return withRatings(fleissKappa(one.data.rows), one.data.rows);
    case "scott_pi":
      return withRatings(scottPi(one.data.rows), one.data.rows);
    case "gwet_ac1":
      return withRatings(gwetAc1(one.data.rows), one.data.rows);
    case "krippendorff_alpha":
      return withRatings(krippendorffAlpha(one.data.rows, one.variant), one.data.rows);
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
      const { samples, isExact, ...found } = gamma(one.data);
      const more = samples === undefined ? {} : { samples, exact: isExact ?? false };
      return {
        ...withUnits(found.value === null ? undefinedFor(found.reason) : defined(found.value), one.data),
        ...more,
      };
    }
  }
}

function withRatings(outcome: Outcome, items: readonly Item[]): Omit<CaseResult, "id"> {
  const coders = items.reduce((most, { values }) => Math.max(most, values.length), 0);
  return { ...outcome, n: pairedItems(items), coders, raw: rawAgreement(items).value, prevalence: prevalence(items) };
}

const withUnits = (outcome: Outcome, { units, coders }: Continuum): Omit<CaseResult, "id"> => ({
  ...outcome,
  n: units.length,
  coders: coders.length,
});

/** All categories, and the one that was asked for, or the only one. */
function ofCategories(continuum: Continuum, wanted: string | null | undefined): Omit<CaseResult, "id"> {
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
