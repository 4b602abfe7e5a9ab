import type { Actor } from "../../../schema/domain/can.ts";
import { isFacilitator } from "../../../schema/domain/member.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { ToldStore } from "./told-reading.ts";
import type { Store } from "../../store/store.ts";
import type { VerdictAccess } from "../verdict-access.ts";

/**
 * Rounds that somebody else began on verdicts of the organisation that the actor leads, as long as they are the newest: who codes them, and
 * what of the round before is not ruled on any more. Whoever codes one is told of it as work.
 */
export async function roundsBegunByOthers(
  { audit, rounds }: Pick<ToldStore, "audit"> & Pick<Store, "rounds">,
  actor: Actor,
  seen: readonly { verdict: Verdict; access: VerdictAccess }[],
  since: string,
): Promise<NonNullable<NetworkView["told"]>> {
  if (!isFacilitator(actor)) return [];
  const entries = (await audit.since(since, ["round.begin"])).filter(({ actor: by }) => by !== actor.id);
  const told: NonNullable<NetworkView["told"]> = [];
  for (const { verdict, access } of seen) {
    if (verdict.owner !== actor.organisation || access.part !== "none") continue;
    const last = entries.findLast(({ subject }) => subject["verdict"] === verdict.id);
    if (!last?.actor) continue;
    const round = (await rounds.of(verdict.id)).at(-1);
    if (!round || round.id !== last.subject["round"] || round.mode === "open") continue;
    const left = Number(last.subject["left"] ?? 0);
    told.push({
      kind: "begun",
      verdict: verdict.id,
      from: last.actor,
      round: round.number,
      coders: round.coders.map(({ member }) => member),
      ...(left > 0 ? { left } : {}),
      at: last.at,
    });
  }
  return told;
}
