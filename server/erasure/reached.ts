import type { ErasureStep } from "../../schema/protocol/http/erasure.ts";

const REWRITING: ReadonlySet<ErasureStep> = new Set<ErasureStep>(["screen", "text", "data", "rooms", "rows"]);

/** Whether an erasure that has this step before it has reached all that is read: texts, rooms, rows, versions. */
export function isReached(step: ErasureStep): boolean {
  return !REWRITING.has(step);
}
