import { z } from "zod";
import { PartialDate, QuestionType } from "../../domain/answer.ts";
import { MemberId, AnnotationId, CategoryId, OutputId, QuestionId, RoomId, VerdictId } from "../../domain/ids.ts";
import { Country, Localised, UiLanguage } from "../../domain/language.ts";
import { ReadableKey } from "../../domain/methodology/methodology.ts";
import { BlockId, OutputStatus, QuoteApproval } from "../../domain/output.ts";
import { LayerKind, Mode } from "../../domain/verdict.ts";
import { Anchor } from "../../text/revision.ts";
import { ChartState } from "./parts/chart-state.ts";
import { ChangeFlag } from "./parts/change-flag.ts";
import { RecordState, UnrecordedState } from "./parts/record-state.ts";
import { SourceRef } from "./parts/source-ref.ts";
import { QuoteTranslation } from "./translations.ts";

/** A quote as it stands now. */
export const QuoteState = z.object({
  kind: z.literal("quote"),
  block: BlockId,
  /** Null where the verdict is gone. */
  source: SourceRef.nullable(),
  /** Current words; "" where they are removed. */
  words: z.string(),
  /** Whether they begin, or end, within a sentence of the court; left out where they do neither. */
  cut: z.object({ before: z.boolean(), after: z.boolean() }).optional(),
  /** `lang` of the words. */
  lang: z.string(),
  /** Place in the verdict, in the output's language: `para. 41, p. 14, reasoning`. */
  citation: z.string(),
  /** Where it begins in the present text, for the way there; null where it is nowhere. */
  at: z.int().nonnegative().nullable(),
  annotation: AnnotationId.nullable(),
  /** `printed`: what files call it, where that is not what is shown: of one that is to be sorted its name when it was tagged, or "". */
  category: z
    .object({ id: CategoryId, code: z.string(), label: z.string(), printed: z.string().optional() })
    .nullable(),
  /**
   * In the language that the quote asks for; `isStale`: the words have changed since it was written. `now`: what it says now, where an
   * approved document keeps what it said; "" where there is none any more. Null where one was written only after the approval, which
   * the flag `translated` tells.
   */
  translation: QuoteTranslation.nullable(),
  /** It has none, and one of a longer stretch has words that somebody may take. */
  isTranslatedAround: z.literal(true).optional(),
  /** Coram's number of the paragraph in which the closest of these begins. */
  aroundParagraph: z.string().optional(),
  flags: z.array(ChangeFlag),
  /** What approving it as it stands here notes; null where there are no words to approve. */
  approval: QuoteApproval.nullable(),
  /** What the writer approved, while that exists. */
  before: z.object({ words: z.string().nullable(), category: z.string().nullable() }).nullable(),
  /** What the text says now, where an approved document keeps earlier words; null otherwise. */
  now: z.string().nullable(),
});
export type QuoteState = z.infer<typeof QuoteState>;

/** A figure as it counts now. */
export const FigureState = z.object({
  kind: z.literal("figure"),
  block: BlockId,
  n: z.int().nonnegative(),
  of: z.int().nonnegative(),
  counts: z.enum(["verdicts", "defendants", "victims", "passages"]),
  /** `2 of 6 verdicts` in the output's language: what stands in the sentence. */
  text: z.string(),
  /**
   * In the output's language, what is said beside it: how many of its scope say neither yes nor no, since nobody has tagged or answered
   * them, and in how many it could not be counted. Left out where there are none, and where the text is that of an approval.
   */
  beside: z.string().optional(),
  /** Verdicts in which it could not be counted, since they are coded blind, in preparation or not open to the reader. */
  uncounted: z.int().nonnegative(),
  flags: z.array(ChangeFlag),
  before: z.object({ n: z.int(), of: z.int() }).nullable(),
});
export type FigureState = z.infer<typeof FigureState>;

const DateRow = z.object({
  date: PartialDate,
  /** What happened, in the output's language: the question's label. */
  label: z.string(),
  /** The unit's token, or null for the verdict itself. */
  unit: z.string().nullable(),
  question: QuestionId,
  citation: z.string().nullable(),
  /** Of another decision of the same proceedings, which the row is the date of. */
  related: SourceRef.optional(),
});
export type DateRow = z.infer<typeof DateRow>;
const PersonRow = z.object({
  token: z.string(),
  role: z.string(),
  facts: z.array(z.string()),
  /** The question that each of the facts answers; left out where there are none, and of what was approved before it was told. */
  asked: z.array(QuestionId).optional(),
});
export type PersonRow = z.infer<typeof PersonRow>;

/** Why nothing of a verdict is counted: the asker codes it blind, it is in preparation, or nothing stands of it yet. */
const UncountedState = z.enum(["blind", "in-preparation", "unsettled"]);

