import { z } from "zod";
import { MemberId, OrganisationId, OutputId, VerdictId, WorkshopId } from "../../../domain/ids.ts";
import { UiLanguage } from "../../../domain/language.ts";
import { MemberCard, Organisation } from "../../../domain/member.ts";
import { Consents } from "../../../domain/workshop/door.ts";
import { StepPhase } from "../../../domain/workshop/phases.ts";
import { wordsPrepared, type Prepared } from "../../../domain/workshop/prepared.ts";
import {
  PlannedStep,
  Seat,
  Step,
  Workshop,
  WORKSHOP_LIMITS,
  WorkshopPlan,
  WorkshopState,
} from "../../../domain/workshop/workshop.ts";
import { isClean } from "../../../rooms/field-rule.ts";
import { TableView } from "./tables.ts";

/** A workshop as lists show it. */
export const WorkshopCard = z.object({
  id: WorkshopId,
  title: z.string(),
  host: OrganisationId,
  hostName: z.string(),
  days: z.array(z.iso.date()),
  begins: z.string(),
  state: WorkshopState,
  steps: z.int(),
  closedAt: z.iso.datetime().nullable(),
  /** How many members said that they come, or that they do not, and what the asker said. */
  coming: z.object({ yes: z.int().min(0), no: z.int().min(0), own: z.boolean().nullable() }),
});
export type WorkshopCard = z.infer<typeof WorkshopCard>;

/** GET /api/workshops → all of the network, newest day first. */
export const WorkshopList = z.object({ workshops: z.array(WorkshopCard), mayMake: z.boolean() });
export type WorkshopList = z.infer<typeof WorkshopList>;

/** PUT /api/workshops/:id/coming (workshop.answer) → WorkshopCard: one comes, or not; null takes it back. */
export const Coming = z.object({ coming: z.boolean().nullable() });
export type Coming = z.infer<typeof Coming>;

/** What the asker may do in a workshop now. */
export const WorkshopRights = z.object({
  plan: z.boolean(),
  lead: z.boolean(),
  takePart: z.boolean(),
  /** Make its minutes. */
  minutes: z.boolean(),
  /** Milliseconds of the holder's silence after which the asker takes the floor; 0 at once, null never. */
  takeFloorAfterMs: z.int().min(0).nullable(),
});
export type WorkshopRights = z.infer<typeof WorkshopRights>;

/** GET /api/workshops/:id, and the answer to each command. */
export const WorkshopView = z.object({
  workshop: Workshop,
  steps: z.array(Step),
  tables: z.array(TableView),
  seats: z.array(Seat),
  members: z.array(MemberCard),
  organisations: z.array(Organisation),
  /** The asker's own. */
  seat: Seat.nullable(),
  /** What they decided about their name today; null before they did. */
  consents: Consents.nullable(),
  rights: WorkshopRights,
  /**
   * Verdicts of its steps that are not cleared for guests: guests and screens read none of their words. `caseNumber` null where the asker may
   * not read it either; `mayClear`: they may change its stage, else a facilitator of its owner does.
   */
  closedToGuests: z.array(
    z.object({ verdict: VerdictId, caseNumber: z.string().nullable(), owner: OrganisationId, mayClear: z.boolean() }),
  ),
  /** The document that holds its minutes; null where there is none. */
  minutes: OutputId.nullable(),
  /** How many the host has still to confirm in attendance; null for who may not read that. */
  waiting: z.int().min(0).nullable(),
  /** For how long nothing was heard of who has the floor, in milliseconds; null where nobody has it, or it is closed. */
  holderSilentMs: z.int().min(0).nullable(),
  /** The server's time. */
  now: z.iso.datetime(),
});
export type WorkshopView = z.infer<typeof WorkshopView>;

/** What is prepared is of its step's kind, and words that can be kept. */
function stepsOf<T extends z.ZodType<Pick<PlannedStep, "kind"> & { prepared?: Prepared | null | undefined }>>(step: T) {
  const isOfItsStep = step.refine(
    ({ kind, prepared = null }) =>
      prepared === null || (prepared.kind === kind && isClean(wordsPrepared(prepared).join(" "))),
    { path: ["prepared"] },
  );
  return z.array(isOfItsStep).max(WORKSHOP_LIMITS.steps);
}

/** POST /api/workshops (workshop.make) → WorkshopView. Steps come with ids of the asker's making. */
export const WorkshopMake = WorkshopPlan.extend({ steps: stepsOf(PlannedStep) });
export type WorkshopMake = z.infer<typeof WorkshopMake>;

/**
 * POST /api/workshops/:id/copy (workshop.make), without a body → WorkshopView: another one, planned like one that is closed, of the asker's
 * organisation and without its people. 409 `workshop-moved` of one that is not closed.
 */

const Course = z.int().min(1);
const Term = z.int().min(0);

