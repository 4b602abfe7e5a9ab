import { type InvitationId, OrganisationId } from "../../schema/domain/ids.ts";
import type { Country } from "../../schema/domain/language.ts";
import { type Role, USUAL_ROLE } from "../../schema/domain/member.ts";
import type { Actor } from "../../schema/domain/can.ts";
import { calledAlike } from "../../schema/domain/people/look-alike.ts";
import { isGoodByMaker } from "../../schema/domain/people/place-rights.ts";
import type { InvitationView, InviteList, MembersView } from "../../schema/protocol/http/people.ts";
import { serverClock } from "../api/server-clock.ts";
import { t } from "../i18n/t.ts";
import { linksKept } from "./links-kept.ts";
import { ofMember } from "../typed/of-member.ts";
import { countryOf, type Doubt, readLines, type ReadLine, type ReadOrganisation } from "./invite-lines.ts";
import { insteadOfPlace, insteadOfWithdraw } from "./member-controls.ts";

/** What was answered about a line. */
export interface Answer {
  organisation?: string;
  role?: Role;
  isSkipped?: boolean;
  /** Not the member of that name. */
  isAnother?: true;
  /** The open invitation of somebody of another name, which ends when the list is sent; null where that was taken back. */
  replaces?: InvitationId | null;
}

/** A list that was begun and not sent. */
interface Begun {
  pasted: string;
  answers: ReadonlyMap<string, Answer>;
  countries: ReadonlyMap<string, Country>;
  others: readonly string[];
}

export const LIST = "invite list";

/**
 * What was begun, while the page lives: another page of the network loses neither lines nor answers, and the browser asks before it is
 * closed. No device keeps addresses of people.
 */
export const begun = ofMember(new Map<typeof LIST, Begun>());

/** A list is begun, or links of one are not done with: their place stays, whatever else is next. */
export function isInviting(): boolean {
  return begun.has(LIST) || linksKept.all.length > 0;
}

/** In a select: an organisation that is there by its id, a new one by its name behind this. */
export const NEW = "new:";

/**
 * What is not the reader's to give: any place in an organisation, only that of this role there, or any to whom it has invited; and what to
 * do instead.
 */
interface Led {
  of: "place" | "lead" | "invited";
  organisation: string;
  instead: string;
}

/** A line with its answers. */
export interface Row {
  line: ReadLine;
  /** The value of the select; "" asks. */
  organisation: string;
  role: Role | null;
  doubts: (Doubt | Led["of"] | "address-invited")[];
  led: Led | null;
  /** Whose open invitation has the address, of another name. */
  other: InvitationView | null;
  isSkipped: boolean;
  isAnother: boolean;
  replaces: InvitationId | null;
}

interface ReadAgainst {
  people: MembersView;
  invitations: readonly InvitationView[];
  me: Actor;
  answers: ReadonlyMap<string, Answer>;
}

/** What was pasted, with what was answered about it. */
export function readRows(pasted: string, { people, invitations, me, answers }: ReadAgainst): Row[] {
  const now = serverClock.stamp();
  const unspent = invitations.filter(({ spentAt, expiresAt }) => spentAt === null && expiresAt > now);
  const works = (each: InvitationView): boolean =>
    isGoodByMaker(
      each,
      people.members.find(({ id }) => id === each.invitedBy),
      people.members,
    );
  const invited = unspent.filter(works).flatMap(({ email }) => email ?? []);
  return readLines(pasted, { ...people, invited }).map((line) => {
    const answer = answers.get(line.key) ?? {};
    const organisation = answer.organisation ?? valueOf(line.organisation);
    const role = answer.role ?? line.role;
    const isAnswered = (doubt: Doubt): boolean =>
      (doubt === "organisation" && organisation !== "") ||
      (doubt === "role" && role !== null) ||
      (doubt === "name-member" && isAnother);
    const { isSkipped = false, isAnother = false, replaces = null } = answer;
    const theirs = unspent.filter(({ kind, email }) => kind === "member" && email !== null && email === line.email);
    const led = isSkipped ? null : (invitedFor(people, me, theirs) ?? ledFor(people, me, organisation, role));
    const other = theirs.find(({ name }) => name !== null && line.name && !calledAlike(name, line.name)) ?? null;
    const doubts: Row["doubts"] = isSkipped ? [] : line.doubts.filter((doubt) => !isAnswered(doubt));
    if (led) doubts.push(led.of);
    else if (other && other.id !== replaces && !isSkipped) doubts.push("address-invited");
    return { line, organisation, role, doubts, led, other, isSkipped, isAnother, replaces };
  });
}

