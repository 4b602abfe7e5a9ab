import { InvitationId, newId, type OutputId, type VerdictId } from "../../../schema/domain/ids.ts";
import { can } from "../../../schema/domain/can.ts";
import { hasReached } from "../../../schema/domain/verdict.ts";
import { Invite, type InvitationMade, type InvitationView } from "../../../schema/protocol/http/people.ts";
import { hashToken, newToken } from "../../auth/tokens.ts";
import { invitingTo } from "../../outputs/guests.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { InvitationRow } from "../../store/people-store.ts";
import { mustNotBeErased } from "./erasures.ts";
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
type Needs = Pick<Deps, "clock" | "publicUrl" | "screens" | "store">;

const DAY_MS = 24 * 3_600_000;

/** A one-time link and its row. The token stands in the fragment, which browsers send to nobody. */
export async function makeLink(
  deps: Pick<Deps, "clock" | "publicUrl" | "store">,
  by: SignedIn,
  invitation: Pick<InvitationRow, "kind" | "role" | "organisation" | "name" | "verdict" | "output" | "member">,
  days: number,
  replaces: readonly InvitationId[] = [],
): Promise<InvitationMade> {
  const now = deps.clock();
  const row: InvitationRow = {
    ...invitation,
    id: newId(InvitationId),
    invitedBy: by.member.id,
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + days * DAY_MS).toISOString(),
    spentAt: null,
  };
  const token = newToken();
  const ended = await deps.store.people.addInvitation(row, hashToken(token), replaces);
  await audit(deps, by, "invitation.make", {
    invitation: row.id,
    kind: row.kind,
    role: row.role,
    verdict: row.verdict,
    output: row.output,
    // Of links that this one ends.
    ended,
  });
  const view = toView(row);
  if (!view) throw new Error("an invitation nobody may see");
  return { invitation: view, url: `${deps.publicUrl()}/join#${token}`, replaced: ended > 0 };
}

/** Sign-in links of the demo and links without an inviter are nobody's to list. */
function toView(row: InvitationRow): InvitationView | null {
  const { kind, invitedBy, member: _member, ...rest } = row;
  return kind === "sign-in" || !invitedBy ? null : { ...rest, kind, invitedBy };
}

export function invitationRoutes(deps: Needs) {
  return createRoutes()
    .get("/", (c) => list(c, deps))
    .post("/", async (c) => {
      mustBeSignedIn(c);
      return c.json(await invite(c, deps), 201);
    })
    .delete("/:id", (c) => withdraw(c, deps));
}

async function list(c: RequestContext, deps: Pick<Deps, "store">): Promise<Response> {
  const { people } = deps.store;
  const { actor } = mustBeAllowed(c, "member.list", null);
  const rows = await people.invitations();
  const mine = rows.filter((row) => can(actor, "invitation.manage", { invitedBy: row.invitedBy }));
  return c.json(mine.map(toView).filter((view) => view !== null));
}

async function withdraw(c: RequestContext, deps: Pick<Deps, "clock" | "store">): Promise<Response> {
  const { people } = deps.store;
  const by = mustBeSignedIn(c);
  const id = pathId(c, "id", InvitationId);
  const row = (await people.invitations()).find((each) => each.id === id);
  if (!row || !can(by.actor, "invitation.manage", { invitedBy: row.invitedBy })) throw new Refusal("not-found");
  await people.withdrawInvitation(id);
  await audit(deps, by, "invitation.withdraw", { invitation: id });
  return c.body(null, 204);
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
    const signedIn = mustBeSignedIn(c);
    const { organisation } = signedIn.member;
    const guest = { kind: "guest", role: "reviewer", organisation, name, ...to, member: null } as const;
    return makeLink(deps, signedIn, guest, expiresInDays, await replacedBy(deps, signedIn, guest, command.replaces));
  }
  const by = mustBeAllowed(c, "member.invite", null);
  const known = (await people.organisations()).some((each) => each.id === command.organisation);
  if (!known) throw new Refusal("bad-request", { field: "organisation" });
  const { role, organisation, name = null, expiresInDays } = command;
  const member = { kind: "member", role, organisation, name, verdict: null, output: null, member: null } as const;
  return makeLink(deps, by, member, expiresInDays, await replacedBy(deps, by, member, command.replaces));
}

/**
 * What a new invitation takes the place of: the one it names, and those that the same person made for the same name and place,
 * since whoever invites somebody a second time takes the first link for lost.
 */
async function replacedBy(
  deps: Pick<Deps, "store">,
  { actor }: SignedIn,
  anew: Pick<InvitationRow, "kind" | "role" | "organisation" | "name" | "verdict" | "output">,
  named: InvitationId | undefined,
): Promise<InvitationId[]> {
  const { people } = deps.store;
  const unspent = (await people.invitations()).filter(({ spentAt }) => spentAt === null);
  const explicit = unspent.find(({ id, kind }) => id === named && kind === anew.kind);
  if (named && (!explicit || !can(actor, "invitation.manage", { invitedBy: explicit.invitedBy })))
    throw new Refusal("not-found");
  const key = placeKey(anew);
  const same = unspent.filter((row) => row.invitedBy === actor.id && key !== null && placeKey(row) === key);
  return [...(explicit ? [explicit] : []), ...same].map(({ id }) => id);
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
  const { mayInvite, closed } = invitingTo(
    signedIn.actor,
    await new OutputSubjects(deps.store).of(signedIn.actor, row),
  );
  if (!mayInvite) throw new Refusal("not-allowed");
  if (closed.length > 0) throw new Refusal("output-not-open-to-guests", { count: closed.length });
  return { verdict: null, output: row.id };
}

/** For whom an invitation is and to what; null where it names nobody. */
function placeKey({
  kind,
  role,
  organisation,
  name,
  verdict,
  output,
}: Pick<InvitationRow, "kind" | "role" | "organisation" | "name" | "verdict" | "output">): string | null {
  const who = name?.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
  return who ? JSON.stringify([kind, role, organisation, who, verdict, output]) : null;
}
