import { z } from "zod";
import { AnswerSubject, AnswerValue, Certainty } from "../../domain/answer.ts";
import {
  AnnotationId,
  CategoryId,
  CommentId,
  DisagreementId,
  LayerId,
  MemberId,
  OutputId,
  QuestionId,
  RoundId,
  ThreadId,
  TranslationId,
  VerdictId,
} from "../../domain/ids.ts";
import { OutputStatus } from "../../domain/output.ts";
import { UiLanguage } from "../../domain/language.ts";
import { Assignment, GivenAssignment, LayerKind, Round, RoundRunners } from "../../domain/verdict.ts";
import { ParagraphRanges } from "../../text/paragraph-ranges.ts";
import { Anchor } from "../../text/revision.ts";
import { REASON_MAX } from "../../domain/disagreement.ts";
import { StandingChange } from "../../domain/standing-change.ts";
import { TypedText } from "../../rooms/field-rule.ts";
import { eachTagWord } from "../../rooms/tag-words.ts";

/** A layer that the asker may read. */
export const LayerRef = z.object({
  layer: LayerId,
  round: RoundId,
  roundNumber: z.int().positive(),
  kind: LayerKind,
  owner: MemberId.nullable(),
  frozenAt: z.iso.datetime().nullable(),
  /** Revealed without having been handed in: in no figure of agreement. */
  isUnfinished: z.literal(true).optional(),
});
export type LayerRef = z.infer<typeof LayerRef>;

/** GET /api/verdicts/:id/layers/:layer → a frozen layer: rows only, deleted ones left out. `not-found` where it may not be seen. */
export const FrozenLayer = LayerRef.extend({
  annotations: z.array(
    z.object({
      id: AnnotationId,
      category: CategoryId,
      version: z.int().positive(),
      anchor: Anchor,
      ...eachTagWord(() => z.string()),
      createdAt: z.iso.datetime(),
      author: MemberId,
    }),
  ),
  answers: z.array(
    z.object({
      question: QuestionId,
      subject: AnswerSubject,
      value: AnswerValue.nullable(),
      version: z.int().positive().nullable(),
      note: z.string(),
      certainty: Certainty,
      evidence: z.array(z.object({ id: z.string(), anchor: Anchor.nullable() })),
      author: MemberId,
      /** When the value was given, by the server's clock; null where that is not known. */
      at: z.iso.datetime().nullable().default(null),
    }),
  ),
  /** Of passages, written by the layer's owner while nobody else was to see them. */
  translations: z.array(
    z.object({
      id: TranslationId,
      language: UiLanguage,
      text: z.string(),
      anchor: Anchor,
      createdAt: z.iso.datetime(),
      author: MemberId,
    }),
  ),
  /** What the layer's owner wrote to themselves, comments oldest first; on a passage or on a tag of the layer. */
  threads: z.array(
    z.object({
      id: ThreadId,
      anchor: Anchor.nullable(),
      annotation: AnnotationId.nullable(),
      resolved: z.boolean(),
      author: MemberId,
      comments: z.array(
        z.object({
          id: CommentId,
          body: z.string(),
          createdAt: z.iso.datetime(),
          edited: z.boolean(),
          author: MemberId,
        }),
      ),
    }),
  ),
});
export type FrozenLayer = z.infer<typeof FrozenLayer>;

/**
 * How far a coder of a blind round is: closed words, never counts of what they found. `hidden`: the asker codes the round too
 * and has not handed in.
 */
export const CoderProgress = Assignment.extend({
  state: z.enum(["not-begun", "begun", "handed-in", "hidden"]),
  /** How many paragraphs of the text were on their screen, of how many; left out where it is hidden, none was, or they have handed in. */
  read: z.object({ seen: z.int().positive(), all: z.int().positive() }).optional(),
  /** They have not handed in and may code it no longer, by another role or a conflict; on the network page only. */
  isOut: z.literal(true).optional(),
  /** Since when somebody waits for them to hand in; left out where it is hidden, or nobody said so. */
  remindedAt: z.iso.datetime().optional(),
});
export type CoderProgress = z.infer<typeof CoderProgress>;

