import { can } from "../../schema/domain/can.ts";
import { STAGES, type Verdict } from "../../schema/domain/verdict.ts";
import type { FirstSignature } from "../../schema/protocol/http/verdicts.ts";
import { toActor } from "../rooms/room-access.ts";
import type { Store } from "../store/store.ts";

/** The signature of a verdict for its next stage that waits for a second one; of what is no longer its next stage none does. */
export async function firstSignature(
  { clearings, people }: Pick<Store, "clearings" | "people">,
  verdict: Verdict,
): Promise<FirstSignature | null> {
  const next = STAGES[STAGES.indexOf(verdict.stage) + 1];
  const signed = (await clearings.of(verdict.id)).find(({ state, stage }) => state === "waiting" && stage === next);
  if (!signed) return null;
  const missing = (await people.members())
    .filter((each) => each.id !== signed.member && each.removedAt === null)
    .filter((each) => can(toActor(each), "verdict.prepare", verdict))
    .map(({ id }) => id);
  return { stage: signed.stage, by: signed.member, at: signed.at, missing };
}
