import { newId, MemberId } from "../../../schema/domain/ids.ts";
import { GUEST_ROLE, initialsOf, type GuestBinding, type Member } from "../../../schema/domain/member.ts";
import { can } from "../../../schema/domain/can.ts";
import { withGrant, type GuestGrant } from "../../../schema/domain/people/guest-terms.ts";
import { calledAlike } from "../../../schema/domain/people/look-alike.ts";
import { isGoodByMaker } from "../../../schema/domain/people/place-rights.ts";
import { LinkLook, LinkUse, type LinkView } from "../../../schema/protocol/http/people.ts";
import { hashPassword } from "../../auth/passwords.ts";
import { hashToken } from "../../auth/tokens.ts";
import { closedToGuests } from "../../outputs/guests.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { toActor } from "../../rooms/room-access.ts";
import type { InvitationRow } from "../../store/people-store.ts";
import { Refusal } from "../../refusal.ts";
import { addressOf, createRoutes, mustBeSignedIn, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { withPeopleApart } from "./must-place.ts";
import { tellOfMember } from "./members.ts";
import { beginSession, keepSession, viewSession } from "./session.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "attempts" | "clock" | "config" | "realtime" | "store">;

type Use = ReturnType<typeof LinkUse.parse>;
/** Who came by a link, with the password that they gave. */
interface Come {
  member: Member;
  passwordHash: string | null;
}

/** One-time links. Looking spends nothing, so that a chat program's preview can not; the button does. */
export function linkRoutes(deps: Needs) {
  return createRoutes()
    .post("/look", async (c) => {
      const { token } = await readBody(c, LinkLook);
      return c.json(await look(deps, await find(c, deps, token)));
    })
    .post("/use", (c) => useLink(c, deps));
}

async function useLink(c: RequestContext, deps: Needs): Promise<Response> {
  const use = await readBody(c, LinkUse);
  const row = await find(c, deps, use.token);
  if (use.adds) return addToGuest(c, deps, row, use);
  const isNew = row.kind === "member" || row.kind === "guest";
  const { member, passwordHash } = await (isNew ? join(deps, row, use) : comeBack(deps, row, use));
  const view = await beginSession(c, deps, member, row.kind, passwordHash);
  // That it is another one is said, and neither of them: the log holds no addresses.
  const isOtherAddress =
    row.kind === "member" && row.email !== null && use.email !== undefined && use.email !== row.email;
  const subject = { invitation: row.id, kind: row.kind, ...(isOtherAddress ? { isOtherAddress } : {}) };
  await audit(deps, { member }, "link.use", subject);
  if (row.kind === "reset") deps.realtime.publish({ type: "members" });
  return c.json(view);
}

/**
 * A guest's link, opened where a guest of verdicts or documents is signed in: they stay who they are, and read what it opens as well. It
 * is their session that says who they are, and the link that says what is added.
 */
async function addToGuest(c: RequestContext, deps: Needs, row: InvitationRow, use: Use): Promise<Response> {
  const { store, clock } = deps;
  const { member: guest, sessionHash } = mustBeSignedIn(c);
  const now = clock();
  if (row.kind !== "guest" || !guest.guest || guest.guest.workshop) throw new Refusal("not-allowed");
  await mustBeOpen(deps, { ...guest, guest: withGrant(guest.guest, grantOf(row)) }, row);
  const member = await store.people.addInvitationTo(hashToken(use.token), guest.id, now.toISOString());
  await keepSession(c, deps, { member, sessionHash });
  // Whose name it bore is not kept: an erasure of this guest would look for it.
  const isOther = row.name !== null && !calledAlike(row.name, guest.name);
  await audit(deps, { member }, "link.use", { invitation: row.id, kind: row.kind, ...(isOther ? { isOther } : {}) });
  await tellOfMember(deps, member.id);
  return c.json(await viewSession(deps, member));
}

async function find(c: RequestContext, deps: Needs, token: string): Promise<InvitationRow> {
  const { store } = deps;
  const row = await store.people.invitationByToken(hashToken(token));
  if (!row) {
    // A right link is never barred by wrong ones: nobody guesses 256 bits.
    const barred = await deps.attempts.begin({ at: "link", address: addressOf(c, deps.config) });
    throw barred === null ? new Refusal("not-found") : new Refusal("too-many-attempts", { minutes: 15 });
  }
  if (row.spentAt !== null) throw new Refusal("link-spent");
  const members = await store.people.members();
  const maker = row.invitedBy && members.find(({ id }) => id === row.invitedBy);
  if (Date.parse(row.expiresAt) <= deps.clock().getTime() || !isGoodByMaker(row, maker, members))
    throw new Refusal("link-expired");
  return row;
}

async function organisationOf({ store }: Pick<Deps, "store">, row: InvitationRow) {
  const organisation = (await store.people.organisations()).find((each) => each.id === row.organisation);
  if (!organisation) throw new Refusal("not-found");
  return organisation;
}

async function look(deps: Pick<Deps, "store">, row: InvitationRow): Promise<LinkView> {
  const { store } = deps;
  const inviter = row.invitedBy ? await store.people.member(row.invitedBy) : null;
  // Who chooses a new password signs in with the address that the account has by now.
  const account = row.kind === "reset" ? (await store.people.members()).find(({ id }) => id === row.member) : undefined;
  // A guest who comes back is still a guest: of one verdict or document, and no longer than their invitation lasts.
  const guest = row.member ? (await store.people.member(row.member))?.guest : null;
  const verdict = row.verdict ?? guest?.verdicts[0];
  const output = row.output ?? guest?.outputs[0];
  return {
    kind: row.kind,
    to: verdict ? "verdict" : output ? "output" : null,
    network: (await store.setting("network-name")) ?? "Coram",
    organisation: (await organisationOf(deps, row)).name,
    invitedBy: inviter?.name ?? "",
    name: account?.name ?? row.name,
    email: account?.email ?? row.email,
    role: row.role,
    expiresAt: guest?.expiresAt ?? row.expiresAt,
  };
}

/** A person who was not here before: a member, or a guest under the name that the inviter gave; or a member who comes back. */
async function join(deps: Needs, row: InvitationRow, use: Use): Promise<Come> {
  const { store } = deps;
  const isGuest = row.kind === "guest";
  const name = isGuest ? row.name : (use.name ?? row.name);
  if (!name || (!isGuest && (!use.email || !use.password))) throw new Refusal("bad-request");
  const member: Member = {
    id: newId(MemberId),
    name,
    initials: initialsOf(name),
    role: isGuest ? GUEST_ROLE : row.role,
    organisation: row.organisation,
    country: (await organisationOf(deps, row)).country,
    guest: isGuest ? bindingOf(row) : null,
    removedAt: null,
  };
  if (isGuest) await mustBeOpen(deps, member, row);
  const credentials =
    !isGuest && use.email && use.password ? { email: use.email, passwordHash: await hashPassword(use.password) } : null;
  const at = deps.clock().toISOString();
  const token = hashToken(use.token);
  const come = await withPeopleApart(deps, () =>
    store.people.acceptInvitation(token, member, credentials, at, use.keepsName),
  );
  if (come.id !== member.id) await audit(deps, { member: come }, "member.back", { member: come.id });
  deps.realtime.publish({ type: "members" });
  return { member: come, passwordHash: credentials?.passwordHash ?? null };
}

/** Refuses where a guest would not be let in to what they are invited to: the link stays, for the day when they are. */
async function mustBeOpen({ store }: Pick<Deps, "store">, guest: Member, row: InvitationRow): Promise<void> {
  const actor = toActor(guest);
  const verdict = row.verdict && (await store.verdicts.get(row.verdict));
  if (verdict && !can(actor, "verdict.read", verdict)) throw new Refusal("verdict-not-open-to-guests");
  const output = row.output && (await store.outputs.get(row.output));
  const subject = output && (await new OutputSubjects(store).of(actor, output));
  if (subject && !can(actor, "output.read", subject)) {
    throw new Refusal("output-not-open-to-guests", { count: closedToGuests(subject).length });
  }
  if (!verdict && !output) throw new Refusal("not-found");
}

/** Somebody who is here already: a new password, or the demo's way in. */
async function comeBack(deps: Needs, row: InvitationRow, use: Use): Promise<Come> {
  const { store } = deps;
  const member = row.member ? await store.people.member(row.member) : null;
  if (!member || member.removedAt !== null) throw new Refusal("not-found");
  const passwordHash = use.password ? await hashPassword(use.password) : null;
  if (row.kind === "reset" && !passwordHash) throw new Refusal("bad-request");
  await store.people.spendInvitation(hashToken(use.token), deps.clock().toISOString());
  if (row.kind === "reset" && passwordHash) {
    await store.people.setPassword(member.id, passwordHash, deps.clock().toISOString());
    await store.people.endSessionsByLink(member.id, deps.clock().toISOString());
    await deps.realtime.recheckMember(member.id);
  }
  return { member, passwordHash: row.kind === "reset" ? passwordHash : null };
}

/** What an invitation of a guest binds them to. */
function bindingOf(row: InvitationRow): GuestBinding {
  const { verdict, output, invitedBy, expiresAt } = grantOf(row);
  return { verdicts: verdict ? [verdict] : [], outputs: output ? [output] : [], invitedBy, expiresAt };
}

function grantOf({ verdict, output, invitedBy, expiresAt }: InvitationRow): GuestGrant {
  if (!invitedBy) throw new Refusal("not-found");
  return { verdict, output, invitedBy, expiresAt };
}
