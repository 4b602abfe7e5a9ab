import { newId, MemberId } from "../../schema/domain/ids.ts";
import { initialsOf, type Member } from "../../schema/domain/member.ts";
import { hasReached } from "../../schema/domain/verdict.ts";
import { LinkLook, LinkUse, type LinkView } from "../../schema/protocol/http/people.ts";
import { hashPassword } from "../auth/passwords.ts";
import { hashToken } from "../auth/tokens.ts";
import type { InvitationRow } from "../store/store.ts";
import { Refusal } from "./problems.ts";
import { addressOf, audit, createRoutes, readBody, type Asked, type Deps } from "./route.ts";
import { beginSession } from "./session.ts";

type Use = ReturnType<typeof LinkUse.parse>;

/** One-time links. Looking spends nothing, so that a chat program's preview can not; the button does. */
export function linkRoutes(deps: Deps) {
  const { store } = deps;

  async function find(c: Asked, token: string): Promise<InvitationRow> {
    const address = addressOf(c, deps.config);
    if ((await deps.attempts.begin(address)) !== null) throw new Refusal("too-many-attempts", { minutes: 15 });
    const row = await store.people.invitationByToken(hashToken(token));
    if (!row) throw new Refusal("not-found");
    await deps.attempts.succeed(address);
    if (row.spentAt !== null) throw new Refusal("link-spent");
    if (Date.parse(row.expiresAt) <= deps.clock().getTime()) throw new Refusal("link-expired");
    return row;
  }

  async function organisationOf(row: InvitationRow) {
    const organisation = (await store.people.organisations()).find((each) => each.id === row.organisation);
    if (!organisation) throw new Refusal("not-found");
    return organisation;
  }

  async function look(row: InvitationRow): Promise<LinkView> {
    const inviter = row.invitedBy ? await store.people.member(row.invitedBy) : null;
    return {
      kind: row.kind,
      network: (await store.setting("network-name")) ?? "Coram",
      organisation: (await organisationOf(row)).name,
      invitedBy: inviter?.name ?? "",
      name: row.name,
      role: row.role,
      expiresAt: row.expiresAt,
    };
  }

  /** A person who was not here before: a member, or a guest under the name that the inviter gave. */
  async function join(row: InvitationRow, use: Use): Promise<Member> {
    const isGuest = row.kind === "guest";
    const name = isGuest ? row.name : (use.name ?? row.name);
    if (!name || (!isGuest && (!use.email || !use.password))) throw new Refusal("bad-request");
    const verdict = row.verdict ? await store.verdicts.get(row.verdict) : null;
    if (isGuest && (!verdict || !row.invitedBy)) throw new Refusal("not-found");
    if (isGuest && verdict && !hasReached(verdict.stage, "cleared-for-guests"))
      throw new Refusal("verdict-not-open-to-guests");
    const member: Member = {
      id: newId(MemberId),
      name,
      initials: initialsOf(name),
      role: isGuest ? "reviewer" : row.role,
      organisation: row.organisation,
      country: (await organisationOf(row)).country,
      guest:
        isGuest && row.verdict && row.invitedBy
          ? { verdicts: [row.verdict], outputs: [], invitedBy: row.invitedBy, expiresAt: row.expiresAt }
          : null,
      removedAt: null,
    };
    const credentials =
      !isGuest && use.email && use.password
        ? { email: use.email, passwordHash: await hashPassword(use.password) }
        : null;
    await store.people.acceptInvitation(hashToken(use.token), member, credentials, deps.clock().toISOString());
    deps.realtime.publish({ type: "members" });
    return member;
  }

  /** Somebody who is here already: a new password, or the demo's way in. */
  async function comeBack(row: InvitationRow, use: Use): Promise<Member> {
    const member = row.member ? await store.people.member(row.member) : null;
    if (!member || member.removedAt !== null) throw new Refusal("not-found");
    const passwordHash = use.password ? await hashPassword(use.password) : null;
    if (row.kind === "reset" && !passwordHash) throw new Refusal("bad-request");
    await store.people.spendInvitation(hashToken(use.token), deps.clock().toISOString());
    if (row.kind === "reset" && passwordHash) {
      await store.people.setPassword(member.id, passwordHash);
      await store.people.endSessionsOf(member.id);
      await deps.realtime.recheckMember(member.id);
    }
    return member;
  }

  return createRoutes()
    .post("/look", async (c) => {
      const { token } = await readBody(c, LinkLook);
      return c.json(await look(await find(c, token)));
    })
    .post("/use", async (c) => {
      const use = await readBody(c, LinkUse);
      const row = await find(c, use.token);
      const isNew = row.kind === "member" || row.kind === "guest";
      const member = await (isNew ? join(row, use) : comeBack(row, use));
      const view = await beginSession(c, deps, member, row.kind);
      await audit(deps, { member }, "link.use", { invitation: row.id, kind: row.kind });
      return c.json(view);
    });
}
