import { InvitationId, newId, OrganisationId, type OutputId, type VerdictId } from "../../../schema/domain/ids.ts";
import { can } from "../../../schema/domain/can.ts";
import { calledAlike } from "../../../schema/domain/people/look-alike.ts";
import { linkSubject } from "../../../schema/domain/people/place-rights.ts";
import { hasReached } from "../../../schema/domain/verdict.ts";
import {
  Invite,
  type InvitationMade,
  type InvitationView,
  InviteList,
  type InviteListRow,
  type InviteListMade,
} from "../../../schema/protocol/http/people.ts";
import { hashToken, newToken } from "../../auth/tokens.ts";
import { begunOf } from "../../outputs/begun.ts";
import { invitingTo } from "../../outputs/guests.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { InvitationRow, NewInvitation } from "../../store/people-store.ts";
import { mustNotBeErased } from "./erasures.ts";
import { mustManageLink, mustPlace, withNamesApart } from "./must-place.ts";
import { mustSeeOutput } from "../outputs/outputs.ts";
import { Refusal } from "../../refusal.ts";
import {
  createRoutes,
  mustBeAllowed,
  mustBeSignedIn,
  mustSeeVerdict,
  pathId,
  readBody,
  type RequestContext,
} from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";
import { verdictAccess } from "../../access/verdict-access.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "publicUrl" | "realtime" | "screens" | "store">;

const DAY_MS = 24 * 3_600_000;

/** What an inviter says of a link. */
type Invited = Pick<InvitationRow, "kind" | "role" | "organisation" | "name" | "verdict" | "output" | "member"> &
  Partial<Pick<InvitationRow, "email">>;

/** Somebody is to become a member of an organisation, and nothing more is opened to them. */
function asMember(person: Required<Pick<Invited, "role" | "organisation" | "name" | "email">>) {
  return { ...person, kind: "member", verdict: null, output: null, member: null } as const;
}

/** A one-time link and its row. The token stands in the fragment, which browsers send to nobody. */
export async function makeLink(
  deps: Pick<Deps, "clock" | "publicUrl" | "realtime" | "store">,
  by: SignedIn,
  invitation: Invited,
  days: number,
  replaces: readonly InvitationId[] = [],
): Promise<InvitationMade> {
  const { token, ...link } = newLink(deps, by, invitation, days, replaces);
  const others = endedOfOthers(await deps.store.people.invitations(), by, link);
  const ended = await deps.store.people.addInvitation(link.row, link.tokenHash, replaces);
  return tellLink(deps, by, link.row, token, { ended, others });
}

/** Links that others made and that end with a new one: their makers are told. */
function endedOfOthers(
  before: readonly InvitationRow[],
  by: SignedIn,
  { row, replaces }: NewInvitation,
): InvitationId[] {
  const ends = ({ id, member }: InvitationRow): boolean =>
    replaces.includes(id) || (row.kind === "reset" && member === row.member);
  return before.flatMap((each) =>
    each.spentAt === null && each.expiresAt > row.createdAt && each.invitedBy !== by.member.id && ends(each)
      ? [each.id]
      : [],
  );
}

function newLink(
  { clock }: Pick<Deps, "clock">,
  by: SignedIn,
  invitation: Invited,
  days: number,
  replaces: readonly InvitationId[],
): NewInvitation & { token: string } {
  const now = clock();
  const row: InvitationRow = {
    email: null,
    ...invitation,
    id: newId(InvitationId),
    invitedBy: by.member.id,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + days * DAY_MS).toISOString(),
    spentAt: null,
  };
  const token = newToken();
  return { row, token, tokenHash: hashToken(token), replaces };
}

/** Of a link that is made: an entry of the audit log, and what its maker is told. */
async function tellLink(
  deps: Pick<Deps, "clock" | "publicUrl" | "realtime" | "store">,
  by: SignedIn,
  row: InvitationRow,
  token: string,
  { ended, others }: { ended: number; others: readonly InvitationId[] },
): Promise<InvitationMade> {
  await audit(deps, by, "invitation.make", {
    invitation: row.id,
    kind: row.kind,
    role: row.role,
    organisation: row.organisation,
    verdict: row.verdict,
    output: row.output,
    // Whose password, of a link for a new one.
    member: row.member,
    // Of links that this one ends.
    ended,
  });
  for (const each of others) await audit(deps, by, "invitation.withdraw", { invitation: each, anew: row.id });
  if (others.length > 0) deps.realtime.publish({ type: "members" });
  const view = toView(row);
  if (!view) throw new Error("an invitation nobody may see");
  return { invitation: view, url: `${deps.publicUrl()}/join#${token}`, replaced: ended > 0 };
}

