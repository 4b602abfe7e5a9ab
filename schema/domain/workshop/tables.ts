import { z } from "zod";
import { CategoryId, MemberId, PassageId, SeatId, StepId, TableId } from "../ids.ts";
import { Step, type StepPassage, WORKSHOP_LIMITS } from "./workshop.ts";
import type { WorkshopSubject } from "./floor.ts";

/** People of a workshop who work on passages of a step by themselves, through phases of their own. */
export const WorkshopTable = z.object({
  id: TableId,
  /** Whose table it is. */
  step: StepId,
  name: z.string(),
  /** What it is asked; empty: no more than to code. */
  question: z.string(),
  /** Who leads it, being one of its seats. */
  chair: SeatId,
  seats: z.array(SeatId).min(1).max(WORKSHOP_LIMITS.seats),
  /** What it works on, as a step that everybody at it codes; it is on no agenda. */
  work: Step,
  /** What was left of its phase when the workshop was paused, in milliseconds. */
  leftMs: z.int().min(0).nullable(),
});
export type WorkshopTable = z.infer<typeof WorkshopTable>;

/** What a table decided on one of its passages; the last word before the plenary holds. */
export const TableDecision = z.object({
  passage: PassageId,
  /** None: that no category fits. */
  categories: z.array(CategoryId).max(20),
  /** It leaves the passage to the plenary. */
  isOpen: z.boolean(),
  words: z.string(),
  /** Of the draft that its categories are of. */
  edition: z.int().positive(),
  by: MemberId,
  at: z.iso.datetime(),
});
export type TableDecision = z.infer<typeof TableDecision>;

/** What of a table decides who may do what at it. */
export interface TableSubject {
  workshop: WorkshopSubject;
  chair: MemberId | null;
  /** Whether the actor sits at it. */
  isAt: boolean;
}

/** Whether what tables decided is there for everybody: in the plenary, and behind it. */
export function haveCrossed({ phase }: Pick<Step, "phase">): boolean {
  return phase === "plenary";
}

/** A table's passage is one of its step's, under an id of its own. */
export function isSamePassage(a: StepPassage, b: StepPassage): boolean {
  return a.verdict === b.verdict && JSON.stringify(a.anchor) === JSON.stringify(b.anchor);
}

/** Tables of a step, in their order. */
export function tablesOf({ tables }: { tables: readonly WorkshopTable[] }, step: StepId | null): WorkshopTable[] {
  return tables.filter((table) => table.step === step);
}

/** A step of the agenda or of a table; undefined where there is none. */
export function stepIn(
  { steps, tables }: { steps: readonly Step[]; tables: readonly WorkshopTable[] },
  id: StepId,
): Step | undefined {
  return steps.find((step) => step.id === id) ?? tables.find(({ work }) => work.id === id)?.work;
}