/** A table of a verdict's answers. */
function table<Kind extends string, Rows extends z.ZodType>(kind: Kind, rows: Rows) {
  return z.object({
    kind: z.literal(kind),
    block: BlockId,
    /** Null where none is chosen, or it is gone. */
    source: SourceRef.nullable(),
    /** As answered now; in an approved document as it was approved. */
    rows,
    /** Why nothing of the verdict is counted now; null where it is. */
    hidden: UncountedState.nullable(),
    flags: z.array(ChangeFlag),
    /** What is answered now, where an approved document shows something else; null otherwise. */
    now: rows.nullable(),
  });
}

/** Dates of a verdict, earliest first; each from an answer. */
export const TimelineState = table("timeline", z.array(DateRow));
export type TimelineState = z.infer<typeof TimelineState>;

/** Who takes part in a verdict: units and officials by token, with what is answered for them. */
export const ActorsState = table("actors", z.array(PersonRow));
export type ActorsState = z.infer<typeof ActorsState>;

export const ComparisonCell = z.object({
  question: QuestionId,
  /** By unit, or for the verdict itself (null); [] where nothing is answered. */
  said: z.array(z.object({ unit: z.string().nullable(), words: z.string() })),
  citation: z.string().nullable(),
  /** What wording that is typed beside it is stamped with. */
  stands: z.string(),
});
export type ComparisonCell = z.infer<typeof ComparisonCell>;

const ComparisonRow = z.object({
  verdict: VerdictId,
  /** Null where it is gone. */
  source: SourceRef.nullable(),
  hidden: UncountedState.nullable(),
  /** In the order of the questions; [] where nothing of the verdict is counted. */
  cells: z.array(ComparisonCell),
});
export type ComparisonRow = z.infer<typeof ComparisonRow>;

/** Answers of verdicts beside each other. */
export const ComparisonState = z.object({
  kind: z.literal("comparison"),
  block: BlockId,
  questions: z.array(z.object({ id: QuestionId, label: z.string() })),
  rows: z.array(ComparisonRow),
  flags: z.array(ChangeFlag),
  /** What is answered now, where an approved document shows something else; null otherwise. */
  now: z.array(ComparisonRow).nullable(),
});
export type ComparisonState = z.infer<typeof ComparisonState>;

export const PartState = z.discriminatedUnion("kind", [
  QuoteState,
  FigureState,
  RecordState,
  TimelineState,
  ActorsState,
  ComparisonState,
  ChartState,
]);
export type PartState = z.infer<typeof PartState>;

/** `version`: that one's; left out, the approved one's where there is one, otherwise those of the document as it is written. */
export const PartsQuery = z.object({ version: z.coerce.number().int().positive().optional() });

/** A verdict that words of a document are read from, as it was when they were: copies on a device are compared by it. */
export const PartsSource = z.object({
  verdict: VerdictId,
  mode: Mode,
  revision: z.int().positive(),
  /** Its rooms that are open to the reader. */
  rooms: z.array(RoomId),
});
export type PartsSource = z.infer<typeof PartsSource>;

/** Guests of a document who cannot read it now, and the verdicts in it that are not cleared for guests. */
export const ShutOut = z.object({
  /** Names, of those too whose link is not used yet; at least one. */
  guests: z.array(z.string()),
  verdicts: z.array(SourceRef),
});
export type ShutOut = z.infer<typeof ShutOut>;

/**
 * GET /api/outputs/:id/parts → every quote, figure, timeline and list of actors of the document as it stands now. `sources`: every
 * verdict that it quotes and the reader may read; null where they may keep no copy of it. `shutOut`: for who writes it or invites to
 * it; left out where nobody is shut out. `unrecorded`: of minutes as they stand now, to a member; left out where nothing is.
 */
export const OutputParts = z.object({
  parts: z.array(PartState),
  sources: z.array(PartsSource).nullable(),
  shutOut: ShutOut.optional(),
  unrecorded: z.array(UnrecordedState).optional(),
});
export type OutputParts = z.infer<typeof OutputParts>;

/** A passage that may be quoted: a tag of what stands of its verdict, or of what was agreed or ruled so far. */
export const TrayPassage = z.object({
  annotation: AnnotationId,
  verdict: VerdictId,
  /** What a quote of it holds. */
  anchor: Anchor,
  layer: LayerKind,
  category: z.object({ id: CategoryId, code: z.string(), label: z.string() }),
  words: z.string(),
  lang: z.string(),
  citation: z.string(),
  at: z.int().nonnegative(),
  note: z.string(),
  /** Of a round that is not settled: it may be quoted, and is counted nowhere. */
  isSoFar: z.boolean(),
  /** Languages that it is translated into. */
  translations: z.array(UiLanguage),
  /** What a quote of it holds as approved: who takes it has seen it as it stands here. */
  approval: QuoteApproval,
});
export type TrayPassage = z.infer<typeof TrayPassage>;

