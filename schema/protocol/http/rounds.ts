import { z } from "zod";
import { AnswerSubject, AnswerValue, Certainty } from "../../domain/answer.ts";
import {
  AnnotationId,
  CategoryId,
  CommentId,
  LayerId,
  MemberId,
  QuestionId,
  RoundId,
  ThreadId,
  TranslationId,
  VerdictId,
} from "../../domain/ids.ts";
import { UiLanguage } from "../../domain/language.ts";
import { Assignment, LayerKind, Mode, Round } from "../../domain/verdict.ts";
import { Anchor } from "../../text/revision.ts";

/** A layer that the asker may read. */
export const LayerRef = z.object({
  layer: LayerId,
  round: RoundId,
  roundNumber: z.int().positive(),
  kind: LayerKind,
  owner: MemberId.nullable(),
  frozenAt: z.iso.datetime().nullable(),
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
      note: z.string(),
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
export const CoderProgress = Assignment.extend({ state: z.enum(["not-begun", "begun", "handed-in", "hidden"]) });
export type CoderProgress = z.infer<typeof CoderProgress>;

/** GET /api/verdicts/:id/rounds → oldest first. `coders`: all of them for who runs rounds, otherwise the asker's own line. */
export const RoundView = Round.extend({
  blindAt: z.iso.datetime().nullable(),
  revealedAt: z.iso.datetime().nullable(),
  adjudicatedAt: z.iso.datetime().nullable(),
  coders: z.array(CoderProgress),
  layers: z.array(LayerRef),
});
export type RoundView = z.infer<typeof RoundView>;

/**
 * POST /api/verdicts/:id/rounds → RoundView[]. Begins a blind round for these coders: the open round itself turns blind; after a
 * revealed or adjudicated one a further round begins. `mode: open` begins a further round in which all tag in a shared layer.
 * `round-moved` where `round` is not the newest any more.
 */
export const RoundBegin = z.object({
  round: RoundId,
  mode: Mode.extract(["open", "blind"]),
  coders: z.array(Assignment).max(50).default([]),
});
export type RoundBegin = z.input<typeof RoundBegin>;

/** PUT /api/verdicts/:id/rounds/:round/coders → RoundView[]. All who code it; who has begun stays. */
export const CodersChange = z.object({ coders: z.array(Assignment).min(1).max(50) });
export type CodersChange = z.input<typeof CodersChange>;

/**
 * POST /api/verdicts/:id/rounds/:round/hand-in → RoundView[]; DELETE takes it back, until the reveal. No body. `round-moved` after
 * the reveal.
 */

/**
 * POST /api/verdicts/:id/rounds/:round/reveal → RoundView[]: one action for all coders. `without`: those who have not handed in
 * and whose layers are frozen as they stand, or go where nothing is in them; `round-unfinished` where others have not.
 */
export const Reveal = z.object({ without: z.array(MemberId).max(50).default([]) });
export type Reveal = z.input<typeof Reveal>;

/** POST /api/verdicts/:id/rounds/:round/adjudicated → RoundView[]: every case is ruled on. `cases-open` otherwise. No body. */

/** What waits for a coder: a blind round that they have not handed in. */
export const CodingWaits = z.object({ verdict: VerdictId, round: RoundId, due: z.iso.date().nullable() });
export type CodingWaits = z.infer<typeof CodingWaits>;
