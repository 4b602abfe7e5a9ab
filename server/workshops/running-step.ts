import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";

/** The step that is under way; null between steps. */
export function runningStep({ step, steps }: Pick<WorkshopRow, "step" | "steps">): Step | null {
  return steps.find(({ id, beganAt, endedAt }) => id === step && beganAt !== null && endedAt === null) ?? null;
}
