import { z } from "zod";
import { UNDEFINED_REASONS } from "../../agreement/coefficients/outcome.ts";
import { AnswerSubject, AnswerValue } from "../../domain/answer.ts";
import { DisagreementKind } from "../../domain/disagreement.ts";
import { AnnotationId, CategoryId, MemberId, QuestionId, RoundId, VerdictId } from "../../domain/ids.ts";
import { Country, Script, UiLanguage, VerdictLanguage } from "../../domain/language.ts";
import { MemberCard } from "../../domain/member.ts";
import { Form, Mode } from "../../domain/verdict.ts";
import { Range } from "../../text/revision.ts";

/** A figure with its 95 % interval; `value` null with the reason why it is undefined. */
export const Figure = z.object({
  value: z.number().nullable(),
  reason: z.enum(UNDEFINED_REASONS).optional(),
  interval: z.tuple([z.number(), z.number()]).nullable(),
});
export type Figure = z.infer<typeof Figure>;

const Given = z.union([z.string(), z.number(), z.array(z.string())]);
const Passages = z.object({
  /** Passages of all coders. */
  n: z.int(),
  /** Pairs of passages of two coders on much the same words. */
  met: z.int(),
  /** Share of the text that a coder marks, on average. */
  prevalence: z.number(),
  marked: Figure,
  u: Figure,
  exact: Figure,
  overlap: Figure,
  place: Figure,
  label: Figure,
});
const Answers = z.object({ n: z.int(), raw: Figure, alpha: Figure });
const Group = z.object({ verdicts: z.int(), coders: z.int(), passages: Passages, answers: Answers });
export type GroupFigures = z.infer<typeof Group>;

/** `schema/agreement/agreement-of.ts` says what each figure is. */
export const AgreementFigures = z.object({
  resamples: z.int(),
  seed: z.int(),
  all: Group,
  countries: z.array(Group.extend({ country: Country })),
  languages: z.array(Group.extend({ language: VerdictLanguage })),
  pairs: z.array(Group.extend({ pair: z.tuple([MemberId, MemberId]) })),
  categories: z.array(
    z.object({
      category: CategoryId,
      n: z.int(),
      presence: z.object({ n: z.int(), raw: Figure, alpha: Figure, ac1: Figure, prevalence: z.number() }),
      passages: Passages.pick({ marked: true, exact: true, overlap: true, prevalence: true }),
    }),
  ),
  questions: z.array(
    z.object({
      question: QuestionId,
      scale: z.enum(["nominal", "number", "set"]),
      n: z.int(),
      raw: Figure,
      alpha: Figure,
      ac1: Figure,
      scaled: Figure.nullable(),
      prevalence: z.array(z.object({ value: Given, share: z.number() })),
    }),
  ),
  units: z.array(z.object({ verdict: VerdictId, unit: AnswerSubject, n: z.int(), raw: z.number().nullable() })),
});
export type AgreementFigures = z.infer<typeof AgreementFigures>;

/** A round whose frozen layers are compared. */
export const ComparedRound = z.object({
  verdict: VerdictId,
  round: RoundId,
  number: z.int().positive(),
  mode: Mode,
  court: z.string(),
  caseNumber: z.string(),
  country: Country,
  language: VerdictLanguage,
  script: Script,
  form: Form,
  /** Of the text that passages are carried to. */
  revision: z.int().positive(),
  /** All who handed in, also who marked nothing. */
  coders: z.array(MemberId),
  /** How many paragraphs workshops had practised on before: they are left out. */
  practised: z.int().positive().optional(),
  units: z.array(z.object({ id: AnswerSubject, token: z.string() })),
});
export type ComparedRound = z.infer<typeof ComparedRound>;

/** How many paragraphs figures leave out because workshops had practised on them. */
export function practisedIn({ rounds }: { rounds: readonly Pick<ComparedRound, "practised">[] }): number {
  return rounds.reduce((sum, { practised = 0 }) => sum + practised, 0);
}

/** How often coders said the same of what they marked or answered, and in what they differ otherwise. */
export const KindCounts = z.record(DisagreementKind, z.int().nonnegative());
export type KindCounts = z.infer<typeof KindCounts>;

