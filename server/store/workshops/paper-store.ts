import type { StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { HandCounts } from "../../../schema/protocol/http/workshops/paper.ts";

/** Slips of a step on paper. */
export interface PaperRow {
  step: StepId;
  edition: number;
  printedAt: string;
  /** What was counted by hand; of passages that went nothing. */
  counts: HandCounts | null;
}

/** Printed slips, and what was counted on them. */
export interface PaperStore {
  /** Those of a workshop. */
  of(workshop: WorkshopId): Promise<PaperRow[]>;
  /** Slips of a step go onto paper; first or again. What was counted keeps its edition. */
  print(step: StepId, edition: number, at: string): Promise<void>;
  /** What was counted, in place of what was before; null takes it back. Throws not-found where none were printed. */
  count(step: StepId, counts: HandCounts | null): Promise<void>;
}