/** GET /api/verdicts/:id/rounds → oldest first. `coders`: all of them for who watches rounds, otherwise the asker's own line. */
export const RoundView = Round.extend({
  blindAt: z.iso.datetime().nullable(),
  revealedAt: z.iso.datetime().nullable(),
  adjudicatedAt: z.iso.datetime().nullable(),
  coders: z.array(CoderProgress),
  layers: z.array(LayerRef),
  /** Of a revealed round, for who watches rounds and sees its rulings: how many disagreements have none, and who made one. */
  rulings: z.object({ open: z.int(), by: z.array(MemberId) }).optional(),
  /** Who tagged where all tag together, for who watches rounds and sees it; left out where nobody did. */
  together: z.array(MemberId).optional(),
});
export type RoundView = z.infer<typeof RoundView>;

/** PUT /api/organisations/:id/round-runners (organisation.manage): whose facilitators run rounds of its verdicts. */
export const RoundRunnersChange = z.object({ runners: RoundRunners });
export type RoundRunnersChange = z.infer<typeof RoundRunnersChange>;

/**
 * POST /api/verdicts/:id/rounds → RoundView[]. Begins a blind round for these coders: the open round itself turns blind; after a
 * revealed or settled one a further round begins, which is blind too. `round-moved` where `round` is not the newest any more;
 * `round-needs-facilitator` where nobody who runs rounds is left who does not code it.
 */
export const RoundBegin = z.object({
  round: RoundId,
  mode: z.literal("blind"),
  coders: z.array(GivenAssignment).min(1).max(50),
});
export type RoundBegin = z.input<typeof RoundBegin>;

/** PUT /api/verdicts/:id/rounds/:round/coders → RoundView[]. All who code it; who has begun stays. */
export const CodersChange = z.object({ coders: z.array(GivenAssignment).min(1).max(50) });
export type CodersChange = z.input<typeof CodersChange>;

/**
 * POST /api/verdicts/:id/rounds/:round/hand-in → RoundView[]; DELETE takes it back, until the reveal. No body. `round-moved` after
 * the reveal.
 */

/**
 * POST /api/verdicts/:id/rounds/:round/seen → 204: paragraphs that were on the screen of the coder who asks, beside those that were before.
 * `round-moved` after the reveal.
 */
export const SeenParagraphs = z.object({ paragraphs: ParagraphRanges });

/**
 * POST /api/verdicts/:id/rounds/:round/remind → RoundView[]: all who have not handed in are told, where their work waits for them, that the
 * asker waits and since when; for who reveals. Who was told before stays as they were. No body. `round-moved` after the reveal.
 */

/**
 * POST /api/verdicts/:id/rounds/:round/reveal → RoundView[]: one action for all coders. `without`: all who have not handed in, as
 * the asker was told; their layers are frozen as they stand, said to be so and in no figure of agreement, or go where nothing is in them. `round-unfinished` where others have
 * not either, `round-changed` where some of them have meanwhile, or code it no more. `coders`, if it is there: all who code it, as the asker
 * was told; `round-changed` where others do by now.
 */
export const Reveal = z.object({
  without: z.array(MemberId).max(50).default([]),
  coders: z.array(MemberId).max(50).optional(),
});
export type Reveal = z.input<typeof Reveal>;

/**
 * DELETE /api/verdicts/:id/rounds/:round → RoundView[]: calls a blind round off, by who does not code it. `round-handed-in` after the
 * first hand-in. No body.
 */

/** In the place of an entry's root: a unit that was proposed, with its kind and the label that its coder saw. */
export const UNITS = "units";
/** An entry of what was coded in a round that was called off, as unsent work is kept. */
export const CalledOffEntry = z.object({
  root: z.string(),
  id: z.string(),
  made: z.boolean(),
  fields: z.record(z.string(), z.unknown()),
});
export type CalledOffEntry = z.infer<typeof CalledOffEntry>;
/** A draft of what the asker coded: GET /api/verdicts/:id/called-off → CalledOff[]; DELETE …/called-off/:draft drops one. */
export const CalledOff = z.object({ id: z.string(), at: z.iso.datetime(), entries: z.array(CalledOffEntry) });
export type CalledOff = z.infer<typeof CalledOff>;