/** Whether a link stands among the open invitations under Members. */
export function isListed(row: InvitationRow, now: Date): boolean {
  return row.spentAt === null && Date.parse(row.expiresAt) > now.getTime() && toView(row) !== null;
}

/** Sign-in links of the demo and links without an inviter are nobody's to list. */
function toView(row: InvitationRow): InvitationView | null {
  const { kind, invitedBy, member, ...rest } = row;
  return kind === "sign-in" || !invitedBy ? null : { ...rest, kind, invitedBy, ...(member ? { member } : {}) };
}

export function invitationRoutes(deps: Needs) {
  return createRoutes()
    .get("/", (c) => list(c, deps))
    .post("/", async (c) => {
      mustBeSignedIn(c);
      return c.json(await invite(c, deps), 201);
    })
    .post("/list", async (c) => c.json(await inviteList(c, deps), 201))
    .delete("/:id", (c) => withdraw(c, deps));
}

async function list(c: RequestContext, deps: Pick<Deps, "store">): Promise<Response> {
  const { people } = deps.store;
  const { actor } = mustBeAllowed(c, "member.list", null);
  const rows = await people.invitations();
  // Of a link for one's own password one is told on the first page: it is nobody's to make anew here.
  const members = await people.members();
  const begun = await begunOf(
    deps.store,
    rows.map(({ output }) => output),
  );
  const mine = rows.filter((row) => can(actor, "invitation.read", linkSubject(row, members, begun)));
  const seesAddresses = can(actor, "member.manage", null);
  const views = mine.map(toView).filter((view) => view !== null);
  return c.json(views.map((view) => ({ ...view, email: seesAddresses ? view.email : null })));
}

async function withdraw(c: RequestContext, deps: Pick<Deps, "clock" | "realtime" | "store">): Promise<Response> {
  const { people } = deps.store;
  const by = mustBeSignedIn(c);
  const id = pathId(c, "id", InvitationId);
  const row = (await people.invitations()).find((each) => each.id === id);
  if (!row) throw new Refusal("not-found");
  await mustWithdraw(deps, by, row);
  await people.withdrawInvitation(id);
  await audit(deps, by, "invitation.withdraw", { invitation: id });
  // Whoever is told of it on their first page sees what became of it.
  deps.realtime.publish({ type: "members" });
  return c.body(null, 204);
}

/** Refuses who may not withdraw a link: with whom to ask where they see it among the open invitations. */
async function mustWithdraw(
  { store }: Pick<Deps, "store">,
  by: SignedIn,
  row: InvitationRow,
  code: "not-found" | "invited" = "not-found",
): Promise<void> {
  await mustManageLink(
    { store },
    by,
    linkSubject(row, await store.people.members(), await begunOf(store, [row.output])),
    code,
  );
}

/** Asks whether who is invited is the member of that name; who is invited anew was asked about. */
async function mustBeAnother(
  { store }: Pick<Deps, "store">,
  { kind, name, isAnother, replaces }: Pick<Invite, "kind" | "name" | "isAnother" | "replaces">,
): Promise<void> {
  if (name === undefined || isAnother || replaces !== undefined) return;
  // A guest is invited to one thing at a time, by the same name.
  const alike = (await store.people.members()).find(
    (each) => each.removedAt === null && (each.guest === null || kind === "member") && calledAlike(each.name, name),
  );
  if (!alike) return;
  const organisation = (await store.people.organisations()).find(({ id }) => id === alike.organisation)?.name ?? "";
  throw new Refusal("name-taken", { what: "invite", names: alike.name, organisation });
}

