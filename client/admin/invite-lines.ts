import type { OrganisationId } from "../../schema/domain/ids.ts";
import { USUAL_ROLE, type Organisation, type Role } from "../../schema/domain/member.ts";
import type { Country } from "../../schema/domain/language.ts";
import { type AddressFault, addressFault, givenNameFirst } from "../../schema/domain/people/address.ts";
import { calledAlike, looksAlike } from "../../schema/domain/people/look-alike.ts";
import { groupBy } from "../../schema/group-by.ts";
import { foldForSearch } from "../../schema/language/fold.ts";

/** What a pasted list is read against. */
export interface KnownPeople {
  organisations: readonly Organisation[];
  members: readonly { name: string; email: string | null; organisation: OrganisationId; removedAt: string | null }[];
  /** Addresses of unused invitations. */
  invited: readonly string[];
}

/** An organisation that is there, or the name of a new one. */
export type ReadOrganisation = { id: OrganisationId } | { name: string };

export type Doubt =
  | "no-name"
  | "no-address"
  | "address-twice"
  | "address-member"
  | "name-member"
  | "organisation"
  | "role";

/** A line as it was understood. */
export interface ReadLine {
  /** The line, and which of several that are alike: what was answered about it stays with it. */
  key: string;
  /** As it was pasted, and how many lines stand before it. */
  text: string;
  at: number;
  name: string;
  email: string;
  organisation: ReadOrganisation | null;
  role: Role | null;
  /** Asked before anybody is invited. */
  doubts: readonly Doubt[];
  /** What is wrong with what was meant for an address; null where there is a good one or none. */
  fault: AddressFault | null;
  /** What was meant for a role and is none. */
  roleWord: string | null;
  /** Whose address it is, or who has that name. */
  member: string | null;
  /** Told: a former member comes back as who they were; an earlier link ends. */
  note: "former" | "invited" | null;
  /** A guest is meant, who has no role and is invited from what they are to read. */
  isGuest: boolean;
}

/** Roles as people write them in the languages of the network, folded. */
const ROLE_WORDS: Record<Role, readonly string[]> = {
  facilitator: ["facilitator", "facilitatorka", "facilitatorja", "fasilitator", "lehtesues", "lehtesuese"],
  lawyer: [
    "lawyer",
    "attorney",
    "pravnik",
    "pravnica",
    "pravnicka",
    "advokat",
    "advokatka",
    "advokatica",
    "jurist",
    "juriste",
    "avokat",
    "avokate",
  ],
  reviewer: ["reviewer", "recenzent", "recenzentka", "recenzentkinja", "recensues", "recensuese"],
  reader: ["reader", "citalac", "citateljka", "citatel", "citatelka", "lexues", "lexuese"],
};

/** No role: a guest is invited from a verdict or a document. Whoever is written so here is asked about. */
const GUEST_WORDS = [
  "guest",
  "gost",
  "gosca",
  "gostin",
  "gostinka",
  "i ftuar",
  "e ftuar",
  "mysafir",
  "mysafire",
  "vizitor",
];

/** What people are elsewhere, in the languages of the network, folded: no role here, so whoever is written so is asked about. */
const OFFICE_WORDS = new Set(
  [
    "admin administrator administratorka administratore coordinator koordinator koordinatorka koordinatore",
    "judge sudija sudinica sudijka gjyqtar gjyqtare prosecutor tuzilac tuziteljka obvinitel obvinitelka prokuror prokurore",
    "director direktor direktorka drejtor drejtore manager menadzer menadzerka menaxher menaxhere moderator moderatorka moderatore",
    "editor urednik urednica editore assistant asistent asistentka asistente secretary sekretar sekretarka sekretare",
  ].flatMap((words) => words.split(" ")),
);

