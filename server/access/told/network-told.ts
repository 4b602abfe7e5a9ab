import type { Actor } from "../../../schema/domain/can.ts";
import { isFacilitator, isMember } from "../../../schema/domain/member.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { OrganisationChange } from "../../store/people-store.ts";
import type { ToldStore } from "./told-reading.ts";
import type { Store } from "../../store/store.ts";
import { networkNames } from "../network-names.ts";

type Told = NonNullable<NetworkView["told"]>;

/**
 * What others did to the network's name, to all members, and to organisations: to who leads any, since each stands in every choice of
 * theirs, and of another name to all of it.
 */
export async function networkByOthers(
  store: ToldStore & Pick<Store, "setting">,
  actor: Actor,
  since: string,
): Promise<Told> {
  if (!isMember(actor)) return [];
  const [names, changes] = await Promise.all([networkNames(store), organisationsChanged(store, since)]);
  const gone = new Set(changes.flatMap(({ how, organisation }) => (how === "removed" ? [organisation] : [])));
  return [
    ...(await houseByOthers(store, actor, since)),
    ...names.flatMap(({ at, by, was, now }): Told =>
      at < since || by === actor.id ? [] : [{ kind: "network", was, now, from: by, at }],
    ),
    ...changes.flatMap((change): Told => {
      const { organisation, how, by: from, at } = change;
      // What became of it before it went is nothing to be seen any more.
      if (gone.has(organisation) && how !== "removed") return [];
      const isTheirs = (how === "renamed" || how === "moved") && organisation === actor.organisation;
      if (from === actor.id || !(isFacilitator(actor) || isTheirs)) return [];
      return [{ kind: "organisation", organisation, how, ...namesIn(change), from, at }];
    }),
  ];
}

/** Changes of the house style: a line a day and person, to who leads an organisation, whose papers bear it. */
async function houseByOthers({ audit }: Pick<ToldStore, "audit">, actor: Actor, since: string): Promise<Told> {
  if (!isFacilitator(actor)) return [];
  const lines = new Map<string, Extract<Told[number], { kind: "house" }>>();
  for (const { actor: from, at } of await audit.since(since, ["house.change", "house.undo"])) {
    if (from === null || from === actor.id) continue;
    const key = [from, at.slice(0, 10)].join(" ");
    lines.set(key, { kind: "house", from, at, count: (lines.get(key)?.count ?? 0) + 1 });
  }
  return [...lines.values()];
}

/**
 * What became of organisations since a time, oldest first, as it is told: what one is called says who was moved, so that what is there no
 * longer was.
 */
export async function organisationsChanged(
  { people }: { people: Pick<ToldStore["people"], "organisationChanges" | "organisations"> },
  since: string,
): Promise<OrganisationChange[]> {
  const [changes, organisations] = await Promise.all([people.organisationChanges(since), people.organisations()]);
  return changes.filter(
    ({ how, organisation }) => how !== "moved" || organisations.some(({ id }) => id === organisation),
  );
}

/** What it was called and is called, as far as it was and is there. */
export function namesIn({ was, now }: Pick<OrganisationChange, "was" | "now">): { was?: string; now?: string } {
  return { ...(was === null ? {} : { was }), ...(now === null ? {} : { now }) };
}
