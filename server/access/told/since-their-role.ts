import type { Actor } from "../../../schema/domain/can.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { roleChangeOf } from "../role-changes.ts";
import type { ToldStore } from "./told-reading.ts";

type Told = NonNullable<NetworkView["told"]>;

/**
 * What the actor is told since a time, of what they were told then, too: whoever is given a role or comes to another organisation is not
 * told what was done before to who had it. `of`: what somebody would be told; a line of several things parts at each of `turns`, so that all of it
 * was done while they were the same.
 */
export async function sinceTheirRole(
  { audit }: Pick<ToldStore, "audit">,
  actor: Actor,
  since: string,
  of: (asked: Actor, turns: readonly string[]) => Promise<Told>,
): Promise<Told> {
  const own = (await audit.since(since, ["member.change"])).flatMap((entry) => {
    const change = roleChangeOf(entry);
    return change?.member === actor.id ? [change] : [];
  });
  const turns = own.map(({ at }) => at);
  const asOf = new Map<string, Promise<ReadonlySet<string>>>();
  const toldThen = async (role: Actor["role"], organisation: Actor["organisation"]): Promise<ReadonlySet<string>> =>
    new Set((await of({ ...actor, role, organisation }, turns)).map((each) => JSON.stringify(each)));
  const told: Told = [];
  for (const line of await of(actor, turns)) {
    // What they were when it was done is what they were before the first change after it.
    const next = own.find(({ at }) => line.at < at);
    if (!next) told.push(line);
    else {
      const key = `${next.was} ${next.wasOf}`;
      const then = asOf.get(key) ?? toldThen(next.was, next.wasOf);
      asOf.set(key, then);
      if ((await then).has(JSON.stringify(line))) told.push(line);
    }
  }
  return told;
}
