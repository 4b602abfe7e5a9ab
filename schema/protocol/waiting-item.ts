import { z } from "zod";
import { AnswerSubject } from "../domain/answer.ts";
import { MemberId, QuestionId, VerdictId } from "../domain/ids.ts";
import { Localised } from "../domain/language.ts";
import { Audience } from "../domain/room.ts";
import { Stage } from "../domain/verdict.ts";

/** A line of what waits for somebody of a verdict; which there are, NetworkView says. */
export const WaitingItem = z.object({
  kind: z.enum([
    "thread",
    "suggestion",
    "prepare",
    "clear",
    "sign-again",
    "code",
    "review",
    "answers",
    "rule",
    "differ",
    "replaced",
    "settle",
    "reveal",
    "ends",
    "cleared",
    "unread",
    "offered",
  ]),
  verdict: VerdictId,
  /** Who asks; null where nobody does. */
  from: MemberId.nullable(),
  thread: z.string().nullable(),
  audience: Audience.nullable(),
  at: z.iso.datetime(),
  due: z.iso.date().nullable().optional(),
  /** Tags or answers that await review, disagreements that await a ruling, names that await a decision, verdicts to read. */
  count: z.int().positive().optional(),
  /** Of how many. */
  all: z.int().positive().optional(),
  /** Number of the paragraph that is spoken of, and what was said last, shortened; `isReply`: where the asker spoke before. */
  paragraph: z.string().optional(),
  words: z.string().optional(),
  isReply: z.literal(true).optional(),
  /** Said, or suggested, to nobody in particular: anybody who knows the verdict may answer. */
  isOpen: z.literal(true).optional(),
  /** The category of a suggested tag. */
  category: z.object({ code: z.string(), label: Localised }).optional(),
  /** The first of the answers. */
  place: z.object({ question: QuestionId, subject: AnswerSubject }).optional(),
  /** Of a blind round that the asker has begun to code: paragraphs that were on their screen, and questions that they have not answered. */
  read: z.object({ seen: z.int().positive(), all: z.int().positive() }).optional(),
  questions: z.object({ open: z.int().nonnegative(), asked: z.int().nonnegative() }).optional(),
  /** Of a blind round to code: who brought the asker into it. Who codes it besides is not told. A copy of before does not say. */
  begun: z.object({ by: MemberId }).optional(),
  /** For which stage a verdict is signed by one of two, or the asker is to sign again. */
  stage: Stage.optional(),
  /** Who has not handed in; of a verdict that is signed by one of two, who may sign second. */
  missing: z.array(MemberId).optional(),
  /** Of *unread*: which they are; `verdict` is the one that was cleared last. */
  unread: z.array(VerdictId).optional(),
  /** Of tags to review: who tagged, where that is not the asker alone. */
  of: z.array(MemberId).optional(),
});
export type WaitingItem = z.infer<typeof WaitingItem>;