/** An answer of what stands of its verdict, or of what was agreed or ruled so far. */
export const TrayAnswer = z.object({
  verdict: VerdictId,
  question: QuestionId,
  /** In the output's language. */
  label: z.string(),
  /** What the question asks for; left out where it is gone. */
  type: QuestionType.optional(),
  /** The unit's token; "" for the verdict itself. */
  unit: z.string(),
  /** The value in words. */
  words: z.string(),
  isUnsure: z.boolean(),
  isSoFar: z.boolean(),
  /** Passages that prove it, in text order. */
  evidence: z.array(
    z.object({
      anchor: Anchor,
      annotation: AnnotationId.nullable(),
      /** Of the tag; null for a passage of its own. */
      layer: LayerKind.nullable(),
      words: z.string(),
      lang: z.string(),
      citation: z.string(),
      at: z.int().nonnegative(),
      approval: QuoteApproval,
    }),
  ),
});
export type TrayAnswer = z.infer<typeof TrayAnswer>;

/**
 * GET /api/outputs/:id/tray → all that the sections of an output can draw on. Positions in `passages` and `answers` for each section;
 * one may feed several. `hidden`: verdicts of the output of which nothing can be listed now, and why.
 */
export const OutputTray = z.object({
  sources: z.array(SourceRef),
  passages: z.array(TrayPassage),
  answers: z.array(TrayAnswer),
  sections: z.array(z.object({ section: ReadableKey, passages: z.array(z.int()), answers: z.array(z.int()) })),
  hidden: z.array(
    z.object({
      verdict: VerdictId,
      state: UncountedState,
      /** Of one in preparation, which nothing can draw on and so is none of the sources: its number, or its court. */
      named: z.string().optional(),
    }),
  ),
});
export type OutputTray = z.infer<typeof OutputTray>;

/** GET /api/verdicts/:id/quoted → where its passages are quoted. */
export const QuotedIn = z.object({
  quoted: z.array(
    z.object({
      output: OutputId,
      title: z.string(),
      status: OutputStatus,
      block: BlockId,
      anchor: Anchor,
      annotation: AnnotationId.nullable(),
    }),
  ),
});
export type QuotedIn = z.infer<typeof QuotedIn>;

/** What came of a recommendation. */
export const RECOMMENDATION_STATES = ["open", "answered", "adopted", "adopted-in-part", "declined"] as const;
export const RecommendationState = z.enum(RECOMMENDATION_STATES);
export type RecommendationState = z.infer<typeof RecommendationState>;

/**
 * POST /api/recommendations/:output/:block/state → Register. What came of a recommendation of an approved document, in its leading
 * language.
 */
export const FollowUpSay = z.object({
  state: RecommendationState,
  /** Since when; null where that is not known. */
  date: z.iso.date().nullable(),
  /** From where one knows. */
  source: z.string().trim().max(500),
  /** When it was sent to whom it addresses. */
  sent: z.iso.date().nullable(),
  /** When somebody is to ask again. */
  due: z.iso.date().nullable(),
});
export type FollowUpSay = z.infer<typeof FollowUpSay>;
export const FollowUp = FollowUpSay.extend({ by: MemberId, at: z.iso.datetime() });
export type FollowUp = z.infer<typeof FollowUp>;

/** A recommendation as one language of its document says it. */
const Said = z.object({
  output: OutputId,
  /** Of the output. */
  title: z.string(),
  language: UiLanguage,
  status: OutputStatus,
  block: BlockId,
  body: z.string(),
  finding: z.string(),
  addressee: z.string(),
  verb: z.string(),
  deadline: z.string(),
  indicator: z.string(),
});

/** GET /api/recommendations → by addressee; one that several languages of a document say is one. */
export const Register = z.object({
  recommendations: z.array(
    Said.extend({
      /** As the house calls the addressee; empty where it knows none. */
      names: Localised,
      /** Of the verdicts that the output draws on. */
      countries: z.array(Country),
      section: z.string().nullable(),
      /** The same in other languages, as far as the asker may read them. */
      others: z.array(Said).default([]),
      /** Of one that is followed up: what somebody said last; `mayFollow`: whether the asker may. */
      followUp: FollowUp.nullable().default(null),
      mayFollow: z.boolean().default(false),
    }),
  ),
});
export type Register = z.infer<typeof Register>;

/** Which recommendations; null restricts nothing. */
export const RegisterChoice = z.object({
  addressee: z.string().max(2000).nullable().default(null),
  output: OutputId.nullable().default(null),
  country: Country.nullable().default(null),
  status: OutputStatus.nullable().default(null),
});
export type RegisterChoice = z.infer<typeof RegisterChoice>;
