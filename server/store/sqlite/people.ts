import type { Database } from "better-sqlite3";
import type { MemberId } from "../../../schema/domain/ids.ts";
import { GuestBinding, Member, Organisation } from "../../../schema/domain/member.ts";
import { type PeopleStore } from "../people-store.ts";
import { StoreError } from "../store-error.ts";
import { createFacilitatorKeeper } from "./last-facilitator.ts";
import { read, write } from "./file/intent.ts";
import { createInvitationStore } from "./invitations.ts";
import { parseJson } from "./rows/json.ts";
import { createSessionStore } from "./sessions.ts";

interface MemberColumns {
  id: string;
  name: string;
  initials: string;
  role: string;
  organisation: string;
  country: string;
  guest: string | null;
  removed_at: string | null;
  email: string | null;
  password_hash: string | null;
}

/** Organisations, members, their links and sessions. */
export function createPeopleStore(db: Database): PeopleStore {
  const organisations = db.prepare("SELECT id, name, country FROM organisations ORDER BY country, name, id");
  const insertOrganisation = db.prepare("INSERT INTO organisations (id, name, country) VALUES (:id, :name, :country)");
  const members = db.prepare<[], MemberColumns>("SELECT * FROM members ORDER BY name, id");
  const memberById = db.prepare<[string], MemberColumns>("SELECT * FROM members WHERE id = ?");
  const memberByEmail = db.prepare<[string], MemberColumns>(
    "SELECT * FROM members WHERE email = ? AND removed_at IS NULL",
  );
  const insertMember = db.prepare(
    `INSERT INTO members (id, name, initials, role, organisation, country, guest, removed_at, email, password_hash)
     VALUES (:id, :name, :initials, :role, :organisation, :country, :guest, :removedAt, :email, :passwordHash)`,
  );
  const updateMember = db.prepare("UPDATE members SET role = :role, organisation = :organisation WHERE id = :id");
  const markRemoved = db.prepare("UPDATE members SET removed_at = ?, password_hash = NULL WHERE id = ?");
  const updatePassword = db.prepare("UPDATE members SET password_hash = ? WHERE id = ? AND removed_at IS NULL");
  const keepAFacilitator = createFacilitatorKeeper(db);

  function presentMember(id: MemberId): Member {
    const row = memberById.get(id);
    if (!row || row.removed_at !== null) throw new StoreError("not-found");
    return toMember(row);
  }

  function addMember(member: Member, credentials: { email: string; passwordHash: string } | null): void {
    const email = credentials && emailKey(credentials.email);
    if (email !== null && !member.removedAt && memberByEmail.get(email)) throw new StoreError("email-taken");
    const guest = member.guest && JSON.stringify(member.guest);
    insertMember.run({ ...Member.parse(member), guest, email, passwordHash: credentials?.passwordHash ?? null });
  }

  const spendSetupLink = db.prepare("DELETE FROM settings WHERE key = 'setup-token-hash' AND value = ?");
  const nameNetwork = db.prepare("INSERT INTO settings (key, value) VALUES ('network-name', ?)");

  const invitations = createInvitationStore(db, addMember);
  const sessions = createSessionStore(db, (id) => {
    const row = memberById.get(id);
    return row ? toMember(row) : null;
  });

  return {
    setUp: (tokenHash, { network, organisation, facilitator, credentials }) =>
      write(db, () => {
        if (spendSetupLink.run(tokenHash).changes === 0) throw new StoreError("link-spent");
        nameNetwork.run(network);
        insertOrganisation.run(Organisation.parse(organisation));
        addMember(facilitator, credentials);
      }),
    organisations: () => read(db, () => organisations.all().map((row) => Organisation.parse(row))),
    addOrganisation: (organisation) =>
      write(db, () => {
        insertOrganisation.run(Organisation.parse(organisation));
      }),
    members: () => read(db, () => members.all().map((row) => ({ ...toMember(row), email: row.email }))),
    member: (id) =>
      read(db, () => {
        const row = memberById.get(id);
        return row ? toMember(row) : null;
      }),
    credentials: (email) =>
      read(db, () => {
        const row = memberByEmail.get(emailKey(email));
        return row?.password_hash ? { member: toMember(row), passwordHash: row.password_hash } : null;
      }),
    addMember: (member, credentials) => write(db, () => addMember(member, credentials)),
    changeMember: (id, { role, organisation }) =>
      write(db, () => {
        const member = presentMember(id);
        const changed = { ...member, role: role ?? member.role, organisation: organisation ?? member.organisation };
        if (changed.role !== "facilitator") keepAFacilitator(id);
        if (member.guest && changed.role !== "reviewer")
          throw new StoreError("conflict", "A guest is always a reviewer");
        updateMember.run({ id, role: changed.role, organisation: changed.organisation });
        invitations.withdrawUnfitting(id, changed.role);
        return changed;
      }),
    removeMember: (id, at) =>
      write(db, () => {
        const row = memberById.get(id);
        if (!row) throw new StoreError("not-found");
        if (row.removed_at !== null) return;
        keepAFacilitator(id);
        markRemoved.run(at, id);
        sessions.endAllOf(id);
        invitations.withdrawUnfitting(id, null);
      }),
    setPassword: (id, passwordHash) =>
      write(db, () => {
        if (updatePassword.run(passwordHash, id).changes === 0) throw new StoreError("not-found");
      }),
    ...invitations.methods,
    ...sessions.methods,
  };
}

/** Addresses are compared without case, as people type them; the key is made here and not by the engine. */
function emailKey(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}

function toMember(row: MemberColumns): Member {
  const guest = row.guest === null ? null : parseJson(GuestBinding, row.guest);
  return Member.parse({ ...row, guest, removedAt: row.removed_at });
}
