import { InvitationId, MemberId, newId, OrganisationId } from "../../schema/domain/ids.ts";
import { initialsOf, Role, ROLES, type Member, type Organisation } from "../../schema/domain/member.ts";
import { z } from "zod";
import { Country, COUNTRIES } from "../../schema/domain/language.ts";
import { hashPassword } from "../auth/passwords.ts";
import { hashToken, newToken } from "../auth/tokens.ts";
import { type Store } from "../store/store.ts";
import { type InvitationRow } from "../store/people-store.ts";
import { StoreError } from "../store/store-error.ts";
import { withStore } from "./open-data.ts";
import { parseOptions, say, sayJson } from "./options.ts";
import { CliError } from "./usage.ts";

const OPTIONS = {
  data: { type: "string" },
  url: { type: "string" },
  name: { type: "string" },
  email: { type: "string" },
  role: { type: "string" },
  organisation: { type: "string" },
  country: { type: "string" },
} as const;
type Values = ReturnType<typeof parseOptions<typeof OPTIONS>>["values"];

const RESET_MS = 2 * 24 * 3_600_000;

/** `coram member list|add|reset|role`: for the operator, when nobody can sign in any more or a script sets up a network. */
export async function member(args: string[]): Promise<number> {
  const { values, positionals } = parseOptions(args, OPTIONS);
  const [what = "", address, ...more] = positionals;
  const work = { list, add, reset, role }[what];
  const takesAddress = what === "reset" || what === "role";
  if (!work || more.length > 0 || (address !== undefined && !takesAddress))
    throw new CliError("Say what to do: coram member list, add, reset ADDRESS or role ADDRESS.", 2);
  return withStore(values.data, (store) => work(store, { ...values, email: address ?? values.email }));
}

async function list(store: Store, { json }: Values): Promise<number> {
  const [members, organisations] = await Promise.all([store.people.members(), store.people.organisations()]);
  const rows = members
    .filter((each) => each.removedAt === null)
    .sort((a, b) => a.name.localeCompare(b.name))
    .map(({ id, name, email, role, guest, organisation }) => ({
      id,
      name,
      email,
      role: guest ? "guest" : role,
      organisation: organisations.find((each) => each.id === organisation)?.name ?? "",
    }));
  if (json) sayJson(rows);
  else
    for (const row of rows)
      say([row.role.padEnd(11), row.name.padEnd(28), (row.email ?? "-").padEnd(32), row.organisation].join(" "));
  return 0;
}

async function add(store: Store, values: Values): Promise<number> {
  const role = Role.safeParse(values.role);
  const email = z.email().safeParse(values.email?.trim().toLowerCase());
  const name = values.name?.trim();
  if (!name) throw new CliError("Say who: --name NAME.", 2);
  if (!email.success) throw new CliError("Give an e-mail address: --email ADDRESS.", 2);
  if (!role.success) throw new CliError(`Give a role: --role ${ROLES.join("|")}.`, 2);
  const organisation = await organisationOf(store, values);
  const person: Member = {
    id: newId(MemberId),
    name,
    initials: initialsOf(name),
    role: role.data,
    organisation: organisation.id,
    country: organisation.country,
    guest: null,
    removedAt: null,
  };
  // Nobody knows this password: the link below sets the first one.
  await store.people
    .addMember(person, { email: email.data, passwordHash: await hashPassword(newToken()) })
    .catch((error: unknown) => {
      if (error instanceof StoreError && error.code === "email-taken")
        throw new CliError("Somebody has that e-mail address already.");
      if (error instanceof StoreError && error.code === "email-former")
        throw new CliError("A former member has that e-mail address: a facilitator brings them back under Members.");
      throw error;
    });
  await store.audit.append({
    at: now(),
    actor: null,
    action: "member.add",
    subject: { member: person.id, role: person.role },
  });
  return printLink(await resetLink(store, person, values), values, `${name} sets a password at`);
}

async function reset(store: Store, values: Values): Promise<number> {
  const person = await named(store, values);
  return printLink(await resetLink(store, person, values), values, `${person.name} sets a new password at`);
}

/** For an organisation that nobody leads any more: who was there already leads it then. */
async function role(store: Store, values: Values): Promise<number> {
  const to = Role.safeParse(values.role);
  if (!to.success) throw new CliError(`Give a role: --role ${ROLES.join("|")}.`, 2);
  const was = await named(store, values);
  const member = await store.people.changeMember(was.id, { role: to.data }).catch((error: unknown) => {
    if (error instanceof StoreError && ["last-facilitator", "leaves-preparing"].includes(error.code))
      throw new CliError("Nobody else leads their organisation or the network: make another facilitator there first.");
    throw error;
  });
  const { id, organisation } = member;
  const subject = { member: id, role: member.role, organisation, was: was.role, "was-of": was.organisation };
  await store.audit.append({ at: now(), actor: null, action: "member.change", subject });
  if (values.json) sayJson({ id, role: member.role });
  else say(`${member.name}: ${member.role}.`);
  return 0;
}

async function named(store: Store, values: Values): Promise<Member> {
  const email = values.email?.trim().toLowerCase();
  if (!email) throw new CliError(`Say who: their e-mail address.`, 2);
  const found = (await store.people.members()).find((each) => each.email === email && each.removedAt === null);
  if (!found || found.guest) throw new CliError("Nobody here has that e-mail address.");
  return found;
}

async function organisationOf(store: Store, { organisation, country }: Values): Promise<Organisation> {
  const all = await store.people.organisations();
  const found =
    all.find((each) => each.name === organisation) ??
    (organisation === undefined && all.length === 1 ? all[0] : undefined);
  if (found) return found;
  const known = all.map((each) => `"${each.name}"`).join(", ") || "none yet";
  if (!organisation) throw new CliError(`Say which organisation: --organisation NAME (${known}).`, 2);
  const where = Country.safeParse(country);
  if (!where.success)
    throw new CliError(
      `"${organisation}" is not there yet (${known}); add --country ${COUNTRIES.join("|")} to make it.`,
      2,
    );
  const made: Organisation = { id: newId(OrganisationId), name: organisation, country: where.data };
  await store.people.addOrganisation(made);
  return made;
}

async function resetLink(store: Store, person: Member, { url }: Values): Promise<string> {
  const token = newToken();
  const row: InvitationRow = {
    id: newId(InvitationId),
    kind: "reset",
    role: person.role,
    organisation: person.organisation,
    name: person.name,
    email: null,
    verdict: null,
    output: null,
    member: person.id,
    invitedBy: null,
    createdAt: now(),
    spentAt: null,
    expiresAt: new Date(Date.now() + RESET_MS).toISOString(),
  };
  await store.people.addInvitation(row, hashToken(token));
  await store.audit.append({
    at: now(),
    actor: null,
    action: "invitation.make",
    // Whose account it is, and every facilitator, are told by it.
    subject: { invitation: row.id, kind: "reset", role: person.role, member: person.id },
  });
  return `${url?.replace(/\/+$/, "") ?? ""}/join#${token}`;
}

function printLink(link: string, { json }: Values, sentence: string): number {
  if (json) sayJson({ url: link });
  else
    say(
      `${sentence} ${link} (once, within two days${link.startsWith("/") ? "; put the network's address before it" : ""}).`,
    );
  return 0;
}

function now(): string {
  return new Date().toISOString();
}
