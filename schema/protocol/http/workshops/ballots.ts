import { z } from "zod";
import { BallotId, CategoryId, MemberId, StepId, VerdictId } from "../../../domain/ids.ts";
import { UiLanguage } from "../../../domain/language.ts";
import { isClean, TypedText } from "../../../rooms/field-rule.ts";
import { Category } from "../../../domain/methodology/methodology.ts";
import { Ballot, BallotQuestion, Vote, Wording } from "../../../domain/workshop/ballot.ts";
import {
  Decision,
  DECISION_WORDS_MAX,
  DecisionEffect,
  Parked,
  PARKED_WORDS_MAX,
} from "../../../domain/workshop/decision.ts";
import { Anchor } from "../../../text/revision.ts";

const Term = z.int().min(0);
const Question = BallotQuestion.refine(
  ({ words, choices, wording }) => isClean([words, ...choices, wording?.after ?? ""].join(" ")),
  { path: ["words"] },
);

/** A ballot as somebody sees it: until it is closed nobody is told more than how many have voted. */
export const BallotView = Ballot.extend({
  /** Of those whose votes count: how many have voted, and how many there are. */
  voted: z.int().min(0),
  of: z.int().min(0),
  /** How many have advised. */
  advised: z.int().min(0),
  /** The asker's own vote, while it is open. */
  own: Vote.nullable(),
  /** Whether the asker's vote counts, advises, or is not asked for. */
  asks: z.enum(["counts", "advises"]).nullable(),
});
export type BallotView = z.infer<typeof BallotView>;

/** GET /api/workshops/:id/ballots → newest first. Those of a table are for who sits there, and once they are closed for all in the plenary. */
export const BallotList = z.object({ ballots: z.array(BallotView) });
export type BallotList = z.infer<typeof BallotList>;

/**
 * POST /api/workshops/:id/ballots (workshop.lead) → BallotView. `planned`: what it asks was planned for its step. 409 `ballot-open` while
 * another is, `floor-moved`.
 */
export const BallotOpen = z
  .object({ term: Term, step: StepId.nullable(), planned: z.boolean().default(false), question: Question })
  .refine(({ step, planned }) => step !== null || !planned, { path: ["planned"] });
export type BallotOpen = z.input<typeof BallotOpen>;

/**
 * PUT /api/workshops/:id/ballots/:ballot/vote (workshop.vote, with a seat) → BallotView. Another in place of the one before; null takes it
 * back. 409 `ballot-closed`.
 */
export const VoteCast = z.object({ vote: Vote.nullable() });
export type VoteCast = z.infer<typeof VoteCast>;

/**
 * PUT /api/workshops/:id/ballots/:ballot/state (workshop.lead) → BallotView. Nothing is kept of one that is dropped. 409 `ballot-closed`,
 * `ballot-few` where a secret one has fewer than four votes that count, `floor-moved`.
 */
export const BallotEnd = z.object({ term: Term, to: z.enum(["closed", "dropped"]) });
export type BallotEnd = z.infer<typeof BallotEnd>;

/**
 * POST /api/workshops/:id/tables/:table/ballots (table.lead and table.work) → BallotView: a vote of those who sit there. 409 `ballot-open`
 * while another of the table is, `workshop-moved` before it has begun or where tables do not work now.
 */
export const TableBallotOpen = z.object({
  question: Question.refine(({ wording }) => wording === null, { path: ["wording"] }),
});
export type TableBallotOpen = z.input<typeof TableBallotOpen>;

/** PUT /api/workshops/:id/tables/:table/ballots/:ballot/state (table.lead and table.work) → BallotView. 409 as above, and `ballot-closed`, `ballot-few`. */
export const TableBallotEnd = BallotEnd.pick({ to: true });
export type TableBallotEnd = z.infer<typeof TableBallotEnd>;

/** GET /api/workshops/:id/decisions → newest first; of passages only those whose verdict the asker may read. */
export const DecisionList = z.object({ decisions: z.array(Decision) });
export type DecisionList = z.infer<typeof DecisionList>;

