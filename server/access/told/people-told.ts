import { can, type Actor } from "../../../schema/domain/can.ts";
import { InvitationId, type MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { isFacilitator, type Member } from "../../../schema/domain/member.ts";
import { allInviters, termsOf } from "../../../schema/domain/people/guest-terms.ts";
import type { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import type { WrittenEntry } from "../../store/audit-store.ts";
import type { InvitationRow, NameChange } from "../../store/people-store.ts";
import type { Store } from "../../store/store.ts";
import type { ToldStore } from "./told-reading.ts";

type Told = NonNullable<NetworkView["told"]>;
type How = Extract<Told[number], { kind: "person" }>["how"];

/**
 * Who has come into the organisation that the actor leads, is there no longer or is there again, by others; and what became of guests of
 * the actor's. Who invited somebody reads of their coming under what happened lately, and here where another name or address came.
 */
export async function peopleToldOf(
  { audit, people, verdicts }: ToldStore & Pick<Store, "verdicts">,
  actor: Actor,
  members: readonly Member[],
  { since, now }: { since: string; now: string },
): Promise<Told> {
  const [entries, names] = await Promise.all([
    audit.since(since, ["link.use", "member.remove", "member.back", "erasure.begin"]),
    people.nameChanges(since),
  ]);
  const invitations = new Map((await people.invitations()).map((row) => [row.id, row]));
  const seesAddresses = can(actor, "member.manage", null);
  // Who comes back by an invitation has used a link, too: it is one thing.
  const back = new Set<MemberId>();
  const told = entries.flatMap((entry): Told => {
    const { action, actor: by, at, subject } = entry;
    if (action === "member.back" && by !== null && subject["member"] === by) {
      back.add(by);
      return [];
    }
    const link = action === "link.use" ? joinedBy(entry, invitations) : null;
    if (action === "link.use" && !link) return [];
    const whose = members.find(({ id }) => id === (link ? by : subject["member"]));
    if (!whose || whose.id === actor.id) return [];
    const from = link ? link.invitedBy : by;
    // What they were invited by is noted with the moment in which their link was spent.
    const noted = (of: NameChange["how"]): NameChange | undefined =>
      names.find(({ how, member, at: when }) => how === of && member === whose.id && when === link?.spentAt);
    const was = link && noted("joined")?.was;
    const isMine = from === actor.id;
    const other = link && subject["isOtherAddress"] === true ? { isOtherAddress: true as const } : null;
    const address = other && seesAddresses && noted("address");
    // Who invited somebody else than came, or another address, is told that.
    if (isMine ? !was && !other : !concerns(actor, whose, link)) return [];
    const isOwn = from === whose.id;
    const how: How = link ? (back.delete(whose.id) ? "returned" : "joined") : (HOW[action]?.[isOwn ? 1 : 0] ?? "left");
    return [
      {
        kind: "person",
        how,
        member: whose.id,
        from,
        at,
        ...(link ? { role: link.role } : {}),
        ...(was ? { was } : {}),
        ...other,
        ...(address ? { invited: address.was } : {}),
      },
    ];
  });
  const led = isFacilitator(actor) ? await ofWhomOneLeads({ audit, people, verdicts }, actor, members, since) : [];
  const guests = await ofOwnGuests({ audit, people, verdicts }, actor, members, { since, now });
  return [...told, ...guests, ...(await namesTold({ audit, people }, actor, members, names)), ...led];
}

/**
 * Guests of the actor's to whom somebody else closed what the actor had opened, while others' invitations let them stay, or ended another
 * invitation to it while the actor's stands; and who added a link that the actor had made for another name.
 */
async function ofOwnGuests(
  { audit, people, verdicts }: ToldStore & Pick<Store, "verdicts">,
  actor: Actor,
  members: readonly Member[],
  { since, now }: { since: string; now: string },
): Promise<Told> {
  const links = new Map((await people.invitations()).map((row) => [String(row.id), row]));
  const told: Told = [];
  for (const { action, actor: from, at, subject } of await audit.since(since, ["guest.close", "link.use"])) {
    if (action === "link.use") {
      const link = subject["isOther"] === true ? links.get(String(subject["invitation"])) : undefined;
      const guest = members.find(({ id, removedAt }) => id === from && removedAt === null);
      if (!guest || link?.invitedBy !== actor.id) continue;
      const verdict = await readable(verdicts, actor, link.verdict);
      const line = { kind: "person", how: "joined", member: guest.id, from: actor.id, at, isOther: true } as const;
      told.push({ ...line, ...(verdict ? { verdict } : {}) });
      continue;
    }
    const whose = members.find(({ id }) => id === subject["member"]);
    if (!whose || from === actor.id) continue;
    const isMine = subject["inviter"] === actor.id;
    const stays = isMine ? undefined : ownTerm(actor, whose, subject["verdict"] ?? subject["output"], now);
    if (!isMine && !stays) continue;
    const verdict = await readable(verdicts, actor, subject["verdict"]);
    const line = { kind: "person", how: "closed", member: whose.id, from, at } as const;
    told.push({ ...line, ...(verdict ? { verdict } : {}), ...(stays ? { stays } : {}) });
  }
  return told;
}

/** Until when the actor's own invitation opens that text to a guest; undefined where there is none. */
function ownTerm({ id }: Actor, { guest, removedAt }: Member, text: unknown, now: string): string | undefined {
  if (!guest || removedAt !== null) return undefined;
  const own = termsOf(guest).filter((each) => each.of === text && each.invitedBy === id && each.expiresAt > now);
  return own
    .map(({ expiresAt }) => expiresAt)
    .toSorted()
    .at(-1);
}

/** The verdict of an entry, where the actor may still know of it. */
async function readable(verdicts: Store["verdicts"], actor: Actor, of: unknown): Promise<VerdictId | null> {
  const id = VerdictId.safeParse(of).data;
  const verdict = id ? await verdicts.get(id) : null;
  return verdict && can(actor, "verdict.read", verdict) ? verdict.id : null;
}

/** To who leads an organisation: guests of its verdicts who have come by somebody else's invitation, and addresses that its people changed. */
async function ofWhomOneLeads(
  { audit, people, verdicts }: ToldStore & Pick<Store, "verdicts">,
  actor: Actor,
  members: readonly Member[],
  since: string,
): Promise<Told> {
  const entries = await audit.since(since, ["account.change", "link.use"]);
  const links = new Map((await people.invitations()).map((row) => [String(row.id), row]));
  const told: Told = [];
  for (const { action, actor: by, at, subject } of entries) {
    const whose = members.find(({ id, removedAt }) => id === by && removedAt === null);
    if (!whose || whose.id === actor.id) continue;
    const line = { kind: "person", member: whose.id, at } as const;
    if (action === "account.change") {
      const isOurs = subject["what"] === "address" && whose.guest === null && whose.organisation === actor.organisation;
      if (isOurs) told.push({ ...line, how: "address", from: whose.id });
      continue;
    }
    const link = subject["kind"] === "guest" ? links.get(String(subject["invitation"])) : undefined;
    const verdict = link?.verdict && link.invitedBy !== actor.id ? await verdicts.get(link.verdict) : null;
    if (!link || verdict?.owner !== actor.organisation) continue;
    const other = subject["isOther"] === true ? { isOther: true as const } : {};
    told.push({ ...line, how: "joined", from: link.invitedBy, verdict: verdict.id, ...other });
  }
  return told;
}

/** Another name that somebody gave themselves, to who leads where they are and to who invited them. */
async function namesTold(
  { audit, people }: ToldStore,
  actor: Actor,
  members: readonly Member[],
  changes: readonly NameChange[],
): Promise<Told> {
  const renamed = changes.filter(({ how, member }) => how === "renamed" && member !== actor.id);
  if (renamed.length === 0) return [];
  const [uses, links] = await Promise.all([audit.since("", ["link.use"]), people.invitations()]);
  const mine = new Set(
    links.flatMap(({ id, kind, invitedBy }) => (kind === "member" && invitedBy === actor.id ? [id] : [])),
  );
  const invited = new Set(
    uses.flatMap(({ actor: by, subject }) => (mine.has(subject["invitation"] as InvitationId) && by ? [by] : [])),
  );
  return renamed.flatMap(({ member: id, was, at }): Told => {
    const whose = members.find((each) => each.id === id);
    if (!whose || whose.removedAt !== null) return [];
    const leads = isFacilitator(actor) && actor.organisation === whose.organisation;
    return leads || invited.has(id) ? [{ kind: "person", how: "renamed", member: id, from: id, was, at }] : [];
  });
}

/** By others, and by themselves. */
const HOW: Partial<Record<string, readonly [How, How]>> = {
  "member.remove": ["removed", "left"],
  "member.back": ["returned", "returned"],
  "erasure.begin": ["erased", "left"],
};

/** The invitation by which somebody became a member; null where an entry is of another link. */
export function joinedBy(
  { subject }: Pick<WrittenEntry, "subject">,
  invitations: ReadonlyMap<InvitationId, InvitationRow>,
): InvitationRow | null {
  const id = InvitationId.safeParse(subject["invitation"]).data;
  const row = subject["kind"] === "member" && id ? invitations.get(id) : undefined;
  return row ?? null;
}

/** A guest is whose guest they are; a member, of the facilitators of where they are or came. */
function concerns(actor: Actor, whose: Member, link: InvitationRow | null): boolean {
  if (whose.guest) return allInviters(whose.guest).includes(actor.id) && whose.removedAt !== null;
  return isFacilitator(actor) && actor.organisation === (link?.organisation ?? whose.organisation);
}
