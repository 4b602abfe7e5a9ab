import { z } from "zod";
import { BallotId, MemberId, OutputId, ScanId, StepId, TableId, VerdictId, WorkshopId } from "../domain/ids.ts";
import { BallotState } from "../domain/workshop/ballot.ts";
import { StepPhase } from "../domain/workshop/phases.ts";
import { WorkshopState } from "../domain/workshop/workshop.ts";
import { ErasureStep } from "./http/erasure.ts";
import { SessionView } from "./http/people.ts";
import { ParagraphRanges } from "../text/paragraph-ranges.ts";

/** What `/api/events` sends: ids only, never content; but for who is signed in. A client refetches what it shows. */
export const ServerEvent = z.discriminatedUnion("type", [
  z.object({ type: z.literal("hello"), serverStart: z.string() }),
  /** A verdict's data, stage, mode or rooms changed. */
  z.object({ type: z.literal("verdict"), verdict: VerdictId }),
  /**
   * A new revision is there. `erases`: the paragraphs that an erasure took words from; a page covers them until it has the new text, however
   * long that takes.
   */
  z.object({
    type: z.literal("revision"),
    verdict: VerdictId,
    revision: z.int().positive(),
    erases: ParagraphRanges.optional(),
  }),
  /** Counts of a verdict changed (tags, comments); sent at most once a second a verdict. */
  z.object({ type: z.literal("counts"), verdict: VerdictId }),
  /**
   * A coder of a blind round begins, hands in, takes back or proposes: only that member gets this, and who runs rounds and does
   * not code this one, or has handed in. Of how much they have seen the others alone are told, at each percent.
   */
  z.object({ type: z.literal("progress"), verdict: VerdictId, member: MemberId }),
  /** What is prepared of a verdict changed: proposed names, pages of a scan, checks. Only who may prepare it gets this. */
  z.object({ type: z.literal("preparation"), verdict: VerdictId }),
  /** An erasure in a verdict has come to a step, which comes next. Only who may erase in it gets this. */
  z.object({ type: z.literal("erasing"), verdict: VerdictId, step: ErasureStep }),
  /** A scan of one's own went on by a page, is ready or failed. */
  z.object({ type: z.literal("scan"), scan: ScanId, member: MemberId }),
  /** Somebody ruled on a disagreement of a verdict, or conceded. */
  z.object({ type: z.literal("cases"), verdict: VerdictId }),
  z.object({ type: z.literal("members") }),
  z.object({ type: z.literal("methodology") }),
  /**
   * Something was said in the discussion of the methodology's draft: a proposal may ask for votes, or be closed. Sent at most once a second,
   * to who may read the draft.
   */
  z.object({ type: z.literal("proposals") }),
  /** Something was said with guests, about a verdict or a document: to its guests alone, and at most once a second. */
  z.object({ type: z.literal("replies"), verdict: VerdictId.nullable(), output: OutputId.nullable() }),
  /**
   * An output's status, versions, partner or rooms changed, or there is a new one; to who reads it without its room, also that something was
   * written in it, at most once a second.
   */
  z.object({ type: z.literal("output"), output: OutputId }),
  /** Somebody is mentioned in what was said where they may read it: told to them alone. */
  z.object({ type: z.literal("mention"), member: MemberId }),
  /** There is a workshop more or less. */
  z.object({ type: z.literal("workshops") }),
  /** How a workshop stands: numbers, ids and closed words, so that thirty pages need not ask at once. */
  z.object({
    type: z.literal("workshop"),
    workshop: WorkshopId,
    version: z.int(),
    course: z.int(),
    state: WorkshopState,
    step: StepId.nullable(),
    phase: StepPhase.nullable(),
    /** Of the step: how often silence has begun, and the edition that its newest codes. */
    pass: z.int().min(0),
    edition: z.int().positive().nullable(),
    endsAt: z.iso.datetime().nullable(),
    term: z.int(),
    floor: MemberId.nullable(),
  }),
  /**
   * Where the holder of a workshop's floor is: a block of a revision, by its index, and words within it. `n` grows; an older one that
   * comes late is passed over.
   */
  z.object({
    type: z.literal("pointer"),
    workshop: WorkshopId,
    /** Of a table's chair, told to those who sit at it alone. */
    table: TableId.optional(),
    term: z.int(),
    n: z.int(),
    verdict: VerdictId,
    revision: z.int().positive(),
    block: z.int().min(0),
    start: z.int().min(0).optional(),
    end: z.int().min(0).optional(),
    within: z.number().min(0).max(1).optional(),
  }),
  /** The holder calls everybody to where they are, in three seconds. */
  z.object({ type: z.literal("call"), workshop: WorkshopId, at: z.iso.datetime() }),
  /** How a ballot of a workshop stands: of one that is open only how many have voted, of those whose votes count. A table's is told to its seats. */
  z.object({
    type: z.literal("ballot"),
    workshop: WorkshopId,
    ballot: BallotId,
    /** At which it is held. */
    table: TableId.optional(),
    state: BallotState,
    voted: z.int().min(0),
  }),
  /** What somebody says of their own name in a workshop is recorded: told to them alone, on each of their pages. */
  z.object({ type: z.literal("consents"), workshop: WorkshopId, member: MemberId }),
  /** A workshop decided something, or put a question off. */
  z.object({ type: z.literal("decided"), workshop: WorkshopId }),
  /**
   * One's own account changed: fetch the session again. `view`: what that would answer, where one is a member no longer, which closes the
   * socket, or in another role.
   */
  z.object({ type: z.literal("session"), member: MemberId, view: SessionView.optional() }),
]);
export type ServerEvent = z.infer<typeof ServerEvent>;
