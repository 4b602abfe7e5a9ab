import { can, type Actor } from "../../../schema/domain/can.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { hasReached, Stage, type Verdict } from "../../../schema/domain/verdict.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { WrittenEntry } from "../../store/audit-store.ts";
import type { ToldStore } from "./told-reading.ts";

/** Who took a verdict back to an earlier stage; null where an entry is of something else. */
export function stageBackOf({
  action,
  actor: by,
  subject,
}: Pick<WrittenEntry, "action" | "actor" | "at" | "subject">): { by: MemberId; was: Stage; now: Stage } | null {
  if (action !== "verdict.stage" || by === null) return null;
  const [was, now] = [Stage.safeParse(subject["from"]).data, Stage.safeParse(subject["to"]).data];
  return was && now && was !== now && hasReached(was, now) ? { by, was, now } : null;
}

/** Verdicts that the actor prepares and somebody else took back to an earlier stage, as long as nobody has moved them on since. */
export async function stagesTakenBack(
  { audit }: Pick<ToldStore, "audit">,
  actor: Actor,
  seen: readonly { verdict: Verdict }[],
  since: string,
): Promise<NonNullable<NetworkView["told"]>> {
  const prepared = seen.filter(({ verdict }) => can(actor, "verdict.prepare", verdict));
  if (prepared.length === 0) return [];
  const entries = await audit.since(since, ["verdict.stage"]);
  return prepared.flatMap(({ verdict: { id: verdict } }): NonNullable<NetworkView["told"]> => {
    const last = entries.findLast(({ subject }) => subject["verdict"] === verdict);
    const back = last ? stageBackOf(last) : null;
    if (!last || !back || back.by === actor.id) return [];
    return [{ kind: "stage-back", verdict, from: back.by, was: back.was, now: back.now, at: last.at }];
  });
}