/** What a category is called by. */
export const NamedCategory = Category.pick({ id: true, code: true, label: true });
export type NamedCategory = z.infer<typeof NamedCategory>;

/**
 * GET /api/workshops/:id/wordings (methodology.draft) → the categories as the draft words them now, in its order, and the names of
 * those that are in it no more: what was decided of them stays.
 */
export const WordingList = z.object({
  categories: z.array(
    Category.pick({
      id: true,
      code: true,
      label: true,
      definition: true,
      include: true,
      exclude: true,
      nearMiss: true,
      spanRule: true,
    }),
  ),
  gone: z.array(NamedCategory),
});
export type WordingList = z.infer<typeof WordingList>;

const Words = z.string().trim().max(DECISION_WORDS_MAX).pipe(TypedText);

/**
 * POST /api/workshops/:id/decisions (workshop.lead) → DecisionDone. `preview` stores nothing and says what becomes of earlier tags. 409
 * `wording-moved` where the draft reads otherwise than `before`, `floor-moved`, `methodology-moved` where there is no draft yet.
 */
export const DecisionCommand = z.object({
  term: Term,
  step: StepId.nullable(),
  ballot: BallotId.nullable().default(null),
  words: Words.default(""),
  preview: z.boolean().default(false),
  decided: z.discriminatedUnion("kind", [
    z.object({
      kind: z.literal("wording"),
      wording: Wording.refine(({ after }) => isClean(after), { path: ["after"] }),
      effect: DecisionEffect,
      /** Who writes it in the other languages. */
      waits: z
        .array(z.object({ language: UiLanguage, member: MemberId }))
        .max(5)
        .default([]),
    }),
    z.object({
      kind: z.literal("passage"),
      verdict: VerdictId,
      anchor: Anchor,
      category: CategoryId,
      /** False where it is decided that they do not take it; nothing is written then. */
      takes: z.boolean().default(true),
      /** Whether the tag is written, in the name of who decides: where all tag in, or added to what is settled. */
      write: z.boolean(),
    }),
    z.object({ kind: z.literal("open") }),
  ]),
});
export type DecisionCommand = z.input<typeof DecisionCommand>;

/** What a redefined category would put up for review. */
export const DecisionDone = z.object({
  /** Null for a preview. */
  decision: Decision.nullable(),
  tags: z.int().min(0),
  verdicts: z.int().min(0),
  /** Verdicts that are coded blind now, of which nothing is counted. */
  leftOut: z.int().min(0),
});
export type DecisionDone = z.infer<typeof DecisionDone>;

/** PUT /api/workshops/:id/decisions/:decision/waits/:language, as who it waits for, or who leads → DecisionList. Its wording stands. */

/** GET /api/workshops/:id/parked → in the order in which they were put off; those that wait only for who leads, and the host. */
export const ParkedList = z.object({ parked: z.array(Parked) });
export type ParkedList = z.infer<typeof ParkedList>;

/** POST /api/workshops/:id/parked (workshop.take-part) → ParkedList. `ballot`: a closed vote of all, for who leads (workshop.lead). */
export const ParkedMake = z.object({
  words: z.string().trim().min(1).max(PARKED_WORDS_MAX).pipe(TypedText),
  category: CategoryId.nullable().default(null),
  passage: z.object({ verdict: VerdictId, anchor: Anchor }).nullable().default(null),
  ballot: BallotId.nullable().default(null),
});
export type ParkedMake = z.input<typeof ParkedMake>;

/** PUT /api/workshops/:id/parked/:parked (workshop.parked) → ParkedList. What is not named stays. */
export const ParkedChange = z.object({
  taker: MemberId.nullable().optional(),
  due: z.iso.date().nullable().optional(),
  done: z.boolean().optional(),
  /** Of a guest's that waits: it is let in, or gone. */
  admit: z.boolean().optional(),
});
export type ParkedChange = z.infer<typeof ParkedChange>;
