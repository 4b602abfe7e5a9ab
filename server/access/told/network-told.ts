import type { Actor } from "../../../schema/domain/can.ts";
import { isFacilitator, isMember } from "../../../schema/domain/member.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { OrganisationChange } from "../../store/people-store.ts";
import type { Store } from "../../store/store.ts";
import { networkNames } from "../network-names.ts";

type Told = NonNullable<NetworkView["told"]>;

/**
 * What others did to the network's name, to all members, and to organisations: to who leads any, since each stands in every choice of
 * theirs, and of another name to all of it.
 */
export async function networkByOthers(
  store: Pick<Store, "people" | "setting">,
  actor: Actor,
  since: string,
): Promise<Told> {
  if (!isMember(actor)) return [];
  const [names, changes] = await Promise.all([networkNames(store), store.people.organisationChanges(since)]);
  return [
    ...names.flatMap(({ at, by, was, now }): Told =>
      at < since || by === actor.id ? [] : [{ kind: "network", was, now, from: by, at }],
    ),
    ...changes.flatMap((change): Told => {
      const { organisation, how, by: from, at } = change;
      const isTheirs = how === "renamed" && organisation === actor.organisation;
      if (from === actor.id || !(isFacilitator(actor) || isTheirs)) return [];
      return [{ kind: "organisation", organisation, how, ...namesIn(change), from, at }];
    }),
  ];
}

/** What it was called and is called, as far as it was and is there. */
export function namesIn({ was, now }: Pick<OrganisationChange, "was" | "now">): { was?: string; now?: string } {
  return { ...(was === null ? {} : { was }), ...(now === null ? {} : { now }) };
}
