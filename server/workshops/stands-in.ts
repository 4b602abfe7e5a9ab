import { hasReached } from "../../schema/domain/verdict.ts";
import type { StepPassage } from "../../schema/domain/workshop/workshop.ts";
import type { Store } from "../store/store.ts";

/** Whether a passage is words of a verdict that is cleared, in a revision that there is. */
export async function standsIn(
  { verdicts }: Pick<Store, "verdicts">,
  { verdict: id, anchor }: Pick<StepPassage, "anchor" | "verdict">,
): Promise<boolean> {
  const verdict = await verdicts.get(id);
  const text = verdict && (await verdicts.revision(verdict.id, anchor.revision))?.text;
  if (!verdict || !hasReached(verdict.stage, "cleared") || text === undefined || text === null) return false;
  return anchor.ranges.every(({ end }) => end <= text.length);
}
