import { type InvitationId, MemberId } from "../../../schema/domain/ids.ts";
import { can, type Actor } from "../../../schema/domain/can.ts";
import type { GuestBinding, GuestTerm, Member } from "../../../schema/domain/member.ts";
import { begunOf } from "../../outputs/begun.ts";
import { boundAt, termsOf } from "../../../schema/domain/people/guest-terms.ts";
import { guestParts, leadersIn, letsGuestsIn } from "../../../schema/domain/people/place-rights.ts";
import { type InvitationMade, MemberChange, type MembersView } from "../../../schema/protocol/http/people.ts";
import { readRoundRunners } from "../../access/round-runners.ts";
import { makeLink } from "./invitations.ts";
import { StoreError } from "../../store/store-error.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, mustBeAllowed, mustBeSignedIn, pathId, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { mustManageLink, mustPlace, placeOf, preparedBy } from "./must-place.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "publicUrl" | "realtime" | "store">;

const RESET_DAYS = 2;

export function memberRoutes(deps: Needs) {
  return createRoutes()
    .get("/", (c) => list(c, deps))
    .patch("/:id", (c) => changeMember(c, deps))
    .delete("/:id", (c) => removeMember(c, deps))
    .post("/:id/back", (c) => bringBack(c, deps))
    .post("/:id/reset", (c) => reset(c, deps));
}

async function list(c: RequestContext, deps: Pick<Deps, "clock" | "store">): Promise<Response> {
  const { store } = deps;
  const { actor } = mustBeAllowed(c, "member.list", null);
  const seesAddresses = can(actor, "member.manage", null);
  const members = await store.people.members();
  const now = deps.clock().toISOString();
  const view: MembersView = {
    members: members.map((member) => ({
      ...member,
      guest: member.guest && boundAt(member.guest, now),
      email: seesAddresses ? member.email : null,
    })),
    organisations: await store.people.organisations(),
    roundRules: await readRoundRunners(store),
  };
  const codeBlind = seesAddresses ? await codersNow(deps, actor) : [];
  if (codeBlind.length > 0) view.codeBlind = codeBlind;
  const preparing = seesAddresses ? await preparedBy(store) : [];
  if (preparing.length > 0) view.preparing = preparing;
  const invited = (await store.people.invitations()).map(({ output }) => output);
  const known = await begunOf(store, [...invited, ...members.flatMap(({ guest }) => guest?.outputs ?? [])]);
  const begun = known.filter(({ by }) => letsGuestsIn(actor, members.find(({ id }) => id === by) ?? null));
  if (begun.length > 0) view.begun = begun;
  return c.json(view);
}

async function changeMember(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const by = mustBeAllowed(c, "member.manage", null);
  const change = await readBody(c, MemberChange);
  const before = await named(c, deps);
  if (before.guest) throw new Refusal("bad-request", { field: "id" });
  const known = (await store.people.organisations()).map((each) => each.id);
  if (change.organisation && !known.includes(change.organisation))
    throw new Refusal("bad-request", { field: "organisation" });
  const was = placeOf(before);
  const { role = was.role, organisation = was.organisation } = change;
  await mustPlace(deps, by, before.id, was, { role, organisation });
  const member = await store.people.changeMember(before.id, change);
  await audit(deps, by, "member.change", {
    member: member.id,
    role: member.role,
    organisation: member.organisation,
    was: before.role,
    "was-of": before.organisation,
  });
  await tellOfMember(deps, member.id);
  return c.json(member);
}

async function removeMember(c: RequestContext, deps: Needs): Promise<Response> {
  const { store } = deps;
  const { id, guest, ...before } = await named(c, deps);
  if (guest && (await closesPart(c, deps, { ...before, id, guest }))) return c.body(null, 204);
  const by = guest ? mustBeSignedIn(c) : mustBeAllowed(c, "member.manage", null);
  if (!guest) await mustPlace(deps, by, id, placeOf(before), null);
  await store.people.removeMember(id, deps.clock().toISOString());
  await audit(deps, by, "member.remove", { member: id });
  await tellOfMember(deps, id);
  return c.body(null, 204);
}

