import { z } from "zod";
import { AnswerSubject, AnswerValue, Certainty } from "../../domain/answer.ts";
import { AnnotationId, CategoryId, MemberId, QuestionId, VerdictId } from "../../domain/ids.ts";
import { Country, Localised, UiLanguage } from "../../domain/language.ts";
import { Question } from "../../domain/methodology/methodology.ts";
import { UnitKind } from "../../domain/unit.ts";
import { Form, LayerKind, Verdict } from "../../domain/verdict.ts";
import { MatrixBy } from "../../matrix/choice.ts";
import { Anchor } from "../../text/revision.ts";

/** GET /api/matrix?by=&language= → MatrixView. Members only. `language` is that of citations and of answers in words. */
export const MatrixQuery = z.object({
  by: MatrixBy.default("categories"),
  language: UiLanguage.default("en"),
});

/**
 * `counted`: its tags and answers can be compared; `none`: nobody has tagged (or answered) anything in it yet; `unsettled`: nothing
 * stands yet, and what its coders found is a range that is counted nowhere; `blind`: the asker codes it blind; `being-coded`: others
 * do, and nothing stands, which says nothing of whether they have tagged; `in-preparation`: it is not cleared for reading.
 */
export const MatrixState = z.enum(["counted", "none", "unsettled", "blind", "being-coded", "in-preparation"]);
export type MatrixState = z.infer<typeof MatrixState>;

/** Words of a verdict with their place; `start` orders them in its text. */
export const MatrixQuote = z.object({ words: z.string(), citation: z.string(), start: z.int().nonnegative() });
export type MatrixQuote = z.infer<typeof MatrixQuote>;

/** The tags of one category in a verdict, those of its sub-categories not among them. */
export const MatrixTags = z.object({
  category: CategoryId,
  /** How many each coder has put, in the order of `coders`. */
  counts: z.array(z.int().nonnegative()),
  /** The first whose words still stand there. */
  first: MatrixQuote.nullable(),
});
export type MatrixTags = z.infer<typeof MatrixTags>;

/** An answer of one coder. */
export const MatrixAnswer = z.object({
  question: QuestionId,
  subject: AnswerSubject,
  /** Place in `coders`. */
  coder: z.int().nonnegative(),
  value: AnswerValue,
  /** The value in words. */
  words: z.string(),
  certainty: Certainty,
  first: MatrixQuote.nullable(),
});
export type MatrixAnswer = z.infer<typeof MatrixAnswer>;

export const MatrixVerdict = z.object({
  verdict: Verdict,
  state: MatrixState,
  /** What the numbers are of: what stands, or where that is unsettled coders' own; null where there are none. */
  kind: LayerKind.nullable(),
  /** One for each layer that is counted: whose it is, or null for one that all write in. Several are never added up. */
  coders: z.array(MemberId.nullable()),
  units: z.array(z.object({ id: AnswerSubject, kind: UnitKind, name: z.string() })),
  /** Categories with none are left out. */
  tags: z.array(MatrixTags),
  answers: z.array(MatrixAnswer),
});
export type MatrixVerdict = z.infer<typeof MatrixVerdict>;

export const MatrixCategory = z.object({
  id: CategoryId,
  code: z.string(),
  parent: CategoryId.nullable(),
  label: Localised,
  /** The version in force has it no more; it is here for tags that still say it. */
  isGone: z.boolean(),
  /** It was split: its tags are of none of the parts until somebody has said of which. */
  isUnsorted: z.boolean(),
});
export type MatrixCategory = z.infer<typeof MatrixCategory>;

export const MatrixView = z.object({
  at: z.iso.datetime(),
  by: MatrixBy,
  /** Version of the methodology in which everything is shown; null before the first. */
  version: z.int().positive().nullable(),
  /** In the order of the tree. */
  categories: z.array(MatrixCategory),
  groups: z.array(z.object({ id: z.string(), label: Localised })),
  questions: z.array(Question.omit({ help: true, evidenceExpected: true })),
  /** All that the asker may read, by country and case number. */
  verdicts: z.array(MatrixVerdict),
  /** Whether the asker may take it as a file. */
  mayExport: z.boolean(),
});
export type MatrixView = z.infer<typeof MatrixView>;

/**
 * GET /api/matrix/cell?… → MatrixCell: what stands behind a number. `category` (with its sub-categories unless `children=no`) or
 * `question`; of one `verdict`, or of those of a country and form. Verdicts that are not counted have nothing here;
 * where one that is unsettled is asked for by itself, what its coders found so far.
 */
export const MatrixCellQuery = z
  .object({
    language: UiLanguage.default("en"),
    category: CategoryId.optional(),
    question: QuestionId.optional(),
    children: z.enum(["yes", "no"]).default("yes"),
    verdict: VerdictId.optional(),
    country: Country.optional(),
    form: Form.optional(),
  })
  .refine(
    ({ category, question }) => (category === undefined) !== (question === undefined),
    "a category or a question",
  );
export type MatrixCellQuery = z.input<typeof MatrixCellQuery>;

/** A tagged passage, or one that proves an answer. */
export const MatrixPassage = z.object({
  verdict: VerdictId,
  /** Null for a passage that proves an answer without being tagged. */
  annotation: AnnotationId.nullable(),
  /** As it is shown in the version in force. */
  category: CategoryId.nullable(),
  code: z.string(),
  /** "" where the words were removed. */
  quote: z.string(),
  /** Where the words stand now, for a quote of them; null where they were removed. */
  anchor: Anchor.nullable().default(null),
  /** Whether the words were corrected since they were tagged or chosen. */
  isChanged: z.boolean().default(false),
  /** What the asker may read of it in other languages: one a language, of these words or of the passage they are part of. */
  translations: z.array(
    z.object({ language: UiLanguage, text: z.string(), isExact: z.boolean(), isStale: z.boolean() }),
  ),
  citation: z.string(),
  start: z.int().nonnegative().nullable(),
  note: z.string(),
  author: MemberId,
  createdAt: z.iso.datetime().nullable(),
  kind: LayerKind,
  /** Whether the verdict's page has it among the tags that are written now; others are gone to by their place. */
  isLive: z.boolean(),
  needsReview: z.boolean(),
});
export type MatrixPassage = z.infer<typeof MatrixPassage>;

export const MatrixCell = z.object({
  /** In the order of `verdicts`, then of the text; those whose words were removed come last. */
  passages: z.array(MatrixPassage),
  answers: z.array(
    MatrixAnswer.omit({ first: true, coder: true }).extend({
      verdict: VerdictId,
      unit: z.string(),
      note: z.string(),
      author: MemberId,
      /** When the value was given; null where that is not known. */
      at: z.iso.datetime().nullable(),
      kind: LayerKind,
      evidence: z.array(MatrixPassage),
    }),
  ),
  verdicts: z.array(z.object({ id: VerdictId, caseNumber: z.string(), lang: z.string() })),
  members: z.array(z.object({ id: MemberId, name: z.string(), initials: z.string() })),
});
export type MatrixCell = z.infer<typeof MatrixCell>;
