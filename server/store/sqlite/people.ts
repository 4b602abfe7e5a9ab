import { MemberId, type OrganisationId } from "../../../schema/domain/ids.ts";
import { UiLanguage } from "../../../schema/domain/language.ts";
import { RoundRules } from "../../../schema/domain/verdict.ts";
import { DUTIES, GUEST_ROLE, GuestBinding, Member, Organisation } from "../../../schema/domain/member.ts";
import { looksAlike } from "../../../schema/domain/people/look-alike.ts";
import { Theme } from "../../../schema/domain/theme.ts";
import type { AccountRow, ActBy, InvitationRow, PeopleStore } from "../people-store.ts";
import { StoreError } from "../store-error.ts";
import { createFacilitatorKeeper } from "./rows/last-facilitator.ts";
import { createGuestBindings } from "./rows/guest-bindings.ts";
import { createOrganisationChanges } from "./rows/organisation-changes.ts";
import { emailKey, nameKey } from "./rows/people-keys.ts";
import { createPeopleNames } from "./rows/people-names.ts";
import { read, write } from "./file/intent.ts";
import { SqliteInvitations } from "./invitations.ts";
import { parseJson } from "./rows/json.ts";
import { SqliteSessions } from "./sessions.ts";
import { SqlitePart } from "./part.ts";

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
  language: string | null;
  theme: string | null;
  password_set_at: string | null;
}

