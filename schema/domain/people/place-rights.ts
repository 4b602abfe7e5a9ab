import type { MemberId, OrganisationId, OutputId } from "../ids.ts";
import {
  DUTIES,
  isFacilitator,
  isLawyerOrFacilitator,
  isMember,
  type Actor,
  type GuestBinding,
  type GuestTerm,
  type Member,
  type Role,
} from "../member.ts";
import { termsOf } from "./guest-terms.ts";

/** Who began a document, here or no longer; of which organisation they are. */
export type Beginner = Pick<Member, "id" | "organisation">;

/** Whether somebody lets guests in to a document: who began it does, and facilitators of that one's organisation. */
export function letsGuestsIn(
  actor: Pick<Member, "id" | "role" | "organisation" | "guest">,
  begunBy: Beginner | null,
): boolean {
  if (!begunBy) return false;
  if (actor.id === begunBy.id) return isLawyerOrFacilitator(actor);
  return isFacilitator(actor) && actor.organisation === begunBy.organisation;
}

/** What somebody is, and where. */
export interface Place {
  role: Role;
  organisation: OrganisationId;
}

/** Who leads an organisation: is here, no guest, and of a role that leads. */
export type Leader = Pick<Member, "id" | "organisation">;

/** Somebody is to have another place in the network. */
export interface PlaceSubject {
  /** Null for whoever comes by an invitation. */
  member: MemberId | null;
  /** Null: they are not here. */
  was: Place | null;
  /** Null: they are to be here no longer. */
  now: Place | null;
  /** Of the whole network, the member too (`leadersIn`). */
  leaders: readonly Leader[];
  /** Organisations that have verdicts with all names. */
  preparing: readonly OrganisationId[];
}

/** Whose password a link is to set, who are of which organisation. */
export interface PasswordSubject {
  member: MemberId;
  organisation: OrganisationId;
  leaders: readonly Leader[];
}

/** Something of an organisation, and who lead which. */
export interface OrganisationSubject {
  organisation: OrganisationId;
  leaders: readonly Leader[];
}

/** A link that was made for somebody. */
export interface LinkSubject {
  /** Null: whoever runs the server. */
  invitedBy: MemberId | null;
  /** Whose new password it is for. */
  member: MemberId | null;
  /** Of which organisation whoever comes by it is; of guests, that of who invited them. */
  place: OrganisationSubject;
  /** Of a document's guests, who began it. */
  begunBy?: Beginner | null;
}

export interface PlaceActions {
  /** Invite somebody, give them another role or organisation, remove them, bring them back. */
  "member.place": PlaceSubject;
  /** Make a link by which somebody chooses a new password. */
  "member.reset": PasswordSubject;
  /** Say what an organisation is called, where it is, and how documents show it. */
  "organisation.manage": OrganisationSubject;
  /** See that somebody made a link. */
  "invitation.read": Pick<LinkSubject, "invitedBy" | "begunBy">;
  /** Withdraw a link that somebody made, and put out the guest who came by it. */
  "invitation.manage": LinkSubject;
}

/**
 * What of a place is in the way of giving or taking it. `led`: the facilitators of that organisation decide. `operator`: it has verdicts
 * with all names and no facilitator, and whoever runs the server adds one. `strands`: it would have them and nobody to prepare them.
 */
export type PlaceHindrance =
  | { why: "no-facilitator" }
  | { why: "own" }
  | { why: "strands"; organisation: OrganisationId }
  | { why: "led" | "operator"; organisation: OrganisationId };

/**
 * A facilitator reads all names of what their organisation prepares. So who belongs to an organisation, and as what, is decided by its
 * own facilitators, and nobody decides on themselves but to leave; where it has none, those of others set it up, until it has such texts.
 */
export function placeHindrance(
  actor: Actor,
  { member, was, now, leaders, preparing }: PlaceSubject,
): PlaceHindrance | null {
  const leaves = member === actor.id && now === null && isMember(actor);
  if (!isFacilitator(actor) && !leaves) return { why: "no-facilitator" };
  if (was && isSame(was, now)) return null;
  if (member === actor.id && now !== null) return { why: "own" };
  // Whoever leaves takes nothing but what is theirs.
  if (was && member !== actor.id && !isTheirs(actor, was.organisation, leaders))
    return { why: "led", organisation: was.organisation };
  const [led] = leaders.filter(({ id }) => id === member);
  const isAlone = led && !leaders.some(({ id, organisation }) => id !== member && organisation === led.organisation);
  const staysLead = now !== null && DUTIES[now.role].leads && led?.organisation === now.organisation;
  if (isAlone && !staysLead && preparing.includes(led.organisation))
    return { why: "strands", organisation: led.organisation };
  if (now === null) return null;
  const { organisation } = now;
  const comes = was?.organisation !== organisation;
  const becomesLead = DUTIES[now.role].leads && !staysLead;
  if ((comes || becomesLead) && !isTheirs(actor, organisation, leaders)) return { why: "led", organisation };
  if (becomesLead && actor.organisation !== organisation && preparing.includes(organisation))
    return { why: "operator", organisation };
  return null;
}