/**
 * PUT /api/workshops/:id (workshop.plan). Steps that have begun stay as they are, said or not; what is prepared stays where a step says
 * nothing of it, as from a page that does not know of it. 409 `workshop-moved` on an old course.
 */
export const WorkshopChange = z.object({
  course: Course,
  plan: WorkshopPlan.extend({
    steps: stepsOf(PlannedStep.extend({ prepared: PlannedStep.shape.prepared.unwrap().optional() })),
  }),
});
export type WorkshopChange = z.infer<typeof WorkshopChange>;

/** PUT /api/workshops/:id/state: open and close (workshop.plan); pause and go on (workshop.plan or workshop.lead). */
export const StateChange = z.object({ course: Course, to: z.enum(["open", "paused", "closed"]) });
export type StateChange = z.infer<typeof StateChange>;

/**
 * PUT /api/workshops/:id/steps/:step/phase (workshop.lead). The first phase begins the step and ends the one before; `ended` ends it.
 * 409 `floor-moved` under an old term, `workshop-moved` on an old course.
 */
export const PhaseChange = z.object({
  to: z.union([StepPhase, z.literal("ended")]),
  term: Term,
  course: Course,
  /** Of the phase, in place of the planned ones. */
  minutes: z.int().min(1).max(600).optional(),
});
export type PhaseChange = z.infer<typeof PhaseChange>;

/**
 * PUT /api/workshops/:id/steps/:step/skipped (workshop.lead) → WorkshopView: a step that has not begun is passed over, or is to come again.
 * One that is skipped may be begun. 409 `floor-moved`; `workshop-moved`, too, where it has begun.
 */
export const StepSkip = z.object({ skipped: z.boolean(), term: Term, course: Course });
export type StepSkip = z.infer<typeof StepSkip>;

/** POST /api/workshops/:id/steps/:step/minutes (workshop.lead): the phase ends so much later. */
export const MoreMinutes = z.object({ minutes: z.int().min(1).max(60), term: Term, course: Course });
export type MoreMinutes = z.infer<typeof MoreMinutes>;

/** POST /api/workshops/:id/floor/take (workshop.take-floor), …/give (workshop.lead). 409 `floor-moved`. */
export const FloorTake = z.object({ term: Term });
export type FloorTake = z.infer<typeof FloorTake>;
export const FloorGive = z.object({ term: Term, to: MemberId });
export type FloorGive = z.infer<typeof FloorGive>;

/**
 * POST /api/workshops/:id/pointer (workshop.lead): where the holder is, 8 times a second at most; the last one wins, and none is kept.
 * 409 `floor-moved`.
 */
const Place = z.object({
  n: z.int().min(0),
  verdict: VerdictId,
  revision: z.int().positive(),
  block: z.int().min(0),
  start: z.int().min(0).optional(),
  end: z.int().min(0).optional(),
  /** How far down a paragraph that is not in sight as a whole: 0 its beginning, 1 its end. */
  within: z.number().min(0).max(1).optional(),
});
const areWords = ({ start, end }: Pick<z.infer<typeof Place>, "end" | "start">): boolean =>
  (start === undefined) === (end === undefined) && (start ?? 0) <= (end ?? 0);
export const Pointer = Place.extend({ term: Term }).refine(areWords);
export type Pointer = z.infer<typeof Pointer>;

/**
 * POST /api/workshops/:id/tables/:table/pointer (table.lead, its chair): where the chair is, for those who sit at the table; as of the holder.
 * 409 `floor-moved` for anybody else who runs it; `workshop-moved` before it has begun, and once it has ended.
 */
export const TablePointer = Place.refine(areWords);
export type TablePointer = z.infer<typeof TablePointer>;

/** POST /api/workshops/:id/call (workshop.lead): takes all who do not type to where the holder is, three seconds from now. */
export const Call = z.object({ term: Term });
export type Call = z.infer<typeof Call>;

/** PUT /api/workshops/:id/seat (workshop.take-part): takes one's seat, and says in which language one reads. */
export const SeatTake = z.object({ language: UiLanguage });
export type SeatTake = z.infer<typeof SeatTake>;

/**
 * PUT /api/workshops/:id/seat/here (workshop.take-part, with a seat), without a body → 204: one's page shows the workshop. While a step runs,
 * one was there on this day.
 */

/** PUT /api/workshops/:id/seat/hand (workshop.take-part). */
export const HandChange = z.object({ up: z.boolean() });
export type HandChange = z.infer<typeof HandChange>;

/**
 * PUT /api/workshops/:id/seats/:seat/hand (workshop.lead) → WorkshopView: somebody speaks, without the floor; or they have spoken, or do not
 * get to: their hand comes down. 409 `floor-moved`.
 */
export const HandAnswer = z.object({ to: z.enum(["speaks", "down"]), term: z.int() });
export type HandAnswer = z.infer<typeof HandAnswer>;
