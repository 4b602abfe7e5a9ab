import type { Actor } from "../../schema/domain/can.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import type { Store } from "../store/store.ts";
import type { VerdictAccess } from "./verdict-access.ts";

/** Whom each entry names as those who were in the round, or had not handed in. */
const CONCERNED = { "round.call-off": "coders", "round.reveal": "unfinished", "round.unassign": "member" } as const;
const ACTIONS = ["round.call-off", "round.reveal", "round.unassign"] as const;

/**
 * Blind rounds that others called off, took the actor out of, or revealed before they had handed in, a verdict's last, until the actor opens
 * it, which says so, or codes another one of it.
 */
export async function endedByOthers(
  { audit, rounds }: Pick<Store, "audit" | "rounds">,
  actor: Actor,
  seen: readonly { verdict: Verdict; access: VerdictAccess }[],
  opened: ReadonlyMap<Verdict["id"], string>,
  since: string,
): Promise<NonNullable<NetworkView["told"]>> {
  const entries = (await audit.since(since, ACTIONS)).filter(
    ({ action, actor: by, subject }) =>
      by !== actor.id &&
      String(subject[CONCERNED[action as keyof typeof CONCERNED]] ?? "")
        .split(" ")
        .includes(actor.id),
  );
  const told: NonNullable<NetworkView["told"]> = [];
  for (const { verdict, access } of seen) {
    const last = entries.findLast(({ subject }) => subject["verdict"] === verdict.id);
    if (!last?.actor || access.part !== "none" || (opened.get(verdict.id) ?? "") >= last.at) continue;
    const { actor: from, at, action, subject } = last;
    const line = { verdict: verdict.id, from, at };
    if (action === "round.reveal") {
      const hasWork = access.layerRefs.some(({ round, owner }) => round === subject["round"] && owner === actor.id);
      told.push({ ...line, kind: "revealed", hasWork });
    } else {
      const { length: drafts } = await rounds.calledOff(verdict.id, actor.id);
      told.push({ ...line, kind: action === "round.unassign" ? "unassigned" : "called-off", drafts });
    }
  }
  return told;
}