function isSame(was: Place, now: Place | null): boolean {
  return was.role === now?.role && was.organisation === now.organisation;
}

/** Whether somebody decides on an organisation: as one of its facilitators, or as any where it has none. */
function isTheirs(actor: Actor, organisation: OrganisationId, leaders: readonly Leader[]): boolean {
  return actor.organisation === organisation || !leaders.some((each) => each.organisation === organisation);
}

type Known = Pick<Member, "id" | "role" | "organisation" | "guest" | "removedAt">;

/** Who leads an organisation, of all of the network. */
export function leadersIn<M extends Known>(members: readonly M[]): M[] {
  return members.filter(({ role, guest, removedAt }) => guest === null && removedAt === null && DUTIES[role].leads);
}

/** The part of `can` that is of people and their links. */
export const PLACE_RIGHTS: { [A in keyof PlaceActions]: (actor: Actor, subject: PlaceActions[A]) => boolean } = {
  "member.place": (actor, place) => placeHindrance(actor, place) === null,
  // Nor one's own: who sits at somebody's screen would have the account.
  "member.reset": (actor, { member, organisation, leaders }) =>
    isFacilitator(actor) && member !== actor.id && isTheirs(actor, organisation, leaders),
  "organisation.manage": (actor, { organisation, leaders }) =>
    isFacilitator(actor) && isTheirs(actor, organisation, leaders),
  "invitation.read": (actor, { invitedBy, begunBy = null }) =>
    isFacilitator(actor) || (isMember(actor) && actor.id === invitedBy) || letsGuestsIn(actor, begunBy),
  // What whoever runs the server made is told to every facilitator, who takes it back.
  "invitation.manage": (actor, { invitedBy, member, place, begunBy = null }) =>
    letsGuestsIn(actor, begunBy) ||
    (isMember(actor) && (actor.id === invitedBy || actor.id === member)) ||
    (isFacilitator(actor) && (invitedBy === null || isTheirs(actor, place.organisation, place.leaders))),
};

/** Who began which document. */
export type Begun = readonly { output: OutputId; by: MemberId }[];

/** A link as what decides who withdraws it; `members`: all of the network; `begun`: the document that it is to, if it is to one. */
export function linkSubject(
  link: {
    kind: LinkKind;
    invitedBy: MemberId | null;
    organisation: OrganisationId;
    member?: MemberId | null;
    output?: OutputId | null;
  },
  members: readonly Known[],
  begun: Begun,
): LinkSubject {
  const { kind, invitedBy, member = null } = link;
  // Of which organisation they are now, not of which they were; a guest is of that of who invited them.
  const whose = kind === "guest" ? invitedBy : member;
  const organisation = members.find(({ id }) => id === whose)?.organisation ?? link.organisation;
  const by = link.output ? begun.find(({ output }) => output === link.output)?.by : undefined;
  const begunBy = members.find(({ id }) => id === by) ?? null;
  return { invitedBy, member, place: { organisation, leaders: leadersIn(members) }, begunBy };
}

/** One invitation of a guest who has come, and what decides who takes it back; without a term where it opens nothing (any more). */
export interface GuestPart {
  term: GuestTerm | null;
  subject: LinkSubject;
}

/**
 * A guest who has come, invitation by invitation; `members`: all of the network. Who may take all back puts them out; who may take back any
 * may erase them, since a guest asks whom they know.
 */
export function guestParts(
  { guest, organisation }: { guest: GuestBinding; organisation: OrganisationId },
  members: readonly Known[],
  begun: Begun,
): GuestPart[] {
  const subjectOf = (invitedBy: MemberId, text: GuestTerm["of"] | null): LinkSubject => {
    const output = begun.find((each) => each.output === text)?.output ?? null;
    return linkSubject({ kind: "guest", invitedBy, organisation, output }, members, begun);
  };
  const parts = termsOf(guest).map((term) => ({ term, subject: subjectOf(term.invitedBy, term.of) }));
  return parts.length > 0 ? parts : [{ term: null, subject: subjectOf(guest.invitedBy, null) }];
}

type LinkKind = "member" | "guest" | "reset" | "sign-in";

/**
 * Whether a link works as far as who made it goes: whoever made it knows it and could come back by it, so it rests while they are
 * removed or lead no longer. An invitation that was right when it was made stays right: others who came meanwhile take it back if they
 * want to; what its maker made for an organisation to be led goes when they go over to another (`changeMember`). A link for a new
 * password works while its maker could make it now. A link of the command line has no maker. `members`: all of the network.
 */
export function isGoodByMaker(
  link: Place & { kind: LinkKind; member?: MemberId | null },
  maker: Known | null | undefined,
  members: readonly Known[],
): boolean {
  if (!maker) return maker === null;
  if (maker.removedAt !== null) return false;
  const { kind, member = null } = link;
  if (kind === "guest") return isLawyerOrFacilitator(maker);
  const { place } = linkSubject({ ...link, invitedBy: maker.id }, members, []);
  return kind === "member" || member === null
    ? isFacilitator(maker)
    : PLACE_RIGHTS["member.reset"](maker, { member, ...place });
}
