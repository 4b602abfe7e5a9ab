import { z } from "zod";
import { PassageId, SeatId, TableId } from "../../../domain/ids.ts";
import { StepPhase } from "../../../domain/workshop/phases.ts";
import { TABLE_LIMITS, TableName, TableQuestion } from "../../../domain/workshop/table-words.ts";
import { TableDecision, WorkshopTable } from "../../../domain/workshop/tables.ts";
import { WORKSHOP_LIMITS } from "../../../domain/workshop/workshop.ts";
import { isClean } from "../../../rooms/field-rule.ts";

/** A table as an asker sees it. */
export const TableView = WorkshopTable.extend({
  /** Null while they are their table's alone, and one does not sit there. */
  decisions: z.array(TableDecision).nullable(),
});
export type TableView = z.infer<typeof TableView>;

/**
 * PUT /api/workshops/:id/steps/:step/tables (workshop.set-tables) → WorkshopView: who sits where, with which passages of the step, in place
 * of what was said before; one that has begun stays, with its passages. 409 `floor-moved`, `workshop-moved`.
 */
export const TablesChange = z.object({
  term: z.int().min(0),
  course: z.int().min(1),
  tables: z
    .array(
      z.object({
        id: TableId,
        name: TableName.refine(isClean).default(""),
        /** Left out: as it is, by a page that does not know of it. */
        question: TableQuestion.refine(isClean).optional(),
        chair: SeatId,
        seats: z.array(SeatId).min(1).max(WORKSHOP_LIMITS.seats),
        /** Of the step. */
        passages: z.array(PassageId).min(1).max(WORKSHOP_LIMITS.passages),
      }),
    )
    .max(TABLE_LIMITS.tables),
});
export type TablesChange = z.infer<typeof TablesChange>;

/**
 * PUT /api/workshops/:id/tables/:table/phase (table.lead) → WorkshopView. `from`: the phase that it is seen in; 409 `workshop-moved` where
 * it is in another, or tables do not work now.
 */
export const TablePhase = z.object({
  from: StepPhase.nullable(),
  to: z.union([StepPhase, z.literal("ended")]),
});
export type TablePhase = z.infer<typeof TablePhase>;

/** POST /api/workshops/:id/tables/:table/minutes (table.lead) → WorkshopView. 409 `workshop-moved`. */
export const TableMinutes = z.object({ minutes: z.int().min(1).max(60) });
export type TableMinutes = z.infer<typeof TableMinutes>;

/**
 * PUT /api/workshops/:id/tables/:table/decisions/:passage (table.lead) → WorkshopView: what the table decides on a passage of its own, once its
 * slips are revealed and until the plenary; null takes it back. One that is left open says why. 409 `workshop-moved`.
 */
export const TableDecide = z.object({
  decided: TableDecision.pick({ categories: true, isOpen: true })
    .extend({ words: z.string().trim().max(TABLE_LIMITS.words) })
    .refine(({ isOpen, categories, words }) => !isOpen || (categories.length === 0 && words !== ""))
    .nullable(),
});
export type TableDecide = z.infer<typeof TableDecide>;
