import type { PassageId, StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { TableDecision, WorkshopTable } from "../../../schema/domain/workshop/tables.ts";
import type { StepPassage } from "../../../schema/domain/workshop/workshop.ts";
import type { WorkshopMoment } from "./workshop-store.ts";

/** A table as it is set: whom it seats, and what it works on under which id. */
export interface SetTable extends Pick<WorkshopTable, "chair" | "id" | "name" | "question" | "seats"> {
  work: StepId;
  passages: StepPassage[];
}

/** Tables of steps; what they are stands in the workshop's row. Each intent adds one to its version. */
export interface TableStore {
  /**
   * The tables of a step, in place of those before. One that has begun keeps its passages. Throws conflict where the workshop has gone on,
   * or one that has begun would go; not-found.
   */
  set(workshop: WorkshopId, step: StepId, on: Required<WorkshopMoment>, tables: readonly SetTable[]): Promise<void>;
  /** Throws not-found where no table has the passage. */
  decide(workshop: WorkshopId, decision: TableDecision): Promise<void>;
  /** Takes a decision back. */
  undecide(workshop: WorkshopId, passage: PassageId): Promise<void>;
  /** What the tables of a workshop decided. */
  decisions(workshop: WorkshopId): Promise<TableDecision[]>;
  /** Rewrites names, questions and what chairs typed, for an erasure. */
  rewriteWords(words: (text: string) => string): Promise<void>;
}
