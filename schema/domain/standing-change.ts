import { z } from "zod";
import { Anchor } from "../text/revision.ts";
import { AnswerSubject, AnswerValue } from "./answer.ts";
import { AnnotationId, DisagreementId, CategoryId, MemberId, QuestionId } from "./ids.ts";

const Answered = z.object({ question: QuestionId, subject: AnswerSubject });
const Tagged = z.object({
  annotation: AnnotationId,
  category: CategoryId,
  version: z.int().positive(),
  anchor: Anchor,
});

/** What is done to a settled layer outside agreement. What goes is kept in words of its own, so that it can be told of. */
export const StandingAct = z.discriminatedUnion("kind", [
  Tagged.extend({ kind: z.literal("add-tag") }),
  Tagged.extend({ kind: z.literal("withdraw-tag") }),
  /** Of a category that was split: it is said which part it is. `was`: what it was tagged as. */
  Tagged.extend({ kind: z.literal("sort-tag"), was: z.object({ category: CategoryId, version: z.int().positive() }) }),
  /** Its category means something else since, and it fits still. `was`: what it was tagged as; its reason is "", the review asks for none. */
  Tagged.extend({ kind: z.literal("keep-tag"), was: z.object({ category: CategoryId, version: z.int().positive() }) }),
  Answered.extend({
    kind: z.literal("answer"),
    value: AnswerValue,
    version: z.int().positive(),
    /** Passages that prove it, each under an id of its own. */
    evidence: z.array(z.object({ id: z.string(), anchor: Anchor })),
  }),
  Answered.extend({ kind: z.literal("withdraw-answer"), value: AnswerValue, version: z.int().positive() }),
  /** The round is not settled any more. */
  z.object({ kind: z.literal("unsettle") }),
]);
export type StandingAct = z.infer<typeof StandingAct>;

/** An act with who did it and why. A later ruling on the same disagreement holds in its place: `after` is how many there were. */
export const StandingChange = z.object({
  /** From 1 within its round. */
  number: z.int().positive(),
  by: MemberId,
  at: z.iso.datetime(),
  reason: z.string(),
  act: StandingAct,
  after: z.object({ case: DisagreementId, rulings: z.int().nonnegative() }).nullable(),
});
export type StandingChange = z.infer<typeof StandingChange>;
