import * as Y from "yjs";
import type { DocumentNumber, House, Picture, PictureId } from "../../schema/domain/house.ts";
import type { MemberId, OrganisationId } from "../../schema/domain/ids.ts";
import type { Role } from "../../schema/domain/member.ts";
import { isNamedIn, publishesIn } from "../../schema/editor/imprint.ts";
import type { OutputImprint } from "../../schema/editor/output-document.ts";
import { isAlwaysJoint, wantedFor, writersOf } from "../outputs/approval/signers.ts";
import { stayingMembers } from "../access/members-here.ts";
import type { AuthorRow } from "../store/house-store.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";

/** What the house of a paper is printed from. */
export interface HouseSource {
  version: number;
  house: House;
  /** Of the settings: what the network and its organisations are called where the house does not say. */
  network: string;
  /** Those that publish it; `signature`: of an approved document that was asked to be signed. */
  organisations: readonly { id: OrganisationId; name: string; signature?: SourceSignature | undefined }[];
  pictures: ReadonlyMap<PictureId, Picture>;
  authors: readonly string[];
  number: DocumentNumber | null;
  /** Of an approved document: since when it is, and what was signed, which it was without before there were signatures. */
  approval: { at: string; digest: string | null; signatures: readonly OrganisationSignature[] } | null;
}

/** A signature with whose it is; `id`: of an organisation that is there. */
export type OrganisationSignature = SourceSignature & { organisation: { id: OrganisationId; name: string } | null };

/** Who signed for an organisation: by name who agreed to that, everybody else by role. */
export interface SourceSignature {
  by: { name: string } | { role: Role };
  at: string;
  /** All people of the organisation had typed in the document. */
  wrote: boolean;
}

/**
 * The house of a document: as it was when it was frozen, for its signatures or its approval, or as it is. Its authors are those of its writers who consent to being named
 * now and whom its imprint names.
 */
export async function houseOf(
  store: Store,
  output: OutputRow,
  imprint: OutputImprint | undefined,
  frozenAt: string | null,
): Promise<HouseSource> {
  const approvedAt = output.approvedVersion === null ? null : frozenAt;
  const [{ number: version, house }, network, organisations, authors, number] = await Promise.all([
    frozenAt === null ? store.house.current() : store.house.asOf(frozenAt),
    store.setting("network-name"),
    publishersOf(store, output, imprint),
    mayBeNamed(store, output),
    store.house.documentNumber(output.id),
  ]);
  const signed = approvedAt === null ? null : await signaturesOf(store, output);
  const signatures = new Map(signed?.signatures.map((each) => [each.organisation?.id, each]));
  const logos = Object.values(house.organisations).map(({ logo }) => logo);
  const marks = Object.values(house.grants).map(({ mark }) => mark);
  const pictures = await store.house.pictures([...logos, ...marks].filter((id) => id !== null));
  return {
    version,
    house,
    network: network ?? "",
    organisations: organisations.map((each) => ({ ...each, signature: signatures.get(each.id) })),
    pictures: new Map(pictures.map((picture) => [picture.id, picture])),
    authors: authors.filter((each) => isNamedIn(imprint, each)).map(({ name }) => name),
    number,
    approval: approvedAt === null ? null : { at: approvedAt, digest: null, signatures: [], ...signed },
  };
}

/**
 * The organisations that publish a document: of what all say together each one that signs it; of anything else those whose people
 * wrote it, as far as nobody says otherwise. While nobody has, those that would sign.
 */
async function publishersOf(
  store: Store,
  output: OutputRow,
  imprint: OutputImprint | undefined,
): Promise<HouseSource["organisations"]> {
  // What a language is made of later is the same paper.
  const { approvals } = store;
  const asked = (await approvals.newest(output.id)) ?? (output.leader && (await approvals.newest(output.leader)));
  const mayPublish = isAlwaysJoint(output) || asked?.joint === true ? [] : await mayPublishIt(store, output);
  const [first] = mayPublish;
  if (first) {
    const chosen = mayPublish.filter((each) => publishesIn(imprint, each));
    // Nobody publishes what no organisation publishes.
    return chosen.length > 0 ? chosen : mayPublish.filter(({ wroteLittle }) => !wroteLittle);
  }
  const [organisations, members] = await Promise.all([store.people.organisations(), store.people.members()]);
  const signing = wantedFor(members, new Set(), { joint: true, askedBy: null });
  const ids = new Set(signing.map(({ organisation }) => organisation));
  return organisations.filter(({ id }) => ids.has(id));
}

/** What a writer puts in who wrote something of a document: a sentence. Who corrects a comma, or says in one word where, wrote none of it. */
const A_SENTENCE = 100;