/** An open invitation of theirs ends with a new one, and is not the reader's to end. */
function invitedFor(people: MembersView, me: Actor, open: readonly InvitationView[]): Led | null {
  for (const each of open) {
    const instead = insteadOfWithdraw(me, people, each);
    const organisation = people.organisations.find(({ id }) => id === each.organisation)?.name ?? "";
    if (instead !== null) return { of: "invited", organisation, instead };
  }
  return null;
}

function ledFor(people: MembersView, me: Actor, value: string, role: Role | null): Led | null {
  const known = people.organisations.find(({ id }) => id === value);
  if (!known) return null;
  const { id, name: organisation } = known;
  const place = insteadOfInviting(me, people, id, USUAL_ROLE);
  if (place !== null) return { of: "place", organisation, instead: place };
  const lead = role && insteadOfInviting(me, people, id, role);
  return lead === null ? null : { of: "lead", organisation, instead: lead };
}

/** What is doubtful of a row, in sentences: for an organisation, and a role that nothing was written of, its select asks alone. */
export function toldOf(row: Row): string[] {
  const { line, role, doubts, led, other, isSkipped } = row;
  if (isSkipped) return [];
  const told = doubts.flatMap((doubt) => {
    if (doubt === "organisation" || doubt === "role" || doubt === "invited" || doubt === "place" || doubt === "lead")
      return [];
    if (doubt === "no-address" && line.fault) return [t(`problem.bad-request.email-${line.fault}`)];
    const name = (doubt === "address-invited" ? other?.name : line.member) ?? "";
    return [t(`invite.doubt-${doubt}`, { name })];
  });
  if (role === null && line.isGuest) told.push(t("invite.doubt-guest"));
  else if (role === null && line.roleWord) told.push(t("invite.doubt-role", { word: line.roleWord }));
  if (isReplacing(row)) told.push(t("invite.ends-theirs", { name: other?.name ?? "" }));
  if (led) told.push(t(`invite.doubt-${led.of}`, { ...led }));
  return told;
}

/** Somebody's open invitation ends when the list is sent, as the reader has chosen. */
function isReplacing({ other, replaces, isSkipped, led }: Row): boolean {
  return other !== null && other.id === replaces && !isSkipped && led === null;
}

/** What a press answers of a row, and how it is written. */
export function answersTo(row: Row): { words: string; answer: Answer }[] {
  const { doubts, other } = row;
  const answers = doubts.flatMap((doubt): { words: string; answer: Answer }[] => {
    if (doubt === "name-member") return [{ words: t("invite.another"), answer: { isAnother: true } }];
    return doubt === "address-invited" && other
      ? [{ words: t("invite.end-theirs"), answer: { replaces: other.id } }]
      : [];
  });
  // What was answered is taken back where it was answered.
  return isReplacing(row) ? [...answers, { words: t("invite.keep-theirs"), answer: { replaces: null } }] : answers;
}

/** What the reader does instead of inviting somebody into an organisation as that; null where they may. */
export function insteadOfInviting(
  me: Actor,
  people: MembersView,
  organisation: OrganisationId,
  role: Role,
): string | null {
  return insteadOfPlace(me, people, null, null, { role, organisation });
}

/** Names of organisations that are made with their first invitation, each with its country, once that is known. */
export function newOrganisations(
  rows: readonly Row[],
  countries: ReadonlyMap<string, Country>,
): Map<string, Country | null> {
  const found = new Map<string, Country | null>();
  for (const row of rows) {
    if (row.isSkipped || !row.organisation.startsWith(NEW)) continue;
    const name = row.organisation.slice(NEW.length);
    if (found.has(name)) continue;
    const addresses = rows
      .filter(({ organisation }) => organisation === row.organisation)
      .map(({ line }) => line.email);
    found.set(name, countries.get(name) ?? countryOf(addresses));
  }
  return found;
}

function valueOf(organisation: ReadOrganisation | null): string {
  if (!organisation) return "";
  return "id" in organisation ? organisation.id : `${NEW}${organisation.name}`;
}

export function listOf(rows: readonly Row[], made: ReadonlyMap<string, Country | null>): InviteList {
  const names = [...made.keys()];
  return {
    organisations: [...made].flatMap(([name, country]) => (country === null ? [] : [{ name, country }])),
    people: rows
      .filter(({ isSkipped }) => !isSkipped)
      .flatMap(({ line: { name, email }, organisation, role, isAnother, replaces }) =>
        role === null
          ? []
          : [
              {
                name,
                email,
                role,
                organisation: organisation.startsWith(NEW)
                  ? names.indexOf(organisation.slice(NEW.length))
                  : OrganisationId.parse(organisation),
                ...(isAnother ? { isAnother } : {}),
                ...(replaces ? { replaces } : {}),
              },
            ],
      ),
  };
}