/**
 * GET /api/verdicts/:id/agreement?round=&beside= → of one round, the newest that is revealed unless told; `beside`: another round of the
 * verdict that it is set beside, and of which nothing is computed but what both leave out. GET /api/agreement?country=&form= → of
 * the newest such round of each verdict. Without rounds where the asker sees no two frozen layers of any; `not-found` for one
 * that is asked for and is no such round: a blind round has no agreement for anybody.
 */
export const AgreementView = z.object({
  rounds: z.array(ComparedRound),
  /** Other rounds of the same verdict that can be compared with it, oldest first; of one verdict only. */
  others: z.array(z.object({ round: RoundId, number: z.int().positive() })),
  /** Categories are those of this version of the methodology: the one that the coders had, the newest of several. */
  methodologyVersion: z.int().positive(),
  /** Categories that are in no figure, since the rounds were coded in versions that mean different things by them. */
  leftOut: z.array(CategoryId).default([]),
  /** Of all verdicts: whether the asker codes a further round of one, which is left out until the reveal. */
  codesFurther: z.boolean().optional(),
  /** Null where no verdict has two coders. */
  figures: AgreementFigures.nullable(),
  /** By category: what the groups of tags about one passage differ in. A group of two categories counts for both. */
  categoryKinds: z.record(CategoryId, KindCounts),
  /** Which two categories stand on the same words how often, the most frequent first. */
  confusions: z.array(z.object({ categories: z.tuple([CategoryId, CategoryId]), n: z.int().positive() })),
  people: z.array(MemberCard),
});
export type AgreementView = z.infer<typeof AgreementView>;

/** What one coder marked or answered. */
export const Mark = z.object({
  coder: MemberId,
  /** Of a passage. */
  annotation: AnnotationId.nullable(),
  category: CategoryId.nullable(),
  ranges: z.array(Range),
  note: z.string(),
  /** Of an answer. */
  value: AnswerValue.nullable(),
});
export type Mark = z.infer<typeof Mark>;

/** What coders said of one passage, or answered to one question: the same, or what they differ in. */
export const Place = z.object({
  verdict: VerdictId,
  kind: DisagreementKind,
  /** Null of an answer. */
  paragraph: z.string().nullable(),
  /** All words that a coder marked, with a little around; null of an answer, or where the words are gone. */
  quote: z.object({ text: z.string(), start: z.int(), end: z.int() }).nullable(),
  question: QuestionId.nullable(),
  subject: AnswerSubject.nullable(),
  marks: z.array(Mark),
  /** Coders of the round who have none. */
  without: z.array(MemberId),
});
export type Place = z.infer<typeof Place>;

/** At most so many places are sent. */
export const PLACES_MAX = 400;

/**
 * GET /api/agreement/places?verdict=&round=&country=&form=&category=&beside=&question=&subject=&coders=a,b&of= → the passages behind a figure,
 * in text order, the same verdicts as the figure is of.
 */
export const PlacesQuery = z.object({
  verdict: VerdictId.optional(),
  round: RoundId.optional(),
  country: Country.optional(),
  form: Form.optional(),
  category: CategoryId.optional(),
  /** Only where this category stands on the same words, too. */
  beside: CategoryId.optional(),
  question: QuestionId.optional(),
  subject: AnswerSubject.optional(),
  coders: z
    .string()
    .transform((ids) => ids.split(","))
    .pipe(z.array(MemberId).length(2))
    .optional(),
  of: z.enum(["tags", "answers"]).optional(),
});
export type PlacesQuery = z.infer<typeof PlacesQuery>;
export const PlacesView = z.object({ places: z.array(Place), left: z.int().nonnegative() });
export type PlacesView = z.infer<typeof PlacesView>;

/** GET /api/verdicts/:id/agreement/gamma?round= → Mathet's gamma of one text. */
export const GammaView = z.object({
  value: z.number().nullable(),
  reason: z.enum(UNDEFINED_REASONS).optional(),
  samples: z.int().optional(),
  isExact: z.boolean().optional(),
});
export type GammaView = z.infer<typeof GammaView>;

/**
 * GET /api/verdicts/:id/agreement/report?round=&format=&language= and GET /api/agreement/report?country=&form=&format=&language= → the file,
 * of the verdicts of which the asker may export. `export-leak` where something in it looks like a person's data.
 */
export const ReportFormat = z.enum(["docx", "xlsx"]);
export type ReportFormat = z.infer<typeof ReportFormat>;
export const ReportQuery = z.object({ format: ReportFormat, language: UiLanguage.default("en") });