/**
 * GET /api/verdicts/:id/rounds/:round/settling → how many tags and answers would begin and stop to stand, were it settled now; what stands
 * before and after is neither.
 */
export const Settling = z.object({
  /** Disagreements without a ruling. */
  open: z.int(),
  /** Disagreements, and what all agree on; 0 where nothing was coded that could be compared. */
  compared: z.int(),
  /** Rulings of others in whose place a coder of the round put their own, by disagreement. */
  replaced: z.array(z.object({ case: DisagreementId, by: MemberId, of: MemberId })),
  begin: z.object({ tags: z.int(), answers: z.int() }),
  stop: z.object({ tags: z.int(), answers: z.int() }),
  /** Of what stands before and after, word for word: another where as many others begin or stop. */
  digest: z.string(),
});
export type Settling = z.infer<typeof Settling>;

/**
 * GET /api/verdicts/:id/rounds/:round/unsettling → how many tags and answers would stop and begin to stand, were the settlement taken back now,
 * and the documents that quote the verdict, of those that the asker may read.
 */
export const Unsettling = Settling.pick({ begin: true, stop: true }).extend({
  documents: z.array(
    z.object({ output: OutputId, title: z.string(), status: OutputStatus, count: z.int().positive() }),
  ),
});
export type Unsettling = z.infer<typeof Unsettling>;

/**
 * POST /api/verdicts/:id/rounds/:round/adjudicated → RoundView[]: marks a round as settled, by who did not code it; every disagreement is
 * ruled on. `cases-open` otherwise. One in which all tag together is closed by that: its shared layer stands and takes no more. Body, if
 * there is one: what begins and stops to stand as the asker was told; `round-changed` where that is another by now. DELETE takes it back
 * until a further round begins.
 */
export const Settle = Settling.pick({ begin: true, stop: true, digest: true }).partial({ digest: true });
export type Settle = z.input<typeof Settle>;
export const Unsettle = z.object({ reason: z.string().trim().min(1).max(REASON_MAX).pipe(TypedText) });
export type Unsettle = z.input<typeof Unsettle>;

/** GET /api/verdicts/:id/standing → what stands where it is settled; POST changes it, outside agreement. */
export const StandingView = z.object({
  /** Null where nothing is settled, or the asker may not see it. */
  layer: LayerId.nullable(),
  round: RoundId.nullable(),
  /** Of that round, oldest first. */
  changes: z.array(StandingChange),
  can: z.object({ change: z.boolean() }),
});
export type StandingView = z.infer<typeof StandingView>;

/**
 * POST /api/verdicts/:id/standing → StandingView. `standing-moved` where another layer stands by now, somebody else changed it since
 * `base`, or what is withdrawn or sorted is not there.
 */
export const StandingCommand = z.object({
  layer: LayerId,
  /** Number of the last change that the asker has seen; 0 = none. */
  base: z.int().nonnegative(),
  act: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("add-tag"), category: CategoryId, anchor: Anchor }),
    z.object({ kind: z.literal("withdraw-tag"), annotation: AnnotationId }),
    /** `category`: one of the parts that the tag's category was split into. */
    z.object({ kind: z.literal("sort-tag"), annotation: AnnotationId, category: CategoryId }),
    z.object({
      kind: z.literal("answer"),
      question: QuestionId,
      subject: AnswerSubject,
      value: AnswerValue,
      evidence: z.array(Anchor).max(50).default([]),
    }),
    z.object({ kind: z.literal("withdraw-answer"), question: QuestionId, subject: AnswerSubject }),
  ]),
  reason: z.string().trim().min(1).max(REASON_MAX).pipe(TypedText),
});
export type StandingCommand = z.input<typeof StandingCommand>;

/** What waits for a coder: a blind round that they have not handed in. */
export const CodingWaits = z.object({ verdict: VerdictId, round: RoundId, due: z.iso.date().nullable() });
export type CodingWaits = z.infer<typeof CodingWaits>;
