import type { StandingAct, StandingChange } from "../../schema/domain/standing-change.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { Deps } from "../deps.ts";
import { Refusal } from "../refusal.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import { StoreError } from "../store/store-error.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import { audit } from "./audit.ts";

/** Changes what is settled, outside agreement; `base`: the number of the last change that was seen. */
export async function changeStanding(
  deps: Pick<Deps, "clock" | "exports" | "realtime" | "store">,
  signedIn: SignedIn,
  verdict: Verdict,
  { round }: Pick<LayerRow, "round">,
  { base, act, reason }: { base: number; act: StandingAct; reason: string },
): Promise<StandingChange> {
  const { store, realtime, clock } = deps;
  const change = { by: signedIn.member.id, at: clock().toISOString(), reason, act };
  const done = await store.disagreements.change(round, base, change).catch((error: unknown) => {
    throw error instanceof StoreError && error.code === "conflict" ? new Refusal("standing-moved") : error;
  });
  await audit(deps, signedIn, "standing.change", { verdict: verdict.id, round, number: done.number, kind: act.kind });
  await deps.exports.forget(verdict.id);
  realtime.publish({ type: "verdict", verdict: verdict.id }, "others-work");
  realtime.publish({ type: "counts", verdict: verdict.id });
  return done;
}
