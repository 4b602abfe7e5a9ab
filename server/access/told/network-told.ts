import type { Actor } from "../../../schema/domain/can.ts";
import type { OrganisationId } from "../../../schema/domain/ids.ts";
import { DUTIES, isFacilitator, isMember, type Member } from "../../../schema/domain/member.ts";
import { type Leader, leadersIn } from "../../../schema/domain/people/place-rights.ts";
import { HOUSE_TOLD, type ToldHouse } from "../../../schema/protocol/http/house.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { type HouseVersions, toldChange } from "../../house/told-changes.ts";
import type { WrittenEntry } from "../../store/audit-store.ts";
import type { OrganisationChange } from "../../store/people-store.ts";
import type { ToldStore } from "./told-reading.ts";
import type { Store } from "../../store/store.ts";
import { networkNames } from "../network-names.ts";
import { roleChangeOf } from "../role-changes.ts";
import { stayingMembers } from "../members-here.ts";

type Told = NonNullable<NetworkView["told"]>;

/**
 * What others did to the network's name, to all members, and to organisations: to who leads any, since each stands in every choice of
 * theirs, and of another name to all of it. `turns`: when the actor was given another role.
 */
export async function networkByOthers(
  store: ToldStore & Pick<Store, "erasures" | "setting"> & { house: HouseVersions },
  actor: Actor,
  since: string,
  turns: readonly string[],
): Promise<Told> {
  if (!isMember(actor)) return [];
  const [names, changes] = await Promise.all([networkNames(store), organisationsChanged(store, since)]);
  const gone = new Set(changes.flatMap(({ how, organisation }) => (how === "removed" ? [organisation] : [])));
  return [
    ...(await houseByOthers(store, actor, since, turns)),
    ...(await leftUnled(store, actor, since, gone)),
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

/** Organisations that nobody leads since somebody led them no longer, to who leads others: they can set it up again. */
async function leftUnled(
  { audit, erasures, people }: ToldStore & Pick<Store, "erasures">,
  actor: Actor,
  since: string,
  gone: ReadonlySet<OrganisationId>,
): Promise<Told> {
  if (!isFacilitator(actor)) return [];
  const [entries, members] = await Promise.all([
    audit.since(since, ["member.change", "member.remove", "erasure.begin"]),
    people.members(),
  ]);
  const staying = stayingMembers(members, await erasures.open());
  const led = new Set(leadersIn(staying).map(({ organisation }) => organisation));
  const lines = new Map<OrganisationId, Told[number]>();
  for (const entry of entries) {
    const lost = ledNoLonger(entry, members, staying);
    if (!lost || led.has(lost.organisation) || gone.has(lost.organisation)) continue;
    const { id: from, organisation } = lost;
    const { at } = entry;
    // Of several the last: they led it until then.
    lines.delete(organisation);
    lines.set(organisation, { kind: "organisation", how: "unled", organisation, from, at });
  }
  return [...lines.values()];
}

/** Who led an organisation until this, and which; null where an entry is of something else. */
function ledNoLonger(entry: WrittenEntry, members: readonly Member[], staying: readonly Member[]): Leader | null {
  const change = roleChangeOf(entry);
  if (change) {
    const stays = DUTIES[change.role].leads && change.organisation === change.wasOf;
    return DUTIES[change.was].leads && !stays ? { id: change.member, organisation: change.wasOf } : null;
  }
  if (entry.action === "member.change") return null;
  const whose = members.find(({ id }) => id === entry.subject["member"]);
  // Who is back is here again.
  if (!whose || staying.includes(whose) || whose.guest) return null;
  return DUTIES[whose.role].leads ? whose : null;
}

/** Changes of the house style: a line a day and person, and each of `turns`, to who leads an organisation, whose papers bear it. */
async function houseByOthers(
  { audit, house }: Pick<ToldStore, "audit"> & { house: HouseVersions },
  actor: Actor,
  since: string,
  turns: readonly string[],
): Promise<Told> {
  if (!isFacilitator(actor)) return [];
  const lines = new Map<string, ToldHouse & { versions: number[] }>();
  for (const { actor: from, at, subject } of await audit.since(since, ["house.change", "house.undo"])) {
    if (from === null || from === actor.id) continue;
    const key = [from, at.slice(0, 10), turns.filter((turn) => turn <= at).length].join(" ");
    const versions = [Number(subject["version"]), ...(lines.get(key)?.versions ?? [])];
    lines.set(key, { kind: "house", from, at, count: versions.length, versions });
  }
  const told: Told = [];
  for (const { versions, ...line } of lines.values()) {
    const newest = await Promise.all(versions.slice(0, HOUSE_TOLD).map((number) => toldChange(house, number)));
    told.push({ ...line, changes: newest.filter((each) => each !== null) });
  }
  return told;
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
