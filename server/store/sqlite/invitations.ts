import type { Database } from "better-sqlite3";
import { z } from "zod";
import { InvitationId, MemberId, OrganisationId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import { Role, type Member } from "../../../schema/domain/member.ts";
import { type InvitationRow, type PeopleStore } from "../people-store.ts";
import { StoreError } from "../store-error.ts";
import { read, write } from "./file/intent.ts";

const InvitationColumns = z
  .object({
    id: InvitationId,
    kind: z.enum(["member", "guest", "reset", "sign-in"]),
    role: Role,
    organisation: OrganisationId,
    name: z.string().nullable(),
    verdict: VerdictId.nullable(),
    output: OutputId.nullable(),
    member: MemberId.nullable(),
    invited_by: MemberId.nullable(),
    created_at: z.string(),
    expires_at: z.string(),
    spent_at: z.string().nullable(),
  })
  .transform(({ invited_by, created_at, expires_at, spent_at, ...row }): InvitationRow => ({
    ...row,
    invitedBy: invited_by,
    createdAt: created_at,
    expiresAt: expires_at,
    spentAt: spent_at,
  }));

type InvitationMethods = Pick<
  PeopleStore,
  "addInvitation" | "invitations" | "invitationByToken" | "spendInvitation" | "acceptInvitation" | "withdrawInvitation"
>;

/** One-time links. `addMember` runs inside the transaction that spends the link. */
export function createInvitationStore(
  db: Database,
  addMember: (member: Member, credentials: { email: string; passwordHash: string } | null) => void,
): {
  methods: InvitationMethods;
  /**
   * Inside a transaction: withdraws the unspent links that a member of this role could not have made, and for null (a
   * removed member) also those that would sign them in. Whoever made a link knows its token and could come back by it.
   */
  withdrawUnfitting: (member: MemberId, role: Role | null) => void;
} {
  const insert = db.prepare(
    `INSERT INTO invitations
       (id, token_hash, kind, role, organisation, name, verdict, output, member, invited_by, created_at, expires_at, spent_at)
     VALUES (:id, :tokenHash, :kind, :role, :organisation, :name, :verdict, :output, :member, :invitedBy, :createdAt, :expiresAt, :spentAt)`,
  );
  const all = db.prepare("SELECT * FROM invitations ORDER BY created_at DESC, id");
  const byToken = db.prepare<[string]>("SELECT * FROM invitations WHERE token_hash = ?");
  const markSpent = db.prepare("UPDATE invitations SET spent_at = ? WHERE token_hash = ?");
  const remove = db.prepare("DELETE FROM invitations WHERE id = ?");
  const removeUnspent = db.prepare("DELETE FROM invitations WHERE id = ? AND spent_at IS NULL");
  const removeMadeBy = db.prepare("DELETE FROM invitations WHERE invited_by = ? AND spent_at IS NULL");
  const removeMemberLinksMadeBy = db.prepare(
    "DELETE FROM invitations WHERE invited_by = ? AND spent_at IS NULL AND kind <> 'guest'",
  );
  const removeLinksOf = db.prepare("DELETE FROM invitations WHERE member = ? AND spent_at IS NULL");

  /** Who takes an account back takes it from whoever holds an older link: made or used, a reset leaves no other. */
  function endOthersOf({ kind, member }: InvitationRow): number {
    return kind === "reset" ? removeLinksOf.run(member).changes : 0;
  }

  function spend(tokenHash: string, at: string): InvitationRow {
    const row = byToken.get(tokenHash);
    if (!row) throw new StoreError("not-found");
    const invitation = InvitationColumns.parse(row);
    if (invitation.spentAt !== null) throw new StoreError("link-spent");
    if (Date.parse(invitation.expiresAt) <= Date.parse(at)) throw new StoreError("link-expired");
    markSpent.run(at, tokenHash);
    endOthersOf(invitation);
    return { ...invitation, spentAt: at };
  }

  return {
    withdrawUnfitting(member, role) {
      if (role === "facilitator") return;
      if (role === "lawyer") removeMemberLinksMadeBy.run(member);
      else removeMadeBy.run(member);
      if (role === null) removeLinksOf.run(member);
    },
    methods: {
      addInvitation: (row, tokenHash, replaces = []) =>
        write(db, () => {
          let ended = endOthersOf(row);
          for (const id of replaces) ended += removeUnspent.run(id).changes;
          insert.run({ ...row, tokenHash });
          return ended;
        }),
      invitations: () => read(db, () => all.all().map((row) => InvitationColumns.parse(row))),
      invitationByToken: (tokenHash) =>
        read(db, () => InvitationColumns.nullable().parse(byToken.get(tokenHash) ?? null)),
      spendInvitation: (tokenHash, at) => write(db, () => spend(tokenHash, at)),
      acceptInvitation: (tokenHash, member, credentials, at) =>
        write(db, () => {
          spend(tokenHash, at);
          addMember(member, credentials);
        }),
      withdrawInvitation: (id) =>
        write(db, () => {
          if (remove.run(id).changes === 0) throw new StoreError("not-found");
        }),
    },
  };
}
