import type { Database } from "better-sqlite3";
import { z } from "zod";
import { InvitationId, MemberId, OrganisationId, OutputId, VerdictId } from "../../../schema/domain/ids.ts";
import { type Member, type Organisation, Role } from "../../../schema/domain/member.ts";
import { isGoodByMaker } from "../../../schema/domain/people/place-rights.ts";
import type { ActBy, InvitationRow, NewInvitation, PeopleStore } from "../people-store.ts";
import { StoreError } from "../store-error.ts";
import { read, write } from "./file/intent.ts";
import { SqlitePart } from "./part.ts";
import { createWithdrawnLinks } from "./rows/withdrawn-links.ts";

const InvitationColumns = z
  .object({
    id: InvitationId,
    kind: z.enum(["member", "guest", "reset", "sign-in"]),
    role: Role,
    organisation: OrganisationId,
    name: z.string().nullable(),
    email: z.string().nullable(),
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
  | "addInvitation"
  | "addInvitationList"
  | "invitations"
  | "invitationByToken"
  | "spendInvitation"
  | "acceptInvitation"
  | "addInvitationTo"
  | "withdrawInvitation"
  | "withdrawnLinks"
  | "purgeWithdrawnLinks"
>;

/** Adds an organisation, inside the transaction that adds links to it. */
type AddOrganisation = (organisation: Organisation, act: ActBy | undefined) => void;

/** All of the network, inside the transaction that spends a link: whether whoever made it could make it now. */
type Members = () => readonly Member[];

/** Who a link lets in, inside the transaction that spends it. */
type LetIn = (
  link: InvitationRow,
  member: Member,
  credentials: { email: string; passwordHash: string } | null,
  keepsName: boolean,
) => Member;

/** Adds what a link opens to what a guest may open, inside the transaction that spends it. */
type Add = (link: InvitationRow, guest: MemberId, at: string) => Member;

/** One-time links. */
export class SqliteInvitations extends SqlitePart implements InvitationMethods {
  readonly #insert = this.db.prepare(
    `INSERT INTO invitations
       (id, token_hash, kind, role, organisation, name, email, verdict, output, member, invited_by, created_at, expires_at, spent_at)
     VALUES (:id, :tokenHash, :kind, :role, :organisation, :name, :email, :verdict, :output, :member, :invitedBy, :createdAt, :expiresAt, :spentAt)`,
  );
  readonly #all = this.db.prepare("SELECT * FROM invitations ORDER BY created_at DESC, id");
  readonly #byToken = this.db.prepare<[string]>("SELECT * FROM invitations WHERE token_hash = ?");
  // Whoever came by it may be called otherwise later, and an erasure would look for that.
  readonly #markSpent = this.db.prepare(
    "UPDATE invitations SET spent_at = ?, name = NULL, email = NULL WHERE token_hash = ?",
  );
  readonly #unnameSpent = this.db.prepare(
    "UPDATE invitations SET name = NULL, email = NULL WHERE spent_at IS NOT NULL AND (name = ? OR email = ?)",
  );
  readonly #remove = this.db.prepare("DELETE FROM invitations WHERE id = ?");
  readonly #removeUnspent = this.db.prepare("DELETE FROM invitations WHERE id = ? AND spent_at IS NULL");
  readonly #removeLinksOf = this.db.prepare("DELETE FROM invitations WHERE member = ? AND spent_at IS NULL");
  readonly #removeLeadsBy = this.db.prepare(
    "DELETE FROM invitations WHERE invited_by = ? AND kind = 'member' AND role = 'facilitator' AND spent_at IS NULL",
  );
  readonly #byId = this.db.prepare<[string]>("SELECT * FROM invitations WHERE id = ?");
  readonly #openTo = this.db.prepare<[string, string]>(
    "SELECT * FROM invitations WHERE email = ? AND kind = 'member' AND spent_at IS NULL AND expires_at > ? ORDER BY created_at, id",
  );
  readonly #withdrawn = createWithdrawnLinks(this.db);
  readonly #letIn: LetIn;
  readonly #addTo: Add;

  readonly #addOrganisation: AddOrganisation;

  readonly #members: Members;

  constructor(
    db: Database,
    { letIn, addTo }: { letIn: LetIn; addTo: Add },
    addOrganisation: AddOrganisation,
    members: Members,
  ) {
    super(db);
    this.#members = members;
    this.#addOrganisation = addOrganisation;
    this.#letIn = letIn;
    this.#addTo = addTo;
  }

  readonly addInvitation: InvitationMethods["addInvitation"] = (row, tokenHash, replaces = []) =>
    write(this.db, () => this.#add({ row, tokenHash, replaces }));

  readonly addInvitationList: InvitationMethods["addInvitationList"] = (organisations, links) =>
    write(this.db, () => {
      const [first] = links;
      const act = first?.row.invitedBy ? { by: first.row.invitedBy, at: first.row.createdAt } : undefined;
      for (const organisation of organisations) this.#addOrganisation(organisation, act);
      return links.map((link) => this.#add(link));
    });

  readonly invitations: InvitationMethods["invitations"] = () =>
    read(this.db, () => this.#all.all().map((row) => InvitationColumns.parse(row)));

  readonly invitationByToken: InvitationMethods["invitationByToken"] = (tokenHash) =>
    read(this.db, () => InvitationColumns.nullable().parse(this.#byToken.get(tokenHash) ?? null));

  readonly spendInvitation: InvitationMethods["spendInvitation"] = (tokenHash, at) =>
    write(this.db, () => this.#spend(tokenHash, at));

  readonly acceptInvitation: InvitationMethods["acceptInvitation"] = (
    tokenHash,
    member,
    credentials,
    at,
    keepsName = false,
  ) => write(this.db, () => this.#letIn(this.#spend(tokenHash, at), member, credentials, keepsName));

  readonly addInvitationTo: InvitationMethods["addInvitationTo"] = (tokenHash, guest, at) =>
    write(this.db, () => this.#addTo(this.#spend(tokenHash, at), guest, at));

  readonly withdrawInvitation: InvitationMethods["withdrawInvitation"] = (id) =>
    write(this.db, () => {
      const row = this.#byId.get(id);
      if (!row) throw new StoreError("not-found");
      this.#withdraw(InvitationColumns.parse(row));
    });

  readonly withdrawnLinks: InvitationMethods["withdrawnLinks"] = (now) => read(this.db, () => this.#withdrawn.all(now));

  readonly purgeWithdrawnLinks: InvitationMethods["purgeWithdrawnLinks"] = (now) =>
    write(this.db, () => this.#withdrawn.purge(now));

  #withdraw(row: InvitationRow): void {
    this.#withdrawn.keep(row);
    this.#remove.run(row.id);
  }

  #add({ row, tokenHash, replaces }: NewInvitation): number {
    let ended = this.#endOthersOf(row);
    for (const id of replaces) ended += this.#removeUnspent.run(id).changes;
    this.#insert.run({ ...row, tokenHash });
    return ended;
  }

  /** Who takes an account back takes it from whoever holds an older link: made or used, a reset leaves no other. */
  #endOthersOf({ kind, member }: InvitationRow): number {
    return kind === "reset" ? this.#removeLinksOf.run(member).changes : 0;
  }

  #spend(tokenHash: string, at: string): InvitationRow {
    const row = this.#byToken.get(tokenHash);
    if (!row) throw new StoreError("not-found");
    const invitation = InvitationColumns.parse(row);
    if (invitation.spentAt !== null) throw new StoreError("link-spent");
    if (Date.parse(invitation.expiresAt) <= Date.parse(at)) throw new StoreError("link-expired");
    const members = this.#members();
    const maker = invitation.invitedBy && members.find(({ id }) => id === invitation.invitedBy);
    if (!isGoodByMaker(invitation, maker, members)) throw new StoreError("link-expired");
    this.#markSpent.run(at, tokenHash);
    this.#endOthersOf(invitation);
    return { ...invitation, spentAt: at };
  }

  /** Inside a transaction: takes a name or an address that somebody gives up from links that were spent while they kept them, or withdrawn. */
  unnameSpent(was: string): void {
    this.#unnameSpent.run(was, was);
    this.#withdrawn.forget(was);
  }

  /** Inside a transaction: withdraws open invitations of members to an address of which somebody is a member again; which. */
  withdrawTo(email: string, now: string): InvitationId[] {
    const open = this.#openTo.all(email, now).map((row) => InvitationColumns.parse(row));
    for (const row of open) this.#withdraw(row);
    return open.map(({ id }) => id);
  }

  /** Inside a transaction: whoever goes over to another organisation comes back to lead the one that they left by none of their own. */
  endLeadsBy(maker: MemberId): void {
    this.#removeLeadsBy.run(maker);
  }

  /** Inside a transaction: whoever has a new password needs no link to come in by, and nobody else has one; who is removed comes back by none. */
  endLinksOf(member: MemberId): void {
    this.#removeLinksOf.run(member);
  }
}