/** Under these addresses many organisations write. */
const SHARED_HOSTS = /^(?:gmail|googlemail|yahoo|outlook|hotmail|live|icloud|proton|protonmail|mail|gmx|yandex|aol)\./;
/** What was meant for an address, whatever is wrong with it. */
const WITH_AT = /[^\s<>;,"()]*@[^\s<>;,"()]*/u;
/** As a mail program copies whom it writes to: `"Family, Given" <address>, Given Family <address>`. */
const BETWEEN_MAILBOXES = /(?<=>)\s*[,;]\s*(?=[^,;<>@"]*(?:"[^"]*"\s*)?<[^<>\s]+@)/u;
/** What was meant for an address and lost its @. */
const WITHOUT_AT = /^\S+\.[^\s.]{2,}$/u;
/** One word in small letters. */
const SMALL_WORD = /^[^\s\p{Lu}]+$/u;
/** Heads that a spreadsheet has above its cells, folded: that of an address, which may have more words, and the others. */
const ADDRESS_HEAD = /^(?:e-?mail|e-?posta|mail|i?mejl|posta elektronike|address|adresa)\b/;
const OTHER_HEAD =
  /^(?:name|full name|ime|ime i prezime|emri|emri dhe mbiemri|organi[sz]ation|organizacija|organizata|role|uloga|roli)$/;
const COUNTRY_HOSTS: Record<string, Country> = { rs: "rs", srb: "rs", mk: "mk", mkd: "mk", al: "al" };

/** What somebody pasted, line by line: names, addresses, organisations and roles, in this order or with the address anywhere. */
export function readLines(pasted: string, known: KnownPeople): ReadLine[] {
  const lines = pasted
    .split(/\r?\n/)
    .flatMap((line, at) => line.split(BETWEEN_MAILBOXES).map((part) => ({ text: part.trim(), at })))
    .filter(({ text }) => text !== "");
  if (lines.length > 1 && isHead(lines[0]?.text ?? "")) lines.shift();
  const seen = new Map<string, number>();
  const split = lines.map(({ text, at }) => {
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    return { key: `${text}#${times}`, text, at, ...cellsOf(text, known.organisations) };
  });
  const named = organisationsIn(split, known.organisations);
  const byHost = hostsOf(named, known);
  const addresses = new Set<string>();
  return named.map(({ name, email, organisation, role, ...line }) => {
    const present = known.members.find((each) => each.email === email && each.removedAt === null);
    const former = present ? undefined : known.members.find((each) => each.email === email && each.removedAt !== null);
    const alike =
      present || former
        ? undefined
        : known.members.find((each) => each.removedAt === null && name !== "" && calledAlike(each.name, name));
    const where = organisation ?? byHost.get(hostOf(email)) ?? null;
    const doubts: Doubt[] = [];
    if (!name) doubts.push("no-name");
    else if (alike) doubts.push("name-member");
    if (!email) doubts.push("no-address");
    else if (present) doubts.push("address-member");
    else if (addresses.has(email)) doubts.push("address-twice");
    if (!where) doubts.push("organisation");
    if (!role) doubts.push("role");
    if (email) addresses.add(email);
    return {
      ...line,
      // Only under the name they had are they who they were.
      name: former?.name ?? name,
      email,
      organisation: where,
      role,
      doubts,
      member: (present ?? alike)?.name ?? null,
      note: former ? "former" : email && known.invited.includes(email) ? "invited" : null,
    };
  });
}

function isHead(line: string): boolean {
  if (line.includes("@")) return false;
  const cells = line.split(/[\t;,]|\s{2,}/).map((cell) => foldForSearch(cell.replaceAll('"', "").trim()));
  return cells.some((cell) => ADDRESS_HEAD.test(cell)) || cells.filter((cell) => OTHER_HEAD.test(cell)).length > 1;
}

/** The country that the addresses of a new organisation tell of; null where they tell of none, or of several. */
export function countryOf(addresses: readonly string[]): Country | null {
  const found = new Set(addresses.flatMap((each) => COUNTRY_HOSTS[each.split(".").at(-1) ?? ""] ?? []));
  return found.size === 1 ? ([...found][0] ?? null) : null;
}

interface Cells extends Pick<
  ReadLine,
  "key" | "text" | "at" | "name" | "email" | "fault" | "role" | "roleWord" | "isGuest"
> {
  place: string;
}

function cellsOf(text: string, organisations: readonly Organisation[]): Omit<Cells, "key" | "text" | "at"> {
  const line = givenNameFirst(text);
  const meant = WITH_AT.exec(line);
  const parts = meant ? [line.slice(0, meant.index), line.slice(meant.index + meant[0].length)] : [line];
  const by = line.includes("\t") ? "\t" : line.includes(";") ? ";" : /\s{2,}/.test(line) ? /\s{2,}/ : ",";
  // Cells of a table have their places: what stands in the last one is meant for a role.
  const isTable = by === "\t" || by === ";";
  const written = parts
    .flatMap((part) => part.split(by))
    .map((cell) => cell.replace(/^[\s<>,;"()]+|[\s<>,;"()]+$/g, ""))
    .filter((cell) => cell !== "");
  const lost = meant ? -1 : written.findIndex((cell, index) => index > 0 && WITHOUT_AT.test(cell));
  const cells = written
    .filter((_, index) => index !== lost)
    .flatMap((cell, index) => (isTable ? [cell] : roleApart(cell, index === 0, organisations)));
  const fault = meant ? addressFault(meant[0]) : lost < 0 ? null : "no-at";
  const at = cells.findIndex((cell, index) => index > 0 && isRoleWord(cell));
  const word = at < 0 ? null : (cells.splice(at, 1)[0] ?? "");
  const office = at < 0 ? cells.findIndex((cell, index) => index > 0 && isOfficeWord(cell)) : -1;
  const noRole = office < 0 ? null : (cells.splice(office, 1)[0] ?? "");
  const [name = "", ...place] = cells;
  const rest = { name, email: meant && !fault ? meant[0].toLowerCase() : "", fault };
  if (word !== null) {
    const role = roleOf(word);
    return { ...rest, place: place.join(", "), role, roleWord: null, isGuest: role === null };
  }
  if (noRole !== null) return { ...rest, place: place.join(", "), role: null, roleWord: noRole, isGuest: false };
  const { of, unknown } = isTable
    ? lastForRole(organisationFirst(place, organisations))
    : unknownRole(place, meant !== null, organisations);
  return { ...rest, place: of, role: unknown === null ? USUAL_ROLE : null, roleWord: unknown, isGuest: false };
}

/** A place, and what stands behind it that is no role. */
interface Behind {
  of: string;
  unknown: string | null;
}

/** The cells of a place, one that names an organisation we know before one that names none: some write the role first. */
function organisationFirst(place: readonly string[], organisations: readonly Organisation[]): readonly string[] {
  const [first = "", second] = place;
  const isSwapped = second !== undefined && place.length === 2 && !begins(organisations, first);
  return isSwapped && begins(organisations, second) ? [second, first] : place;
}

function lastForRole(place: readonly string[]): Behind {
  const [of = "", unknown] = place;
  return unknown !== undefined && place.length === 2 ? { of, unknown } : { of: place.join(", "), unknown: null };
}

/** What stands behind an organisation, in a cell or a word of its own, or is one word in small letters, was meant for a role. */
function unknownRole(place: readonly string[], hasAddress: boolean, organisations: readonly Organisation[]): Behind {
  const whole = { of: place.join(", "), unknown: null };
  const last = place.at(-1);
  if (last === undefined || !hasAddress || begins(organisations, whole.of)) return whole;
  const of = place.slice(0, -1).join(", ");
  // Written before its organisation.
  if (place.length === 2 && !begins(organisations, of) && begins(organisations, last)) return { of: last, unknown: of };
  if (SMALL_WORD.test(last) || begins(organisations, of)) return { of, unknown: last };
  const [, before = "", word = ""] = /^(.+)\s(\S+)$/u.exec(last) ?? [];
  const isBehind = place.length === 1 && SMALL_WORD.test(word) && begins(organisations, before);
  return isBehind ? { of: before, unknown: word } : whole;
}

/** Whether an organisation is called so, or begins so. */
function begins(organisations: readonly Organisation[], text: string): boolean {
  const word = foldForSearch(text);
  return (
    word !== "" && organisations.some(({ name }) => looksAlike(name, text) || foldForSearch(name).startsWith(word))
  );
}

/** A role that stands behind an organisation or a name (`isName`) without a comma is a cell of its own. */
function roleApart(cell: string, isName: boolean, organisations: readonly Organisation[]): string[] {
  const words = cell.split(/\s+/);
  if (isRoleWord(cell) || isOfficeWord(cell) || begins(organisations, cell)) return [cell];
  for (const count of [1, 2]) {
    const [before, role] = [words.slice(0, -count), words.slice(-count).join(" ")];
    if (before.length >= (isName ? 2 : 1) && (isRoleWord(role) || isOfficeWord(role))) return [before.join(" "), role];
  }
  return [cell];
}

function isOfficeWord(cell: string): boolean {
  return OFFICE_WORDS.has(foldForSearch(cell.replace(/^[(\s]+|[)\s]+$/g, "")));
}

function isRoleWord(cell: string): boolean {
  return roleOf(cell) !== null || isGuestWord(cell);
}

function roleOf(cell: string): Role | null {
  const word = foldForSearch(cell);
  const found = Object.entries(ROLE_WORDS).find(([, words]) => words.includes(word));
  return found ? (found[0] as Role) : null;
}

function isGuestWord(cell: string): boolean {
  return GUEST_WORDS.includes(foldForSearch(cell));
}

type Named = Omit<Cells, "place"> & { organisation: ReadOrganisation | null };

/** Organisations by their names, or by how they begin ("Pravna linija" of "Pravna linija, Niš"); other words name a new one. */
function organisationsIn(lines: readonly Cells[], organisations: readonly Organisation[]): Named[] {
  const added = new Map<string, string>();
  const find = ({ place, email }: Pick<Cells, "place" | "email">): ReadOrganisation | null => {
    const word = foldForSearch(place);
    if (!word) return null;
    const same = organisations.filter(({ name }) => looksAlike(name, place));
    const alike = organisations.filter(({ name }) => {
      const other = foldForSearch(name);
      return other.startsWith(word) || word.startsWith(other);
    });
    const [only, more] = same.length > 0 ? same : alike;
    if (only && !more) return { id: only.id };
    // In a line without an address one word in small letters is what was meant for one.
    if (only || (email === "" && SMALL_WORD.test(place))) return null;
    if (!added.has(word)) added.set(word, place);
    return { name: added.get(word) ?? place };
  };
  return lines.map(({ place, ...line }) => ({ ...line, organisation: find({ place, email: line.email }) }));
}

/** Organisations that all write under one host of their own: of members, of the lines, or by the host's name. */
function hostsOf(lines: readonly Named[], { members, organisations }: KnownPeople): Map<string, ReadOrganisation> {
  const isKnown = (organisation: OrganisationId): boolean => organisations.some(({ id }) => id === organisation);
  const ofMembers = members.flatMap(({ email, organisation, removedAt }) =>
    email && removedAt === null && isKnown(organisation) ? [{ email, organisation: { id: organisation } }] : [],
  );
  const byMembers = groupBy(ofMembers, ({ email }) => hostOf(email));
  const byLines = groupBy(lines, ({ email }) => hostOf(email));
  return new Map(
    [...byLines].flatMap(([host, written]) => {
      if (!host || SHARED_HOSTS.test(host)) return [];
      const [only, more] = onceEach(byMembers.get(host) ?? written);
      if (only) return more ? [] : [[host, only] as const];
      const [called, another] = organisations.filter(({ name }) => isCalled(name, host));
      return called && !another ? [[host, { id: called.id }] as const] : [];
    }),
  );
}

/** Whether a host has the name of an organisation, with or without its town: `qendrabesa.al`, of Qendra Besa, Durrës. */
function isCalled(organisation: string, host: string): boolean {
  const parts = new Set(host.split(".").map((part) => part.replaceAll("-", "")));
  const [name = ""] = organisation.split(",");
  return [organisation, name].some((words) => parts.has(foldForSearch(words).replaceAll(/[^a-z0-9]/gu, "")));
}

function onceEach(all: readonly { organisation: ReadOrganisation | null }[]): ReadOrganisation[] {
  const found = all.flatMap(({ organisation }) => (organisation ? [organisation] : []));
  return [...new Map(found.map((each) => [JSON.stringify(each), each])).values()];
}

function hostOf(email: string): string {
  return email.split("@")[1] ?? "";
}
