import type { Actor } from "../../schema/domain/can.ts";
import { OrganisationId } from "../../schema/domain/ids.ts";
import { DUTIES } from "../../schema/domain/member.ts";
import { RoundRunners, type RoundRules } from "../../schema/domain/verdict.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import type { WrittenEntry } from "../store/audit-store.ts";
import type { ToldStore } from "./told/told-reading.ts";
import type { Store } from "../store/store.ts";

/** Whose facilitators run rounds, by the organisation whose verdict it is. */
export function readRoundRunners({ people }: Pick<Store, "people">): Promise<RoundRules> {
  return people.roundRules();
}

/** What an organisation decided otherwise for its verdicts; null where an entry is of something else. */
export function runnersChangeOf({
  action,
  subject,
}: WrittenEntry): { organisation: OrganisationId; was: RoundRunners; now: RoundRunners } | null {
  if (action !== "organisation.round-runners") return null;
  const organisation = OrganisationId.safeParse(subject["organisation"]).data;
  const [was, now] = [RoundRunners.safeParse(subject["was"]).data, RoundRunners.safeParse(subject["runners"]).data];
  return organisation && was && now ? { organisation, was, now } : null;
}

/** Changes of that by others, to who leads any organisation: what they may do with its verdicts is another thing then. */
export async function runnersByOthers(
  { audit }: Pick<ToldStore, "audit">,
  actor: Actor,
  since: string,
): Promise<NonNullable<NetworkView["told"]>> {
  if (!DUTIES[actor.role].leads) return [];
  return (await audit.since(since, ["organisation.round-runners"])).flatMap((entry) => {
    const change = runnersChangeOf(entry);
    const { actor: from, at } = entry;
    if (!change || from === null || from === actor.id) return [];
    return [{ kind: "runners" as const, ...change, from, at }];
  });
}