async function invite(c: RequestContext, deps: Needs): Promise<InvitationMade> {
  const { people } = deps.store;
  const command = await readBody(c, Invite);
  if (command.kind === "guest") {
    const { name, expiresInDays } = command;
    const to = command.output
      ? await mustInviteToOutput(c, deps, command.output)
      : await mustInviteToVerdict(c, deps, command.verdict);
    mustNotBeErased(deps, to.verdict, [name]);
    await mustBeAnother(deps, command);
    const signedIn = mustBeSignedIn(c);
    const { organisation } = signedIn.member;
    const guest = { kind: "guest", role: "reviewer", organisation, name, ...to, member: null } as const;
    return makeLink(deps, signedIn, guest, expiresInDays, await replacedBy(deps, signedIn, guest, command.replaces));
  }
  const by = mustBeAllowed(c, "member.invite", null);
  const known = (await people.organisations()).some((each) => each.id === command.organisation);
  if (!known) throw new Refusal("bad-request", { field: "organisation" });
  const { role, organisation, name = null, expiresInDays } = command;
  await mustPlace(deps, by, null, null, { role, organisation });
  // In the place of a link that was lost it is for the same address.
  const before = (await people.invitations()).find(({ id }) => id === command.replaces);
  const email = command.email ?? before?.email ?? null;
  const has = (await people.members()).find((each) => each.removedAt === null && each.email === command.email);
  if (command.email && has) {
    const field = { field: "email" };
    const isTold = can(by.actor, "member.manage", null);
    throw new Refusal("email-taken", isTold ? { ...field, what: "invite", names: has.name } : field);
  }
  mustNotBeInvited(await people.invitations(), by, { name, email, replaces: command.replaces }, deps.clock());
  await mustBeAnother(deps, command);
  const member = asMember({ role, organisation, name, email });
  return makeLink(deps, by, member, expiresInDays, await replacedBy(deps, by, member, command.replaces));
}

/** Refuses the address of an open invitation of somebody of another name: a slip would end a colleague's link. */
function mustNotBeInvited(
  all: readonly InvitationRow[],
  { actor }: Pick<SignedIn, "actor">,
  asked: { name: string | null; email: string | null; replaces?: InvitationId | undefined },
  now: Date,
): void {
  const { name, email } = asked;
  if (name === null || email === null) return;
  const has = all.find(
    (row) =>
      row.kind === "member" &&
      row.id !== asked.replaces &&
      row.spentAt === null &&
      row.expiresAt > now.toISOString() &&
      row.email === email &&
      row.name !== null &&
      !calledAlike(row.name, name),
  );
  if (!has?.name) return;
  const isTold = can(actor, "member.manage", null);
  const field = "email";
  throw new Refusal("email-taken", isTold ? { field, what: "open-invitation", names: has.name } : { field });
}

const LIST_DAYS = 14;

/** Links for a list of people, and the organisations that are new with it: all or none. */
async function inviteList(c: RequestContext, deps: Needs): Promise<InviteListMade> {
  const { people } = deps.store;
  const by = mustBeAllowed(c, "member.invite", null);
  const list = await readBody(c, InviteList);
  const [members, known, invitations] = await Promise.all([
    people.members(),
    people.organisations(),
    people.invitations(),
  ]);
  const taken = new Set(members.filter(({ removedAt }) => removedAt === null).map(({ email }) => email));
  const former = new Set(members.filter(({ removedAt }) => removedAt !== null).map(({ email }) => email));
  const made = list.organisations.map((each) => ({ ...each, id: newId(OrganisationId) }));
  const links: (NewInvitation & { token: string })[] = [];
  const linkFor = async (each: InviteListRow): Promise<NewInvitation & { token: string }> => {
    const { name, email, role, organisation: where, isAnother, replaces } = each;
    if (taken.has(email)) throw new Refusal("email-taken", { field: "email" });
    taken.add(email);
    const organisation = typeof where === "number" ? made[where]?.id : known.find(({ id }) => id === where)?.id;
    if (!organisation) throw new Refusal("bad-request", { field: "organisation" });
    await mustPlace(deps, by, null, null, { role, organisation });
    // Who was a member before comes back as who they were.
    if (!former.has(email)) await mustBeAnother(deps, { kind: "member", name, isAnother, replaces: undefined });
    mustNotBeInvited(invitations, by, { name, email, replaces }, deps.clock());
    const person = asMember({ role, organisation, name, email });
    return newLink(deps, by, person, LIST_DAYS, await mustReplace(deps, by, replacedIn(invitations, by, person)));
  };
  for (const [at, each] of list.people.entries())
    links.push(
      await linkFor(each).catch((error: unknown) => {
        throw error instanceof Refusal ? error.within(`people.${at}`) : error;
      }),
    );
  const ended = await withNamesApart(deps, by, () => people.addInvitationList(made, links));
  for (const { id } of made) await audit(deps, by, "organisation.add", { organisation: id });
  const told: InvitationMade[] = [];
  for (const [at, link] of links.entries()) {
    const others = endedOfOthers(invitations, by, link);
    told.push(await tellLink(deps, by, link.row, link.token, { ended: ended[at] ?? 0, others }));
  }
  if (made.length > 0) deps.realtime.publish({ type: "members" });
  return { made: told };
}

