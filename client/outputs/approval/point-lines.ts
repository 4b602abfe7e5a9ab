import { groupBy } from "../../../schema/group-by.ts";
import type { ApprovalPoint } from "../../../schema/protocol/http/outputs.ts";

/** Points of one kind for which the same was said stand in one line, and are counted as one. */
export function pointLines(points: readonly ApprovalPoint[]): ApprovalPoint[][] {
  return [...groupBy(points, (point) => lineOf([point])).values()];
}

export function lineOf([first]: readonly ApprovalPoint[]): string {
  return first ? `${first.output} ${first.kind} ${first.reason?.at ?? ""}` : "";
}
