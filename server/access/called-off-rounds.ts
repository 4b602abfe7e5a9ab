import type { Actor } from "../../schema/domain/can.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import type { Store } from "../store/store.ts";
import type { VerdictAccess } from "./verdict-access.ts";

/** Blind rounds that others called off and that the actor was to code, a verdict's last, as long as they are in no other one of it. */
export async function calledOffByOthers(
  { audit }: Pick<Store, "audit">,
  actor: Actor,
  seen: readonly { verdict: Verdict; access: VerdictAccess }[],
  since: string,
): Promise<NonNullable<NetworkView["told"]>> {
  const entries = (await audit.since(since, ["round.call-off"])).filter(
    ({ actor: by, subject }) => by !== actor.id && String(subject["coders"]).split(" ").includes(actor.id),
  );
  return seen.flatMap(({ verdict: { id }, access }) => {
    const last = entries.findLast(({ subject }) => subject["verdict"] === id);
    return last?.actor && access.part === "none"
      ? [{ kind: "called-off" as const, verdict: id, from: last.actor, at: last.at }]
      : [];
  });
}
