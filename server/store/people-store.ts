import type { InvitationId, OrganisationId, VerdictId, OutputId, MemberId } from "../../schema/domain/ids.ts";
import type { Country, UiLanguage } from "../../schema/domain/language.ts";
import type { GuestTerm, Member, Organisation, Role } from "../../schema/domain/member.ts";
import type { RoundRules, RoundRunners } from "../../schema/domain/verdict.ts";
import type { Theme } from "../../schema/domain/theme.ts";

// ---------------------------------------------------------------------------------------------------------- people

export interface InvitationRow {
  id: InvitationId;
  kind: "member" | "guest" | "reset" | "sign-in";
  role: Role;
  organisation: OrganisationId;
  name: string | null;
  /** The address that the inviter knew. */
  email: string | null;
  /** Guests: the verdict or the output. */
  verdict: VerdictId | null;
  output: OutputId | null;
  /** Reset and sign-in links: whose. */
  member: MemberId | null;
  invitedBy: MemberId | null;
  createdAt: string;
  /** The link dies then; for a guest the stay ends then too. */
  expiresAt: string;
  spentAt: string | null;
}

/** What of an account only its member sees. */
export interface AccountRow {
  email: string | null;
  language: UiLanguage | null;
  theme: Theme | null;
  passwordSetAt: string | null;
}

/** What a member may change of their account without the password. */
export type AccountChange = Partial<Pick<Member, "name" | "initials"> & Pick<AccountRow, "language" | "theme">>;

/** A link, as `addInvitation` takes it. */
export interface NewInvitation {
  row: InvitationRow;
  tokenHash: string;
  replaces: readonly InvitationId[];
}

/** Who did something, and when. */
export interface ActBy {
  by: MemberId;
  at: string;
}

/**
 * What became of an organisation; `was` and `now`: what it was called before and is called since, where it was and is there; of *moved* the
 * countries.
 */
export interface OrganisationChange extends ActBy {
  organisation: OrganisationId;
  how: "added" | "renamed" | "moved" | "removed";
  was: string | null;
  now: string | null;
}

/**
 * A name that somebody came under instead of the one they were invited as, or gave themselves; of *address* the one that they were invited
 * by, where they came with another.
 */
export interface NameChange {
  member: MemberId;
  how: "joined" | "renamed" | "address";
  was: string;
  /** Of *address*: "". */
  now: string;
  at: string;
}

/** Whom a link was for that somebody withdrew. */
export type WithdrawnLink = Pick<InvitationRow, "id" | "name" | "email" | "verdict" | "output">;

export interface SessionRow {
  /** SHA-256 of the cookie's value, hex. */
  hash: string;
  member: MemberId;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
}

/** What the first facilitator says of the network and of themselves. */
export interface NetworkSetup {
  network: string;
  organisation: Organisation;
  facilitator: Member;
  credentials: { email: string; passwordHash: string };
  at: string;
}