/**
 * What a new invitation takes the place of: the one it names, and those that the same person made for the same name and place,
 * since whoever invites somebody a second time takes the first link for lost.
 */
async function replacedBy(
  deps: Pick<Deps, "clock" | "store">,
  by: SignedIn,
  anew: Placed,
  named: InvitationId | undefined,
): Promise<InvitationId[]> {
  const { people } = deps.store;
  const all = await people.invitations();
  const explicit = all.find(({ id, kind, spentAt }) => id === named && kind === anew.kind && spentAt === null);
  if (named && !explicit) throw new Refusal("not-found");
  return mustReplace(deps, by, [...(explicit ? [explicit] : []), ...replacedIn(all, by, anew)]);
}

/** Whoever ends a link by another one may withdraw it: else who is invited would be taken over by inviting them again. */
async function mustReplace(
  deps: Pick<Deps, "clock" | "store">,
  by: SignedIn,
  ended: readonly InvitationRow[],
): Promise<InvitationId[]> {
  const now = deps.clock().toISOString();
  for (const each of ended) if (each.expiresAt > now) await mustWithdraw(deps, by, each, "invited");
  return ended.map(({ id }) => id);
}

/** Unused invitations to the same person: by the same inviter and name to the same place, and by whomever to the same address. */
function replacedIn(
  all: readonly InvitationRow[],
  { actor }: Pick<SignedIn, "actor">,
  anew: Placed & Partial<Pick<InvitationRow, "email">>,
): InvitationRow[] {
  const key = placeKey(anew);
  return all.filter(
    (row) =>
      row.spentAt === null &&
      ((row.invitedBy === actor.id && key !== null && placeKey(row) === key) ||
        (row.kind === anew.kind && !!anew.email && row.email === anew.email)),
  );
}

async function mustInviteToVerdict(
  c: RequestContext,
  deps: Pick<Deps, "store">,
  id: VerdictId | undefined,
): Promise<{ verdict: VerdictId; output: null }> {
  const { signedIn, verdict } = await mustSeeVerdict(c, deps, id);
  const { part } = await verdictAccess(deps.store, signedIn.actor, verdict);
  const about = { verdict, actorCodesBlind: part !== "none" };
  if (
    !hasReached(verdict.stage, "cleared-for-guests") &&
    can(signedIn.actor, "guest.invite", { ...about, verdict: { ...verdict, stage: "cleared-for-guests" } })
  )
    throw new Refusal("verdict-not-open-to-guests");
  mustBeAllowed(c, "guest.invite", about);
  return { verdict: verdict.id, output: null };
}

async function mustInviteToOutput(
  c: RequestContext,
  deps: Pick<Deps, "store">,
  id: OutputId,
): Promise<{ verdict: null; output: OutputId }> {
  const { signedIn, row } = await mustSeeOutput(c, deps, id);
  const subject = await new OutputSubjects(deps.store).of(signedIn.actor, row);
  const { mayInvite, closed } = await invitingTo(deps.store, signedIn.actor, subject, row);
  if (!mayInvite) throw new Refusal("not-allowed");
  if (closed.length > 0) throw new Refusal("output-not-open-to-guests", { count: closed.length });
  return { verdict: null, output: row.id };
}

type Placed = Pick<InvitationRow, "kind" | "role" | "organisation" | "name" | "verdict" | "output">;

/** For whom an invitation is and to what; null where it names nobody. */
function placeKey({ kind, role, organisation, name, verdict, output }: Placed): string | null {
  const who = name?.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
  return who ? JSON.stringify([kind, role, organisation, who, verdict, output]) : null;
}
