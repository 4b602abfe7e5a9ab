import { z } from "zod";
import { VerdictId } from "../../../domain/ids.ts";
import { Country, UiLanguage } from "../../../domain/language.ts";
import { UNREAD } from "../../../search/query.ts";
import { Range } from "../../../text/revision.ts";
import { MatrixCell } from "../matrix.ts";

/** So many lines come at once. */
export const FIND_PAGE = 60;
export const FIND_QUERY_MAX = 1000;

/** By country and case number, or verdicts that were given last first; within a verdict always as the text goes. */
export const FindOrder = z.enum(["place", "newest"]);
export type FindOrder = z.infer<typeof FindOrder>;

/** Narrows what is listed; each with an empty list narrows nothing. */
const Within = z.object({
  countries: z.array(Country).max(10).default([]),
  verdicts: z.array(VerdictId).max(1000).default([]),
});

/**
 * POST /api/find → FindView: paragraphs of verdicts that answer a query (`schema/search/query.ts`). POST, because addresses are kept and
 * logged, and words of verdicts are in none. Whoever may read verdicts may ask, of those that they may read.
 */
export const FindAsked = z.object({
  query: z.string().max(FIND_QUERY_MAX),
  in: Within.default({ countries: [], verdicts: [] }),
  order: FindOrder.default("place"),
  /** `next` of the answer before. */
  cursor: z
    .string()
    .regex(/^\d{1,9}$/)
    .nullable()
    .default(null),
});
export type FindAsked = z.infer<typeof FindAsked>;

export const FindLine = z.object({
  verdict: VerdictId,
  /** Coram's number of the paragraph; null for headings and the like. */
  paragraph: z.string().nullable(),
  /** Offset of the first place in the newest revision. */
  at: z.int().nonnegative(),
  /** Words around the first place, tokens as they are kept. */
  text: z.string(),
  /** Places in `text`, sorted, apart; the first is what the line is of. */
  marks: z.array(Range),
  /** Whether the paragraph goes on beyond. */
  isCut: z.object({ start: z.boolean(), end: z.boolean() }),
});
export type FindLine = z.infer<typeof FindLine>;

/** What of a query was not read as it was meant, and is searched as words. */
const UnreadView = z.object({ why: z.enum(UNREAD), typed: z.string() });

/** A verdict that answers, with how often. */
export const FoundIn = z.object({
  id: VerdictId,
  caseNumber: z.string(),
  court: z.string(),
  country: Country,
  /** BCP 47, of its text. */
  lang: z.string(),
  count: z.int().positive(),
});
export type FoundIn = z.infer<typeof FoundIn>;

export const FindView = z.object({
  /** Of what is listed; those of `verdicts` are of all that answers. */
  total: z.int().nonnegative(),
  verdicts: z.array(FoundIn),
  lines: z.array(FindLine),
  next: z.string().nullable(),
  unread: z.array(UnreadView),
});
export type FindView = z.infer<typeof FindView>;

/** So many passages are listed; `total` counts all. */
export const FIND_PASSAGES_MAX = 500;

/**
 * POST /api/find/passages → FoundPassages: passages that stand, with the query's words in their quote and of its category. Members only.
 */
export const FindPassagesAsked = FindAsked.omit({ cursor: true, order: true }).extend({
  language: UiLanguage.default("en"),
  /** So many are listed; 0 where only their number is wanted. */
  most: z.int().min(0).max(FIND_PASSAGES_MAX).default(FIND_PASSAGES_MAX),
});
export type FindPassagesAsked = z.input<typeof FindPassagesAsked>;

export const FoundPassages = z.object({
  total: z.int().nonnegative(),
  verdicts: z.array(FoundIn),
  cell: MatrixCell,
  unread: z.array(UnreadView),
  /** The query names a category that the methodology does not have. */
  isCategoryUnknown: z.boolean(),
  /** Verdicts that the asker codes blind: their tags are not looked at. */
  blind: z.int().nonnegative(),
  /** Verdicts of which nothing stands yet: the round of their coders is revealed and not settled. */
  unsettled: z.int().nonnegative(),
});
export type FoundPassages = z.infer<typeof FoundPassages>;