/** Of a guest whom others invited, too, that alone ends which is the asker's to end; false where all is. Refuses where nothing is. */
async function closesPart(
  c: RequestContext,
  deps: Needs,
  member: Pick<Member, "id" | "organisation"> & { guest: GuestBinding },
): Promise<boolean> {
  const { store } = deps;
  const by = mustBeSignedIn(c);
  const guest = boundAt(member.guest, deps.clock().toISOString());
  const parts = guestParts({ ...member, guest }, await store.people.members(), await begunOf(store, guest.outputs));
  const ours = parts.filter(({ subject }) => can(by.actor, "invitation.manage", subject));
  const [first] = parts;
  if (ours.length === 0 && first) await mustManageLink(deps, by, first.subject, "not-allowed");
  if (ours.length === parts.length) return false;
  const ends = (each: GuestTerm): boolean =>
    ours.some(({ term }) => term?.of === each.of && term.invitedBy === each.invitedBy);
  await store.people.closeToGuest(member.id, ends);
  for (const { of, invitedBy: inviter } of termsOf(guest).filter(ends)) {
    const text = guest.outputs.some((id) => id === of) ? "output" : "verdict";
    await audit(deps, by, "guest.close", { member: member.id, inviter, [text]: of });
  }
  await tellOfMember(deps, member.id);
  return true;
}

/** Who was removed is here again as who they were; they choose a password by a link. */
async function bringBack(c: RequestContext, deps: Needs): Promise<Response> {
  const by = mustBeAllowed(c, "member.manage", null);
  const id = pathId(c, "id", MemberId);
  const former = await deps.store.people.member(id);
  if (!former || former.guest) throw new Refusal("not-found");
  if (former.removedAt === null) throw new Refusal("member-present");
  await mustPlace(deps, by, id, null, placeOf(former));
  const ended = await comeBack(deps, id);
  await audit(deps, by, "member.back", { member: id });
  for (const invitation of ended) await audit(deps, by, "invitation.withdraw", { invitation, back: id });
  await tellOfMember(deps, id);
  return c.json(await makeReset(deps, by, former), 201);
}

/** Invitations to their address that end with it: somebody has it again. */
async function comeBack({ clock, store }: Pick<Deps, "clock" | "store">, id: MemberId): Promise<InvitationId[]> {
  try {
    return await store.people.bringBackMember(id, clock().toISOString());
  } catch (error) {
    throw error instanceof StoreError && error.code === "conflict" ? new Refusal("member-present") : error;
  }
}

async function reset(c: RequestContext, deps: Needs): Promise<Response> {
  const by = mustBeAllowed(c, "member.manage", null);
  const member = await named(c, deps);
  if (member.guest) throw new Refusal("bad-request", { field: "id" });
  await mustReset(deps, by, member);
  return c.json(await makeReset(deps, by, member), 201);
}

/** Whoever sets the password of somebody reads what they read. */
async function mustReset({ store }: Pick<Deps, "store">, { actor }: SignedIn, whose: Member): Promise<void> {
  const { id, organisation } = whose;
  const leaders = leadersIn(await store.people.members());
  if (can(actor, "member.reset", { member: id, organisation, leaders })) return;
  const hasHelp = leaders.some((each) => each.id !== id && each.organisation === organisation);
  const of = (await store.people.organisations()).find((each) => each.id === organisation);
  throw new Refusal(hasHelp ? "led-by-others" : "operator-resets", { organisation: of?.name ?? "" });
}

async function makeReset(deps: Needs, by: SignedIn, { id, role, organisation, name }: Member): Promise<InvitationMade> {
  const link = { kind: "reset", role, organisation, name, verdict: null, output: null, member: id } as const;
  const made = await makeLink(deps, by, link, RESET_DAYS);
  // Whose account it is, and who leads their organisation, are told at once.
  deps.realtime.publish({ type: "members" });
  return made;
}

async function named(c: RequestContext, { store }: Pick<Deps, "store">): Promise<Member> {
  const member = await store.people.member(pathId(c, "id", MemberId));
  if (!member || member.removedAt !== null) throw new Refusal("not-found");
  return member;
}

/** Everybody's pages learn of it, and the member's own sockets lose what they may no longer open. */
export async function tellOfMember({ realtime }: Pick<Deps, "realtime">, member: MemberId): Promise<void> {
  await realtime.recheckMember(member);
  realtime.publish({ type: "members" });
  realtime.publish({ type: "session", member });
}

/** Who codes a blind round: that somebody was named for it, and nothing of how far they are. */
async function codersNow({ store }: Pick<Deps, "store">, actor: Actor | null): Promise<MemberId[]> {
  const found = new Set<MemberId>();
  for (const verdict of (await store.verdicts.all()).filter((each) => can(actor, "verdict.read", each))) {
    const round = (await store.rounds.of(verdict.id)).at(-1);
    if (round?.mode === "blind") for (const { member } of round.coders) found.add(member);
  }
  return [...found].sort();
}
