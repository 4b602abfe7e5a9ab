import { z } from "zod";
import { AnnotationId, BallotId, CategoryId, DecisionId, MemberId, ParkedId, StepId, VerdictId } from "../ids.ts";
import { UiLanguage } from "../language.ts";
import { Anchor } from "../../text/revision.ts";
import { WordingPart } from "./ballot.ts";

/** What becomes of earlier tags of a category that is worded otherwise: they stand, or are reviewed after the freeze. */
export const DecisionEffect = z.enum(["clarified", "redefined"]);
export type DecisionEffect = z.infer<typeof DecisionEffect>;

export const DECISION_WORDS_MAX = 2000;

/** Of a language in which a wording waits: who writes it, once it stands in the draft. */
export const WordingWait = z.object({ language: UiLanguage, member: MemberId, doneAt: z.iso.datetime().nullable() });
export type WordingWait = z.infer<typeof WordingWait>;

const common = {
  id: DecisionId,
  step: StepId.nullable(),
  /** Of the draft, as the step coded it. */
  edition: z.int().positive().nullable(),
  ballot: BallotId.nullable(),
  words: z.string(),
  by: MemberId,
  at: z.iso.datetime(),
};

/** What a workshop decided. */
export const Decision = z.discriminatedUnion("kind", [
  z.object({
    ...common,
    kind: z.literal("wording"),
    /** The version of the methodology that the draft went on from. */
    version: z.int().positive(),
    category: CategoryId,
    part: WordingPart,
    language: UiLanguage,
    before: z.string(),
    after: z.string(),
    effect: DecisionEffect,
    /** Tags that were announced to come up for review, and in how many verdicts. */
    tags: z.int().min(0),
    verdicts: z.int().min(0),
    waits: z.array(WordingWait),
  }),
  z.object({
    ...common,
    kind: z.literal("passage"),
    verdict: VerdictId,
    anchor: Anchor,
    category: CategoryId,
    /** Whether these words take the category, or are decided not to. */
    takes: z.boolean(),
    /** The tag that it wrote among what all tag in; null where it wrote none, or added to what is settled. */
    annotation: AnnotationId.nullable(),
  }),
  z.object({ ...common, kind: z.literal("open") }),
]);
export type Decision = z.infer<typeof Decision>;
export type WordingDecision = Extract<Decision, { kind: "wording" }>;

export const PARKED_WORDS_MAX = 500;

/** A question that a workshop put off. */
export const Parked = z.object({
  id: ParkedId,
  words: z.string(),
  /** What it is about. */
  category: CategoryId.nullable(),
  passage: z.object({ verdict: VerdictId, anchor: Anchor }).nullable(),
  /** The vote that asked it, where it was put off after one. */
  ballot: BallotId.nullable(),
  by: MemberId,
  at: z.iso.datetime(),
  taker: MemberId.nullable(),
  due: z.iso.date().nullable(),
  doneAt: z.iso.datetime().nullable(),
  /** A guest's, that who leads has not let in yet. */
  waits: z.boolean(),
});
export type Parked = z.infer<typeof Parked>;
