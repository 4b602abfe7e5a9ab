import { z } from "zod";
import { MemberId, OrganisationId, PassageId, SeatId, StepId, VerdictId, WorkshopId } from "../ids.ts";
import { Country, UiLanguage } from "../language.ts";
import { Anchor } from "../../text/revision.ts";
import { StepKind, StepPhase } from "./phases.ts";
import { KeptPrepared, Prepared } from "./prepared.ts";

export const WORKSHOP_STATES = ["planned", "open", "paused", "closed"] as const;
export const WorkshopState = z.enum(WORKSHOP_STATES);
export type WorkshopState = z.infer<typeof WorkshopState>;

/** People, days and items that a workshop may have. */
export const WORKSHOP_LIMITS = { days: 10, deputies: 10, steps: 100, passages: 20, seats: 60 } as const;

/** A step takes no longer than a day. */
const Minutes = z
  .int()
  .min(1)
  .max(24 * 60);

/** Words of a passage that a step works on: whole paragraphs or a part of one. */
export const StepPassage = z.object({ id: PassageId, verdict: VerdictId, anchor: Anchor });
export type StepPassage = z.infer<typeof StepPassage>;

/** An item of the agenda as it is planned. */
export const PlannedStep = z.object({
  id: StepId,
  kind: StepKind,
  title: z.string().trim().min(1).max(200),
  minutes: Minutes,
  /** Of its phases, where they differ from the usual. */
  phaseMinutes: z.partialRecord(StepPhase, Minutes).default({}),
  passages: z.array(StepPassage).max(WORKSHOP_LIMITS.passages).default([]),
  /** The day that it is on: 0 is the first. */
  day: z
    .int()
    .min(0)
    .max(WORKSHOP_LIMITS.days - 1),
  /** Null where nothing is, or the asker does not read it. */
  prepared: Prepared.nullable().default(null),
});
export type PlannedStep = z.infer<typeof PlannedStep>;

/** A step as it goes, and as it is kept: what was typed of it is as long as an erasure made it. */
export const Step = PlannedStep.extend({
  title: z.string(),
  prepared: KeptPrepared.nullable().default(null),
  /** Null before it begins. It stays the last one when the step has ended. */
  phase: StepPhase.nullable(),
  /** The edition of the methodology's draft that its newest silence codes. */
  edition: z.int().positive().nullable(),
  /** How often silence has begun. */
  pass: z.int().min(0),
  beganAt: z.iso.datetime().nullable(),
  /** When the phase ends by the server's clock; null where none runs. */
  endsAt: z.iso.datetime().nullable(),
  /** Of one that never began: since when it is skipped. */
  endedAt: z.iso.datetime().nullable(),
});
export type Step = z.infer<typeof Step>;

/** Whether a step was passed over: it did not begin, and is not to come. */
export function isSkipped({ beganAt, endedAt }: Pick<Step, "beganAt" | "endedAt">): boolean {
  return beganAt === null && endedAt !== null;
}

const Day = z.iso.date();

/** What its planners say of a workshop. */
export const WorkshopPlan = z.object({
  title: z.string().trim().min(1).max(200),
  days: z
    .array(Day)
    .min(1)
    .max(WORKSHOP_LIMITS.days)
    .refine((days) => days.every((day, i) => i === 0 || day > (days[i - 1] ?? "")), "days in their order"),
  /** The time of day at which each day begins, as the clock on the wall shows it. */
  begins: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .default("09:00"),
  languages: z.array(UiLanguage).min(1),
  /** Who takes the floor where its holder is lost, in this order. */
  deputies: z.array(MemberId).max(WORKSHOP_LIMITS.deputies),
  /** The agreement from which the group is said to agree. */
  rule: z.number().min(0).max(1),
  steps: z.array(PlannedStep).max(WORKSHOP_LIMITS.steps),
});
export type WorkshopPlan = z.infer<typeof WorkshopPlan>;

/** The agreement that a workshop asks for where nothing else is said: Krippendorff, Content Analysis (2004), 241. */
export const USUAL_RULE = 0.67;

export const Workshop = WorkshopPlan.omit({ steps: true }).extend({
  title: z.string(),
  id: WorkshopId,
  /** Whose facilitators plan it. */
  host: OrganisationId,
  /** Of its host: the clock on the wall goes by it. */
  country: Country,
  state: WorkshopState,
  /** Who has the floor; null before anybody took it. */
  holder: MemberId.nullable(),
  /** One more each time the floor changes hands: a command under an older one is refused. */
  term: z.int().min(0),
  /** The step that is under way, or was the last. */
  step: StepId.nullable(),
  /** One more at each change: of two views the newer. */
  version: z.int().min(1),
  /** One more at each change that commands go by; seats, hands and what tables do are none. A command given on an older one is refused. */
  course: z.int().min(1),
  /** What was left of the phase when it was paused, in milliseconds. */
  leftMs: z.int().min(0).nullable(),
  openedAt: z.iso.datetime().nullable(),
  closedAt: z.iso.datetime().nullable(),
});
export type Workshop = z.infer<typeof Workshop>;

/** Somebody's place in a workshop. */
export const Seat = z.object({
  id: SeatId,
  member: MemberId,
  language: UiLanguage,
  /** Since when they ask to speak. */
  handAt: z.iso.datetime().nullable(),
  /** Since when who leads has let them speak; one of a workshop at a time. */
  speaksAt: z.iso.datetime().nullable(),
  at: z.iso.datetime(),
});
export type Seat = z.infer<typeof Seat>;
