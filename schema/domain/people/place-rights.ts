import type { MemberId, OrganisationId } from "../ids.ts";
import {
  DUTIES,
  isFacilitator,
  isLawyerOrFacilitator,
  isMember,
  type Actor,
  type Member,
  type Role,
} from "../member.ts";

/** What somebody is, and where. */
export interface Place {
  role: Role;
  organisation: OrganisationId;
}

/** Somebody is to have another place in the network. */
export interface PlaceSubject {
  /** Null for whoever comes by an invitation. */
  member: MemberId | null;
  /** Null: they are not here. */
  was: Place | null;
  /** Null: they are to be here no longer. */
  now: Place | null;
  /** Organisations that have a facilitator besides them (`ledBesides`). */
  led: readonly OrganisationId[];
}

/** Whose password a link is to set, who are of which organisation; `led` as of their place. */
export interface PasswordSubject {
  organisation: OrganisationId;
  led: readonly OrganisationId[];
}

/** A link that was made for somebody. */
export interface LinkSubject {
  invitedBy: MemberId | null;
  /** Whose new password it is for. */
  member?: MemberId | null;
}

export interface PlaceActions {
  /** Invite somebody, give them another role or organisation, remove them, bring them back. */
  "member.place": PlaceSubject;
  /** Make a link by which somebody chooses a new password. */
  "member.reset": PasswordSubject;
  /** See and withdraw a link that somebody made, and put out the guest who came by it. */
  "invitation.manage": LinkSubject;
}

/** What of a place is in the way of giving or taking it; `organisation`: whose facilitators decide. */
export type PlaceHindrance = { why: "no-facilitator" | "own" } | { why: "led"; organisation: OrganisationId };

/**
 * A facilitator reads all names of what their organisation prepares. So who leads an organisation, and who is moved into it, is
 * decided by its own facilitators, and nobody decides on themselves; where it has none, those of others set it up.
 */
export function placeHindrance(actor: Actor, { member, was, now, led }: PlaceSubject): PlaceHindrance | null {
  if (!isFacilitator(actor)) return { why: "no-facilitator" };
  // Whoever leaves takes nothing but what is theirs.
  if (member === actor.id) return now === null || isSame(was, now) ? null : { why: "own" };
  const moves = was !== null && now !== null && was.organisation !== now.organisation;
  const isLed = (place: Place | null): boolean => place !== null && DUTIES[place.role].leads;
  const staysLead = isLed(was) && isLed(now) && !moves;
  // Else those of another would take an organisation's only facilitator away, and then set it up anew.
  if (was && isLed(was) && !staysLead && was.organisation !== actor.organisation)
    return { why: "led", organisation: was.organisation };
  if (now && (moves || (isLed(now) && !staysLead)) && !isTheirs(actor, { ...now, led }))
    return { why: "led", organisation: now.organisation };
  return null;
}

function isSame(was: Place | null, now: Place): boolean {
  return was?.role === now.role && was.organisation === now.organisation;
}

function isTheirs(actor: Actor, { organisation, led }: PasswordSubject): boolean {
  return actor.organisation === organisation || !led.includes(organisation);
}

/** Organisations with a facilitator besides one person; `null`: besides nobody. */
export function ledBesides(
  members: readonly Pick<Member, "id" | "role" | "organisation" | "guest" | "removedAt">[],
  member: MemberId | null,
): OrganisationId[] {
  const leaders = members.filter(
    ({ id, role, guest, removedAt }) => id !== member && guest === null && removedAt === null && DUTIES[role].leads,
  );
  return [...new Set(leaders.map(({ organisation }) => organisation))];
}

/** The part of `can` that is of people and their links. */
export const PLACE_RIGHTS: { [A in keyof PlaceActions]: (actor: Actor, subject: PlaceActions[A]) => boolean } = {
  "member.place": (actor, place) => placeHindrance(actor, place) === null,
  "member.reset": (actor, subject) => isFacilitator(actor) && isTheirs(actor, subject),
  "invitation.manage": (actor, { invitedBy, member }) =>
    isFacilitator(actor) || (isMember(actor) && (actor.id === invitedBy || actor.id === member)),
};

/**
 * Whether a link works as far as who made it goes: whoever made it knows it and could come back by it, so it rests while they could
 * not make it now, or are removed. A link of the command line has no maker. `members`: all of the network.
 */
export function isGoodByMaker(
  link: Place & { kind: "member" | "guest" | "reset" | "sign-in"; member?: MemberId | null },
  maker: Pick<Member, "id" | "role" | "organisation" | "guest" | "removedAt"> | null | undefined,
  members: Parameters<typeof ledBesides>[0],
): boolean {
  if (!maker) return maker === null;
  if (maker.removedAt !== null) return false;
  const { kind, member = null, role, organisation } = link;
  if (kind === "guest") return isLawyerOrFacilitator(maker);
  if (kind === "member") {
    const place = { member: null, was: null, now: { role, organisation }, led: ledBesides(members, null) };
    return PLACE_RIGHTS["member.place"](maker, place);
  }
  // Of which organisation they are now, not of which they were.
  const whose = members.find(({ id }) => id === member)?.organisation ?? organisation;
  return PLACE_RIGHTS["member.reset"](maker, { organisation: whose, led: ledBesides(members, member) });
}