/** Organisations, members, their links and sessions. */
export class SqlitePeople extends SqlitePart implements PeopleStore {
  readonly #organisations = this.db.prepare("SELECT id, name, country FROM organisations ORDER BY country, name, id");
  readonly #insertOrganisation = this.db.prepare(
    "INSERT INTO organisations (id, name, country) VALUES (:id, :name, :country)",
  );
  readonly #members = this.db.prepare<[], MemberColumns>("SELECT * FROM members ORDER BY name, id");
  readonly #memberById = this.db.prepare<[string], MemberColumns>("SELECT * FROM members WHERE id = ?");
  readonly #memberByEmail = this.db.prepare<[string], MemberColumns>(
    "SELECT * FROM members WHERE email = ? AND removed_at IS NULL",
  );
  /** The latest first: there may be two from before one address stayed one person. */
  readonly #formerByEmail = this.db.prepare<[string], MemberColumns>(
    "SELECT * FROM members WHERE email = ? AND removed_at IS NOT NULL AND guest IS NULL ORDER BY removed_at DESC, id",
  );
  readonly #insertMember = this.db.prepare(
    `INSERT INTO members (id, name, initials, role, organisation, country, guest, removed_at, email, password_hash, password_set_at,
       joined_at)
     VALUES (:id, :name, :initials, :role, :organisation, :country, :guest, :removedAt, :email, :passwordHash, :passwordSetAt,
       :joinedAt)`,
  );
  readonly #updateMember = this.db.prepare(
    `UPDATE members SET role = :role, organisation = :organisation,
       country = COALESCE((SELECT country FROM organisations WHERE organisations.id = :organisation), country)
     WHERE id = :id`,
  );
  readonly #markRemoved = this.db.prepare("UPDATE members SET removed_at = ?, password_hash = NULL WHERE id = ?");
  readonly #unmarkRemoved = this.db.prepare("UPDATE members SET removed_at = NULL WHERE id = ?");
  readonly #takeBack = this.db.prepare(
    `UPDATE members SET removed_at = NULL, role = :role, organisation = :organisation, country = :country,
       password_hash = :passwordHash, password_set_at = :at, joined_at = :at
     WHERE id = :id`,
  );
  readonly #updatePassword = this.db.prepare(
    "UPDATE members SET password_hash = ?, password_set_at = ? WHERE id = ? AND removed_at IS NULL",
  );
  readonly #roundRules = this.db.prepare<[], { id: string; runners: string }>(
    "SELECT id, round_runners AS runners FROM organisations",
  );
  readonly #setRoundRunners = this.db.prepare("UPDATE organisations SET round_runners = ? WHERE id = ?");
  readonly #renameOrganisation = this.db.prepare("UPDATE organisations SET name = ? WHERE id = ?");
  readonly #isInUse = this.db
    .prepare<{ id: string; now: string }, number>(
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM members WHERE organisation = :id)
         OR EXISTS (SELECT 1 FROM verdicts WHERE owner = :id)
         OR EXISTS (SELECT 1 FROM verdict_changes WHERE field = 'owner' AND before = json_quote(:id))
         OR EXISTS (SELECT 1 FROM owner_offers WHERE organisation = :id)
         OR EXISTS (SELECT 1 FROM invitations WHERE organisation = :id AND spent_at IS NULL AND expires_at > :now)`,
    )
    .pluck();
  readonly #dropLinksTo = this.db.prepare("DELETE FROM invitations WHERE organisation = ?");
  readonly #removeOrganisation = this.db.prepare("DELETE FROM organisations WHERE id = ?");
  readonly #moveOrganisation = this.db.prepare("UPDATE organisations SET country = ? WHERE id = ?");
  readonly #moveMembers = this.db.prepare("UPDATE members SET country = ? WHERE organisation = ?");
  readonly #updateAccount = this.db.prepare(
    "UPDATE members SET name = :name, initials = :initials, language = :language, theme = :theme WHERE id = :id",
  );
  readonly #updateAddress = this.db.prepare("UPDATE members SET email = ? WHERE id = ?");
  readonly #joinedAt = this.db.prepare<[string], string | null>("SELECT joined_at FROM members WHERE id = ?").pluck();
  // Of whom nobody kept when they came was there before that was kept; who was erased has no address.
  readonly #before = this.db
    .prepare<[string], number>(
      `SELECT 1 FROM members AS me JOIN members AS other
         ON other.joined_at < me.joined_at OR (other.joined_at IS NULL AND other.email IS NOT NULL AND other.id <> me.id)
       WHERE me.id = ? AND me.joined_at IS NOT NULL AND other.guest IS NULL LIMIT 1`,
    )
    .pluck();
  readonly #hasHiddenSteps = this.db.prepare<[string], number>("SELECT 1 FROM hidden_steps WHERE member = ?").pluck();
  readonly #hideSteps = this.db.prepare("INSERT INTO hidden_steps (member) VALUES (?) ON CONFLICT (member) DO NOTHING");
  readonly #showSteps = this.db.prepare("DELETE FROM hidden_steps WHERE member = ?");
  readonly #keepAFacilitator = createFacilitatorKeeper(this.db);
  readonly #spendSetupLink = this.db.prepare("DELETE FROM settings WHERE key = 'setup-token-hash' AND value = ?");
  readonly #nameNetwork = this.db.prepare("INSERT INTO settings (key, value) VALUES ('network-name', ?)");
  readonly #bindings = createGuestBindings(this.db, (id) => this.#presentMember(id));
  readonly #invitations = new SqliteInvitations(
    this.db,
    { letIn: (...come) => this.#letIn(...come), addTo: this.#bindings.add },
    (organisation, act) => this.#addOrganisation(organisation, act),
    () => this.#members.all().map(toMember),
  );
  readonly #changes = createOrganisationChanges(this.db);
  readonly #names = createPeopleNames(this.db, () => this.#members.all().map(toMember));
  readonly #sessions = new SqliteSessions(this.db, (id) => {
    const row = this.#memberById.get(id);
    return row ? toMember(row) : null;
  });

  readonly joinedAt: PeopleStore["joinedAt"] = (id) => read(this.db, () => this.#joinedAt.get(id) ?? null);

  readonly isFirst: PeopleStore["isFirst"] = (id) => read(this.db, () => this.#before.get(id) === undefined);

  readonly hasHiddenSteps: PeopleStore["hasHiddenSteps"] = (member) =>
    read(this.db, () => this.#hasHiddenSteps.get(member) === 1);

  readonly hideSteps: PeopleStore["hideSteps"] = (member, isHidden) =>
    write(this.db, () => void (isHidden ? this.#hideSteps : this.#showSteps).run(member));

  readonly setUp: PeopleStore["setUp"] = (tokenHash, { network, organisation, facilitator, credentials, at }) =>
    write(this.db, () => {
      if (this.#spendSetupLink.run(tokenHash).changes === 0) throw new StoreError("link-spent");
      this.#nameNetwork.run(network);
      this.#insertOrganisation.run(Organisation.parse(organisation));
      this.#addMember(facilitator, credentials, at);
    });

  readonly organisations: PeopleStore["organisations"] = () =>
    read(this.db, () => this.#organisations.all().map((row) => Organisation.parse(row)));

  readonly addOrganisation: PeopleStore["addOrganisation"] = (organisation, act) =>
    write(this.db, () => {
      this.#addOrganisation(organisation, act);
    });

  readonly renameOrganisation: PeopleStore["renameOrganisation"] = (id, name, act) =>
    write(this.db, () => {
      this.#keepNamesApart(name, id);
      const was = this.#nameOf(id);
      this.#renameOrganisation.run(name, id);
      if (act && was !== name) this.#changes.note({ organisation: id, how: "renamed", was, now: name }, act);
    });

  readonly organisationChanges: PeopleStore["organisationChanges"] = (since) =>
    read(this.db, () => this.#changes.since(since));

  readonly roundRules: PeopleStore["roundRules"] = () =>
    read(this.db, () =>
      RoundRules.parse(Object.fromEntries(this.#roundRules.all().map(({ id, runners }) => [id, runners]))),
    );

  readonly setRoundRunners: PeopleStore["setRoundRunners"] = (id, runners) =>
    write(this.db, () => {
      if (this.#setRoundRunners.run(runners, id).changes === 0) throw new StoreError("not-found");
    });

  readonly removeOrganisation: PeopleStore["removeOrganisation"] = (id, act) =>
    write(this.db, () => {
      if (this.#isInUse.get({ id, now: act?.at ?? "" }) !== undefined) throw new StoreError("organisation-in-use");
      const was = this.#nameOf(id);
      this.#dropLinksTo.run(id);
      this.#removeOrganisation.run(id);
      if (act) this.#changes.note({ organisation: id, how: "removed", was, now: null }, act);
    });

  readonly setOrganisationCountry: PeopleStore["setOrganisationCountry"] = (id, country, act) =>
    write(this.db, () => {
      const { country: was } = this.#mustHave(id);
      this.#moveOrganisation.run(country, id);
      this.#moveMembers.run(country, id);
      if (act && was !== country) this.#changes.note({ organisation: id, how: "moved", was, now: country }, act);
    });

  readonly members: PeopleStore["members"] = () =>
    read(this.db, () => this.#members.all().map((row) => ({ ...toMember(row), email: row.email })));

  readonly member: PeopleStore["member"] = (id) =>
    read(this.db, () => {
      const row = this.#memberById.get(id);
      return row ? toMember(row) : null;
    });

  readonly credentials: PeopleStore["credentials"] = (email) =>
    read(this.db, () => {
      const row = this.#memberByEmail.get(emailKey(email));
      return row?.password_hash ? { member: toMember(row), passwordHash: row.password_hash } : null;
    });

  readonly addMember: PeopleStore["addMember"] = (member, credentials) =>
    write(this.db, () => this.#addMember(member, credentials));

  readonly changeMember: PeopleStore["changeMember"] = (id, { role, organisation }) =>
    write(this.db, () => {
      const member = this.#presentMember(id);
      const changed = { ...member, role: role ?? member.role, organisation: organisation ?? member.organisation };
      const isMoved = changed.organisation !== member.organisation;
      const isLead = DUTIES[changed.role].leads;
      if (!isLead || isMoved) this.#keepAFacilitator(id, isLead);
      if (member.guest && changed.role !== GUEST_ROLE) throw new StoreError("conflict", "A guest is always a reviewer");
      this.#updateMember.run({ id, role: changed.role, organisation: changed.organisation });
      if (isMoved) this.#invitations.endLeadsBy(id);
      return this.#presentMember(id);
    });

  readonly removeMember: PeopleStore["removeMember"] = (id, at, leaving = null) =>
    write(this.db, () => {
      const row = this.#memberById.get(id);
      if (!row) throw new StoreError("not-found");
      if (row.removed_at !== null) return;
      this.#keepAFacilitator(id, false, leaving);
      this.#markRemoved.run(at, id);
      this.#sessions.endByRemoval(id, at);
      this.#invitations.endLinksOf(id);
    });

  readonly closeToGuest: PeopleStore["closeToGuest"] = (id, ends) =>
    write(this.db, () => void this.#bindings.close(id, ends));

  readonly bringBackMember: PeopleStore["bringBackMember"] = (id, at) =>
    write(this.db, () => {
      const row = this.#memberById.get(id);
      // An erasure takes the address: whoever has none is nobody any more.
      if (!row || row.guest !== null || row.email === null) throw new StoreError("not-found");
      if (row.removed_at === null) throw new StoreError("conflict");
      if (this.#memberByEmail.get(row.email)) throw new StoreError("email-taken");
      this.#unmarkRemoved.run(id);
      return this.#invitations.withdrawTo(row.email, at);
    });

  readonly setPassword: PeopleStore["setPassword"] = (id, passwordHash, at) =>
    write(this.db, () => {
      if (this.#updatePassword.run(passwordHash, at, id).changes === 0) throw new StoreError("not-found");
      this.#invitations.endLinksOf(id);
    });

  readonly account: PeopleStore["account"] = (id) =>
    read(this.db, () => {
      const row = this.#memberById.get(id);
      return row?.removed_at === null ? toAccount(row) : null;
    });

  readonly changeAccount: PeopleStore["changeAccount"] = (id, change, named) =>
    write(this.db, () => {
      const member = this.#presentMember(id);
      const { name = member.name, initials = member.initials } = change;
      const isTaken = ({ id: other, initials: theirs, removed_at, guest }: MemberColumns): boolean =>
        other !== id && removed_at === null && guest === null && nameKey(theirs) === nameKey(initials);
      if (initials !== member.initials && this.#members.all().some(isTaken)) throw new StoreError("initials-taken");
      if (name !== member.name) this.#names.keepApart(name, member, named?.keeps ?? false);
      const changed = Member.parse({ ...member, name, initials });
      const row = this.#memberById.get(id);
      const { language = row?.language ?? null, theme = row?.theme ?? null } = change;
      this.#updateAccount.run({ id, name, initials, language, theme });
      if (name !== member.name) this.#invitations.unnameSpent(member.name);
      if (named) this.#names.note({ member: id, how: "renamed", was: member.name, now: name, at: named.at });
      return changed;
    });

  readonly nameChanges: PeopleStore["nameChanges"] = (since) => read(this.db, () => this.#names.since(since));

  readonly purgeNameChanges: PeopleStore["purgeNameChanges"] = (before) =>
    write(this.db, () => this.#names.purge(before));

  readonly setAddress: PeopleStore["setAddress"] = (id, email) =>
    write(this.db, () => {
      this.#presentMember(id);
      const key = emailKey(email);
      const was = this.#memberById.get(id)?.email;
      if (was === key) return;
      this.#keepAddressesApart(key);
      this.#updateAddress.run(key, id);
      if (was) this.#invitations.unnameSpent(was);
    });

  readonly addInvitation = this.#invitations.addInvitation;
  readonly addInvitationList = this.#invitations.addInvitationList;
  readonly invitations = this.#invitations.invitations;
  readonly invitationByToken = this.#invitations.invitationByToken;
  readonly spendInvitation = this.#invitations.spendInvitation;
  readonly addInvitationTo = this.#invitations.addInvitationTo;
  readonly acceptInvitation = this.#invitations.acceptInvitation;
  readonly withdrawInvitation = this.#invitations.withdrawInvitation;
  readonly withdrawnLinks = this.#invitations.withdrawnLinks;
  readonly purgeWithdrawnLinks = this.#invitations.purgeWithdrawnLinks;

  readonly addSession = this.#sessions.addSession;
  readonly session = this.#sessions.session;
  readonly extendSession = this.#sessions.extendSession;
  readonly touchSession = this.#sessions.touchSession;
  readonly endSession = this.#sessions.endSession;
  readonly endSessionsOf = this.#sessions.endSessionsOf;
  readonly endSessionsByLink = this.#sessions.endSessionsByLink;
  readonly endedSession = this.#sessions.endedSession;
  readonly purgeSessions = this.#sessions.purgeSessions;

  #presentMember(id: MemberId): Member {
    const row = this.#memberById.get(id);
    if (!row || row.removed_at !== null) throw new StoreError("not-found");
    return toMember(row);
  }

  /** An address is no proof of who one is: only whom the inviter named comes back to what was theirs. */
  #letIn(
    { name, email: invitedAt, spentAt: at }: InvitationRow,
    member: Member,
    credentials: { email: string; passwordHash: string } | null,
    keepsName: boolean,
  ): Member {
    const email = credentials && emailKey(credentials.email);
    const former = email !== null && !this.#memberByEmail.get(email) ? this.#formerByEmail.get(email) : undefined;
    if (!credentials || !former || name === null || nameKey(name) !== nameKey(former.name)) {
      // Whoever has an address here signs in with it, whatever they are called.
      if (email !== null) this.#keepAddressesApart(email);
      // What a guest is called the inviter has said, who was asked about it.
      if (!member.guest) this.#names.keepApart(member.name, member, keepsName);
      this.#addMember(member, credentials, at);
      // By an address that they do not have nothing of theirs is found any more.
      if (invitedAt !== null && invitedAt !== email) this.#invitations.unnameSpent(invitedAt);
      const invited = { name, email: invitedAt === null ? null : emailKey(invitedAt) };
      if (at !== null) this.#names.noteComing(member, invited, email, at);
      return member;
    }
    const { role, organisation, country } = member;
    const { passwordHash } = credentials;
    if (organisation !== former.organisation) this.#invitations.endLeadsBy(MemberId.parse(former.id));
    this.#takeBack.run({ id: former.id, role, organisation, country, passwordHash, at });
    return { ...toMember(former), role, organisation, country, removedAt: null };
  }

  #addOrganisation(organisation: Organisation, act: ActBy | undefined): void {
    const { id, name } = organisation;
    this.#keepNamesApart(name, id);
    this.#insertOrganisation.run(Organisation.parse(organisation));
    if (act) this.#changes.note({ organisation: id, how: "added", was: null, now: name }, act);
  }

  #nameOf(id: OrganisationId): string {
    return this.#mustHave(id).name;
  }

  #mustHave(id: OrganisationId): Organisation {
    const all = this.#organisations.all().map((row) => Organisation.parse(row));
    const found = all.find((each) => each.id === id);
    if (!found) throw new StoreError("not-found");
    return found;
  }

  #keepNamesApart(name: string, id: string): void {
    const others = this.#organisations.all().map((row) => Organisation.parse(row));
    const alike = others.find((each) => each.id !== id && looksAlike(each.name, name));
    if (alike) throw new StoreError("organisation-taken", "organisation-taken", alike.id);
  }

  #keepAddressesApart(email: string): void {
    if (this.#memberByEmail.get(email)) throw new StoreError("email-taken");
    if (this.#formerByEmail.get(email)) throw new StoreError("email-former");
  }

  /** `at`: when they came and chose their password, where that is known. */
  #addMember(
    member: Member,
    credentials: { email: string; passwordHash: string } | null,
    at: string | null = null,
  ): void {
    const email = credentials && emailKey(credentials.email);
    if (email !== null && !member.removedAt) this.#keepAddressesApart(email);
    const guest = member.guest && JSON.stringify(member.guest);
    const { passwordHash = null } = credentials ?? {};
    const passwordSetAt = credentials && at;
    this.#insertMember.run({ ...Member.parse(member), guest, email, passwordHash, passwordSetAt, joinedAt: at });
  }
}

function toAccount({ email, language, theme, password_set_at }: MemberColumns): AccountRow {
  return {
    email,
    language: UiLanguage.nullable().parse(language),
    theme: Theme.nullable().parse(theme),
    passwordSetAt: password_set_at,
  };
}

function toMember(row: MemberColumns): Member {
  const guest = row.guest === null ? null : parseJson(GuestBinding, row.guest);
  return Member.parse({ ...row, guest, removedAt: row.removed_at });
}