export interface PeopleStore {
  /**
   * Spends the setup link (`setup-token-hash`), names the network and adds its first organisation and facilitator in one
   * transaction. Throws link-spent where the token is not that of the link in force.
   */
  setUp(tokenHash: string, setup: NetworkSetup): Promise<void>;
  /** By country and name. */
  organisations(): Promise<Organisation[]>;
  /**
   * A further organisation of the network. `act`: who did it, for those who are told; left out where nobody is. Throws organisation-taken
   * where one is called so, or so that readers take the one for the other (`looksAlike`).
   */
  addOrganisation(organisation: Organisation, act?: ActBy): Promise<void>;
  /** Throws not-found, organisation-taken. */
  renameOrganisation(id: OrganisationId, name: string, act?: ActBy): Promise<void>;
  /** What became of organisations since a time, oldest first. */
  organisationChanges(since: string): Promise<OrganisationChange[]>;
  /** Whose facilitators run rounds of the verdicts of which organisation. */
  roundRules(): Promise<RoundRules>;
  /** Throws not-found. */
  setRoundRunners(id: OrganisationId, runners: RoundRunners): Promise<void>;
  /**
   * With its links that were used, or that have ended by then (`act`; without one none has). Throws not-found, and organisation-in-use while
   * it has people, former ones too, verdicts that it has, had or is offered, or links that nobody has used.
   */
  removeOrganisation(id: OrganisationId, act?: ActBy): Promise<void>;
  /** Of the organisation and everybody in it. Throws not-found. */
  setOrganisationCountry(id: OrganisationId, country: Country, act?: ActBy): Promise<void>;
  /** All, removed ones and guests too. */
  members(): Promise<(Member & { email: string | null })[]>;
  /** When somebody came, or came back, by a link or as the first; null where nobody kept that. */
  joinedAt(id: MemberId): Promise<string | null>;
  /** No member came before them: the network is theirs from its first day. */
  isFirst(id: MemberId): Promise<boolean>;
  /** Removed ones and guests too; null where there is none. */
  member(id: MemberId): Promise<Member | null>;
  /** For sign-in; only members that are not removed. */
  credentials(email: string): Promise<{ member: Member; passwordHash: string } | null>;
  /** Throws email-taken; email-former for the address of a removed member, who is brought back instead. */
  addMember(member: Member, credentials: { email: string; passwordHash: string } | null): Promise<void>;
  /**
   * Links that they made and that the new role could not have made rest; with another organisation those go by which somebody leads
   * one. Throws last-facilitator; leaves-preparing where nobody would be left to prepare what the organisation has; not-found for a removed
   * member; conflict for a guest who would be something else than a reviewer.
   */
  changeMember(id: MemberId, change: { role?: Role; organisation?: OrganisationId }): Promise<Member>;
  /**
   * Ends all sessions of the member too, which are remembered as that, and withdraws the links made for them; those that they made rest.
   * Removing twice changes nothing. Throws last-facilitator, leaves-preparing. `leaving`: they go by themselves; throws leaves-unled, too, and leaves-nobody
   * unless they have said that they know that nobody leads their organisation then.
   */
  removeMember(id: MemberId, at: string, leaving?: { leavesNobody: boolean } | null): Promise<void>;
  /**
   * The same person again, with role and work, and without a password. Open invitations of members to their address go, as those that are
   * withdrawn: which. Throws conflict for who is here; not-found for a guest and for who was erased; email-taken where somebody else has
   * come with their address.
   */
  bringBackMember(id: MemberId, at: string): Promise<InvitationId[]>;
  /** `passwordHash` is argon2id's. Unspent links of the member go. Throws not-found. */
  setPassword(id: MemberId, passwordHash: string, at: string): Promise<void>;
  /** Null for removed members. */
  account(id: MemberId): Promise<AccountRow | null>;
  /**
   * Throws not-found; initials-taken where another present member has them; name-taken where one is called so, or looks as if;
   * name-elsewhere where that one is of another organisation, unless they keep it (`keeps`). `at`: when another name is told of;
   * left out where it is not.
   */
  changeAccount(id: MemberId, change: AccountChange, named?: { keeps: boolean; at: string }): Promise<Member>;
  /** Names and addresses that people came with instead of those they were invited by, and names that they gave themselves, since a time, oldest first. */
  nameChanges(since: string): Promise<NameChange[]>;
  /** Forgets those of before; how many. */
  purgeNameChanges(before: string): Promise<number>;
  /** The address to sign in with. Throws not-found, email-taken, email-former. */
  setAddress(id: MemberId, email: string): Promise<void>;
  /**
   * `tokenHash`: SHA-256 of the link's token, hex; the token itself is never stored. In the same transaction the unspent links
   * that it replaces go: those named, and for a reset all of that member. How many.
   */
  addInvitation(row: InvitationRow, tokenHash: string, replaces?: readonly InvitationId[]): Promise<number>;
  /** Makes new organisations, by who made the links, and links to them, all or none; of each link how many it replaced. Throws organisation-taken. */
  addInvitationList(organisations: readonly Organisation[], links: readonly NewInvitation[]): Promise<number[]>;
  /** All links, newest first; spent and ended ones too. */
  invitations(): Promise<InvitationRow[]>;
  /** The link of a token, whatever became of it; null where there is none. */
  invitationByToken(tokenHash: string): Promise<InvitationRow | null>;
  /** Marks the link spent exactly once; a reset ends all other links of its member. Throws link-spent; link-expired
   * also for one whose maker could not make it now (`isGoodByMaker`). */
  spendInvitation(tokenHash: string, at: string): Promise<InvitationRow>;
  /**
   * Spends the link and adds the member in one transaction. A removed member whom the inviter named and who comes with the
   * address of before is brought back under the same id, in the place that the link says. Who came. Throws link-spent,
   * link-expired, email-taken; email-former where the address is a removed member's and the link does not name them; name-taken and
   * name-elsewhere as changeAccount does, of a new member.
   */
  acceptInvitation(
    tokenHash: string,
    member: Member,
    credentials: { email: string; passwordHash: string } | null,
    at: string,
    keepsName?: boolean,
  ): Promise<Member>;
  /**
   * Spends a guest's link and adds what it opens to what a guest who is here may open, in one transaction. Who they are by then. Throws
   * link-spent, link-expired; conflict for who is no guest of verdicts or documents; not-found for who is not here.
   */
  addInvitationTo(tokenHash: string, guest: MemberId, at: string): Promise<Member>;
  /** Ends some of what is open to a guest; what is left stays as it is. Throws not-found; conflict where nothing would be left. */
  closeToGuest(id: MemberId, ends: (term: GuestTerm) => boolean): Promise<void>;
  /** Whether somebody has put their first steps away. */
  hasHiddenSteps(member: MemberId): Promise<boolean>;
  /** Puts them away, or brings them back. */
  hideSteps(member: MemberId, isHidden: boolean): Promise<void>;
  /** Takes a link away; whom it was for is kept until it would have ended. Throws not-found. */
  withdrawInvitation(id: InvitationId): Promise<void>;
  /** Links that were withdrawn and would work still, as far as they named somebody. */
  withdrawnLinks(now: string): Promise<WithdrawnLink[]>;
  /** Forgets whom those were for that would have ended by `now`; how many. */
  purgeWithdrawnLinks(now: string): Promise<number>;
  /** `hash` in the row is that of the cookie, which is never stored. */
  addSession(session: SessionRow): Promise<void>;
  /** The session with its member, who is a guest of what is open to them by then alone, if neither has ended by `now`; removed members have none. */
  session(hash: string, now: string): Promise<{ session: SessionRow; member: Member } | null>;
  /** The session was used. */
  touchSession(hash: string, lastSeenAt: string): Promise<void>;
  /** It lasts until then, if it did not last longer. */
  extendSession(hash: string, expiresAt: string): Promise<void>;
  /** Ending one that is gone changes nothing. */
  endSession(hash: string): Promise<void>;
  /** Signs a member out everywhere, or everywhere but in one session; how many ended. */
  endSessionsOf(member: MemberId, but?: string): Promise<number>;
  /** Signs a member out everywhere, as somebody set their password by a link: the sessions are remembered as that. */
  endSessionsByLink(member: MemberId, at: string): Promise<void>;
  /** Whose session it was, and when a link for a new password or their removal ended it; null for any other. */
  endedSession(hash: string): Promise<{ member: MemberId; at: string; how: "link" | "removed" } | null>;
  /** Deletes the sessions that have ended by `now`; how many. */
  purgeSessions(now: string): Promise<number>;
}
