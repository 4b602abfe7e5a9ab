import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { stepUnderWay } from "../workshop-event.ts";
import type { VotesModel } from "./votes-model.ts";

/**
 * What the key that leads on waits for: a vote of all that is open, which is ended by hand, or (`first`) in a step that is there to vote its
 * first vote. Null where it leads on.
 */
export function voteTurn(
  votes: VotesModel | null,
  view: Pick<WorkshopView, "steps" | "workshop">,
): "first" | "open" | null {
  const step = stepUnderWay(view);
  if (!votes || !step) return null;
  if (votes.ballotAt(step.id)?.state === "open") return "open";
  return step.kind === "vote" && votes.heldIn(step.id).length === 0 ? "first" : null;
}
