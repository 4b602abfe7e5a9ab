import { z } from "zod";
import { CategoryId, MemberId, OutputId, QuestionId, RANDOM_ID, VerdictId } from "./ids.ts";
import { Country, UiLanguage } from "./language.ts";
import { ReadableKey } from "./methodology/methodology.ts";

/**
 * In this order. What is in review is still written; what signatures are asked for is frozen until they are there or it is taken back;
 * what is approved until it is opened again.
 */
export const OUTPUT_STATUSES = ["draft", "in-review", "asked", "approved"] as const;
export const OutputStatus = z.enum(OUTPUT_STATUSES);
export type OutputStatus = z.infer<typeof OutputStatus>;

/** Whether nobody writes in a document of this status. */
export function isFrozenStatus(status: OutputStatus): boolean {
  return status === "asked" || status === "approved";
}

/** Which verdicts it is written about: named ones, all of a country, or all. */
export const OutputScope = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("verdicts"), verdicts: z.array(VerdictId).min(1).max(500) }),
  z.object({ kind: z.literal("country"), country: Country }),
  z.object({ kind: z.literal("all") }),
]);
export type OutputScope = z.infer<typeof OutputScope>;

/** Of a block of an output, and of a note, quote or figure within one: what comments and rows know it by. Random. */
export const BlockId = z.string().regex(RANDOM_ID).brand<"BlockId">();
export type BlockId = z.infer<typeof BlockId>;

export const Output = z.object({
  id: OutputId,
  /** The template that it was made from (`summary`, `case-study`, …) and the version of the methodology that it stands in. */
  template: ReadableKey,
  methodologyVersion: z.int().positive(),
  title: z.string(),
  language: UiLanguage,
  scope: OutputScope,
  status: OutputStatus,
  /** Who set the status and when. */
  statusBy: MemberId,
  statusAt: z.iso.datetime(),
  /** Counts up with every command; a command names the one that it was given in. */
  number: z.int().positive(),
  createdBy: MemberId,
  createdAt: z.iso.datetime(),
  /** The same document in another language: of one that leads the first that was made of it, of any other the leading one. */
  partner: OutputId.nullable(),
  /** The document that leads this one, which says the same in another language; null of one that leads, or stands alone. */
  leader: OutputId.nullable().default(null),
  /** The version that approving froze; null where it is not approved. */
  approvedVersion: z.int().positive().nullable(),
});
export type Output = z.infer<typeof Output>;

/**
 * What a writer saw when they approved a quote: the words as of that revision, and what the tag was then. Words are read from
 * the revision while it is there, so that none are kept here.
 */
export const QuoteApproval = z.object({
  revision: z.int().positive(),
  category: CategoryId.nullable().default(null),
  version: z.int().positive().nullable().default(null),
  /** The server's fingerprint of the translation that was shown; undefined where none was, or none was looked at. */
  translation: z.int().nonnegative().optional(),
  /** How often what is printed of the verdict (`PRINTED_FIELDS`) had been changed by then; left out where it never was. */
  data: z.int().positive().optional(),
});
export type QuoteApproval = z.infer<typeof QuoteApproval>;

/** What a figure counts: verdicts or units with one of these answers, or verdicts or passages with a category. */
export const FigureSubject = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("answers"),
    question: QuestionId,
    /** Closed words of the question (`yes`, a choice's key); any of them counts. Empty = answered at all. */
    values: z.array(z.string().min(1).max(80)).max(40),
  }),
  z.object({ kind: z.literal("category"), category: CategoryId, counts: z.enum(["verdicts", "passages"]) }),
]);
export type FigureSubject = z.infer<typeof FigureSubject>;

/** Over what: the output's own scope, or one of its own. */
export const FigureScope = z.union([z.literal("output"), OutputScope]);
export type FigureScope = z.infer<typeof FigureScope>;

/** Verdicts that it is over by name: whoever reads the figure is told of these. */
export function verdictsOfScope(scope: FigureScope | null): readonly VerdictId[] {
  return scope !== null && scope !== "output" && scope.kind === "verdicts" ? scope.verdicts : [];
}

/** The value that a writer approved: `n` of `of`. */
export const FigureApproval = z.object({ n: z.int().nonnegative(), of: z.int().nonnegative() });
export type FigureApproval = z.infer<typeof FigureApproval>;

/** How a chart draws: a bar a row, two beside each other, a span of time, or as many squares as are counted. */
export const CHART_KINDS = ["bars", "pairs", "spans", "squares"] as const;
export type ChartKind = (typeof CHART_KINDS)[number];
/** What a row of measured answers is of: a verdict with all its people together, or each of them. */
export const CHART_UNITS = ["verdict", "each"] as const;
export type ChartUnit = (typeof CHART_UNITS)[number];

/** A shape that stands in a document as JSON text, so that it is compared and written as a whole. */
export function jsonText<T extends z.ZodType>(shape: T): z.ZodType<string> {
  return z
    .string()
    .max(20_000)
    .refine((text) => parseJson(shape, text) !== null, "not of its shape");
}

/** What such a text holds, or null where it is none. */
export function parseJson<T extends z.ZodType>(shape: T, text: string | null): z.output<T> | null {
  if (text === null) return null;
  try {
    const parsed = shape.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
