import type { SeatId } from "../../schema/domain/ids.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";

/** The step that is under way, for a seat what its table works on while tables do; null between steps. */
export function runningStep(
  { step, steps, tables }: Pick<WorkshopRow, "step" | "steps" | "tables">,
  seat: SeatId | null = null,
): Step | null {
  const running = steps.find(({ id, beganAt, endedAt }) => id === step && beganAt !== null && endedAt === null) ?? null;
  if (seat === null || running?.phase !== "tables") return running;
  const own = tables.find((table) => table.step === running.id && table.seats.includes(seat));
  return own?.work ?? running;
}
