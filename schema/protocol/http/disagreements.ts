import { z } from "zod";
import { AnswerSubject, AnswerValue, Certainty } from "../../domain/answer.ts";
import { DisagreementKind, Concession, Outcome, REASON_MAX, Ruling } from "../../domain/disagreement.ts";
import {
  AnnotationId,
  DisagreementId,
  CategoryId,
  MemberId,
  QuestionId,
  RoundId,
  VerdictId,
} from "../../domain/ids.ts";
import { UiLanguage } from "../../domain/language.ts";
import { Round } from "../../domain/verdict.ts";
import { TypedText } from "../../rooms/field-rule.ts";
import { Anchor } from "../../text/revision.ts";
import { Unit } from "../../domain/unit.ts";
import { eachTagWord } from "../../rooms/tag-words.ts";

/** A coder's tag in a disagreement. */
export const DisagreementTag = z.object({
  coder: MemberId,
  annotation: AnnotationId,
  category: CategoryId,
  version: z.int().positive(),
  anchor: Anchor,
  ...eachTagWord(() => z.string()),
});
export type DisagreementTag = z.infer<typeof DisagreementTag>;

/** A coder's answer in a disagreement. */
export const DisagreementAnswer = z.object({
  coder: MemberId,
  value: AnswerValue,
  version: z.int().positive().nullable(),
  note: z.string(),
  certainty: Certainty,
  /** Passages that prove it. */
  evidence: z.array(Anchor),
});
export type DisagreementAnswer = z.infer<typeof DisagreementAnswer>;

export const DisagreementView = z.object({
  id: DisagreementId,
  kind: DisagreementKind.exclude(["agreed"]),
  /** What a ruling on it names. */
  version: z.int().nonnegative(),
  /** Of an answer's disagreement; null for tags. */
  about: z
    .object({ question: QuestionId, subject: AnswerSubject, unit: Unit.pick({ kind: true, label: true }).nullable() })
    .nullable(),
  /** Of a disagreement of tags. */
  tags: z.array(DisagreementTag),
  /** Of an answer's disagreement. */
  answers: z.array(DisagreementAnswer),
  /** All, oldest first; the last one holds. */
  rulings: z.array(Ruling),
  concessions: z.array(Concession),
});
export type DisagreementView = z.infer<typeof DisagreementView>;

/**
 * GET /api/verdicts/:id/cases[?round=|?case=] → the disagreements of a round that is revealed: the one that is named or that has the disagreement,
 * else the newest. `not-found` where there is none that the asker may see.
 */
export const DisagreementList = z.object({
  round: Round,
  /** The version of the methodology that the round was coded in, and in which its tags are named. */
  methodologyVersion: z.int().positive(),
  /** All rounds of the verdict that have disagreements, oldest first. */
  rounds: z.array(Round),
  /** Everybody who coded it, also who had not handed in and is not compared. */
  coders: z.array(MemberId),
  /** Entries that all coders agree on: in no disagreement. */
  agreed: z.int(),
  /** In the order of the text. */
  cases: z.array(DisagreementView),
  /** Disagreements whose ruling changed the methodology's draft, and which of its categories; for who changes it, once everything is ruled. */
  amended: z.object({ cases: z.int().positive(), categories: z.array(CategoryId) }).optional(),
  can: z.object({
    rule: z.boolean(),
    concede: z.boolean(),
    amend: z.boolean(),
    export: z.boolean(),
    /** Mark the round as settled, once everything is ruled. */
    settle: z.boolean(),
  }),
});
export type DisagreementList = z.infer<typeof DisagreementList>;

/** Of an answer alone, the passages that it rests on; not there: those of the coders whose answer it is. */
const ProofOfAnswer = z.array(Anchor).max(50).optional();

/** POST /api/verdicts/:id/cases/:case/rulings → DisagreementView. `case-moved` where somebody has ruled on another version of it. */
export const RuleCommand = z.object({
  version: z.int().nonnegative(),
  outcome: z.discriminatedUnion("kind", [
    Outcome.options[0].extend({ evidence: ProofOfAnswer }),
    Outcome.options[1].omit({ version: true }),
    Outcome.options[2].omit({ version: true }).extend({ evidence: ProofOfAnswer }),
    Outcome.options[3],
  ]),
  reason: z.string().trim().min(1).max(REASON_MAX).pipe(TypedText),
  /** Who decides beside the one who asks. */
  panel: z.array(MemberId).max(20).default([]),
});
export type RuleCommand = z.input<typeof RuleCommand>;

/** So many disagreements are decided at once. */
const TOGETHER_MAX = 500;

/**
 * POST /api/verdicts/:id/cases/rulings → DisagreementView[]: one decision on several disagreements of a round, each with a ruling of its own. All of
 * them or, as where somebody has ruled on one meanwhile (`case-moved`), none.
 */
export const RuleTogetherCommand = RuleCommand.pick({ reason: true, panel: true }).extend({
  rulings: z
    .array(
      z.object({
        case: DisagreementId,
        version: z.int().nonnegative(),
        outcome: z.discriminatedUnion("kind", [Outcome.options[0].omit({ evidence: true }), Outcome.options[3]]),
      }),
    )
    .min(1)
    .max(TOGETHER_MAX),
});
export type RuleTogetherCommand = z.input<typeof RuleTogetherCommand>;

/**
 * POST /api/verdicts/:id/cases/:case/concession → DisagreementView: the asker gives their entry up or, where they have none, agrees with those who
 * have one; DELETE takes it back. No body.
 */

/** POST /api/verdicts/:id/cases/concessions → DisagreementView[]: the same of several disagreements of a round. */
export const ConcedeTogetherCommand = z.object({ cases: z.array(DisagreementId).min(1).max(TOGETHER_MAX) });
export type ConcedeTogetherCommand = z.input<typeof ConcedeTogetherCommand>;

/** What of a category a ruling changes in the methodology's draft. */
export const AmendPart = z.enum(["example", "definition", "include", "exclude", "nearMiss"]);
export type AmendPart = z.infer<typeof AmendPart>;

/**
 * POST /api/verdicts/:id/cases/:case/amendment → AmendDone. `example`: the passage that was ruled on, no text; `include` and
 * `exclude` get a line more, the others are replaced. With `preview` nothing is written.
 */
export const AmendCommand = z.object({
  category: CategoryId,
  part: AmendPart,
  language: UiLanguage,
  text: z.string().trim().max(REASON_MAX).pipe(TypedText).default(""),
  preview: z.boolean().default(false),
});
export type AmendCommand = z.input<typeof AmendCommand>;
export const AmendDone = z.object({
  /** Earlier tags, of layers that the asker may see, that another meaning of the category puts up for review. */
  tags: z.int(),
  verdicts: z.int(),
});
export type AmendDone = z.infer<typeof AmendDone>;

/** How far the ruling on a verdict's newest revealed round is. */
export const RulingProgress = z.object({ verdict: VerdictId, round: RoundId, cases: z.int(), open: z.int() });
export type RulingProgress = z.infer<typeof RulingProgress>;