/** The organisations whose people typed in a document, or in the one that leads its languages. */
export async function mayPublishIt(
  store: Pick<Store, "approvals" | "outputs" | "people" | "rooms">,
  output: Pick<OutputRow, "id" | "leader">,
): Promise<{ id: OrganisationId; name: string; wroteLittle?: true }[]> {
  const [organisations, members, writers, typed] = await Promise.all([
    store.people.organisations(),
    store.people.members(),
    writersOf(store, output.leader ? [output.leader, output.id] : [output.id]),
    typedBy(store, output),
  ]);
  const ofWriters = members.filter(({ id }) => writers.has(id));
  const found = organisations.flatMap(({ id, name }) => {
    const own = ofWriters.filter(({ organisation }) => organisation === id);
    const much = own.reduce((sum, { id: member }) => sum + (typed.get(member) ?? 0), 0);
    return own.length > 0 ? [{ id, name, much }] : [];
  });
  return withLittle(found);
}

/** Those who put in less than a sentence, where others put in more, wrote little. */
function withLittle<T extends { much: number }>(found: readonly T[]): (Omit<T, "much"> & { wroteLittle?: true })[] {
  const isAnyMuch = found.some(({ much }) => much >= A_SENTENCE);
  return found.map(({ much, ...each }) => ({
    ...each,
    ...(isAnyMuch && much < A_SENTENCE ? { wroteLittle: true as const } : {}),
  }));
}

/** How many letters and blocks each put into a document, or into the one that leads its languages; those that are gone again count. */
async function typedBy(
  { outputs, rooms }: Pick<Store, "outputs" | "rooms">,
  { id, leader }: Pick<OutputRow, "id" | "leader">,
): Promise<Map<MemberId, number>> {
  const typed = new Map<MemberId, number>();
  for (const output of leader ? [leader, id] : [id]) {
    const { content } = await outputs.rooms(output);
    const state = await rooms.load(content);
    const ends = [
      ...(state?.snapshot ? [Y.parseUpdateMetaV2(state.snapshot)] : []),
      ...(state?.log ?? []).map((bytes) => Y.parseUpdateMeta(bytes)),
    ];
    const clocks = new Map<number, number>();
    for (const { to } of ends)
      for (const [client, clock] of to) clocks.set(client, Math.max(clock, clocks.get(client) ?? 0));
    for (const [client, member] of await outputs.clientsIn(content))
      typed.set(member, (typed.get(member) ?? 0) + (clocks.get(client) ?? 0));
  }
  return typed;
}

/** Who signed an approved document, in their order, and its digest; null where it was approved before signatures were. */
export async function signaturesOf(
  store: Store,
  { id }: OutputRow,
): Promise<Pick<NonNullable<HouseSource["approval"]>, "digest" | "signatures"> | null> {
  const candidate = await store.approvals.newest(id);
  if (candidate?.state !== "approved") return null;
  const [members, authors, organisations] = await Promise.all([
    store.people.members(),
    store.house.authors(),
    store.people.organisations(),
  ]);
  const signatures = candidate.signatures.map(({ member, organisation, at, wrote, named }) => {
    const author = authors.find((each) => each.member === member);
    const signer = members.find((each) => each.id === member);
    const name = named ? (author?.name ?? signer?.name) : named === null ? author?.name : undefined;
    return {
      by: name ? { name } : { role: signer?.role ?? ("lawyer" as const) },
      at,
      wrote,
      organisation: organisations.find((each) => each.id === organisation) ?? null,
    };
  });
  return { digest: candidate.digest, signatures };
}

/** Members who typed in a document, or in the one that leads its languages, are here, and have not agreed to be named in papers. */
export async function notYetNamed(
  store: Pick<Store, "erasures" | "house" | "outputs" | "people" | "rooms">,
  output: Pick<OutputRow, "id" | "leader">,
): Promise<AuthorRow[]> {
  const [typed, authors, members] = await Promise.all([
    typedBy(store, output),
    store.house.authors(),
    store.people.members(),
  ]);
  const agreed = new Set(authors.map(({ member }) => member));
  // Who is not here, or is being erased, cannot consent any more: nobody waits for them.
  return stayingMembers(members, await store.erasures.open()).flatMap(({ id: member, name }) =>
    (typed.get(member) ?? 0) > 0 && !agreed.has(member) ? [{ member, name }] : [],
  );
}

/** Who typed in a document, or in the one that leads its languages, and consents to being named, by their names. */
export async function mayBeNamed(
  store: Pick<Store, "house" | "outputs" | "rooms">,
  output: Pick<OutputRow, "id" | "leader">,
): Promise<(AuthorRow & { wroteLittle?: true })[]> {
  const typed = await typedBy(store, output);
  const writers = withLittle([...typed].map(([member, much]) => ({ member, much })));
  const authors = await store.house.authors();
  return authors.flatMap((author) => {
    const wrote = writers.find(({ member }) => member === author.member);
    return wrote ? [{ ...author, ...wrote }] : [];
  });
}
