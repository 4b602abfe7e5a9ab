import type { DocumentNumber, House, Picture, PictureId } from "../../schema/domain/house.ts";
import type { MemberId, OrganisationId } from "../../schema/domain/ids.ts";
import type { Role } from "../../schema/domain/member.ts";
import type { OutputImprint } from "../../schema/editor/output-document.ts";
import { isAlwaysJoint, wantedFor, writersOf } from "../outputs/approval/signers.ts";
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
}

/** Who signed for an organisation: by name who agreed to that, everybody else by role. */
export interface SourceSignature {
  by: { name: string } | { role: Role };
  at: string;
  /** All people of the organisation had typed in the document. */
  wrote: boolean;
}

/**
 * The house of a document: as it was when it was approved, or as it is. Its authors are those of its writers who consent to being named
 * now and whom its imprint names.
 */
export async function houseOf(
  store: Store,
  output: OutputRow,
  imprint: OutputImprint | undefined,
  approvedAt: string | null,
): Promise<HouseSource> {
  const [{ number: version, house }, network, organisations, authors, number] = await Promise.all([
    approvedAt === null ? store.house.current() : store.house.asOf(approvedAt),
    store.setting("network-name"),
    publishersOf(store, output),
    mayBeNamed(store, output),
    store.house.documentNumber(output.id),
  ]);
  const signatures =
    approvedAt === null ? new Map<OrganisationId, SourceSignature>() : await signaturesOf(store, output);
  const logos = Object.values(house.organisations).map(({ logo }) => logo);
  const marks = Object.values(house.grants).map(({ mark }) => mark);
  const pictures = await store.house.pictures([...logos, ...marks].filter((id) => id !== null));
  return {
    version,
    house,
    network: network ?? "",
    organisations: organisations.map((each) => ({ ...each, signature: signatures.get(each.id) })),
    pictures: new Map(pictures.map((picture) => [picture.id, picture])),
    authors: namedIn(imprint, authors).map(({ name }) => name),
    number,
  };
}

/**
 * The organisations that publish a document: of what all say together each one that signs it; of anything else those whose people
 * typed in it, or in the one that leads its languages. While nobody has, those that would sign.
 */
async function publishersOf(store: Store, output: OutputRow): Promise<HouseSource["organisations"]> {
  const [organisations, members, writers, asked] = await Promise.all([
    store.people.organisations(),
    store.people.members(),
    writersOf(store, output.leader ? [output.leader, output.id] : [output.id]),
    store.approvals.newest(output.id),
  ]);
  const ofWriters = members.filter(({ id }) => writers.has(id)).map(({ organisation }) => organisation);
  const isJoint = isAlwaysJoint(output) || asked?.joint === true || ofWriters.length === 0;
  const all = isJoint ? wantedFor(members, writers, { joint: true, askedBy: null }) : [];
  const publishing = new Set([...ofWriters, ...all.map(({ organisation }) => organisation)]);
  return organisations.filter(({ id }) => publishing.has(id));
}

/** Who signed an approved document, by organisation; none where it was approved before signatures were. */
export async function signaturesOf(store: Store, { id }: OutputRow): Promise<Map<OrganisationId, SourceSignature>> {
  const candidate = await store.approvals.newest(id);
  if (candidate?.state !== "approved") return new Map();
  const [members, authors] = await Promise.all([store.people.members(), store.house.authors()]);
  return new Map(
    candidate.signatures.map(({ member, organisation, at, wrote, named }): [OrganisationId, SourceSignature] => {
      const author = authors.find((each) => each.member === member);
      const signer = members.find((each) => each.id === member);
      const name = named ? (author?.name ?? signer?.name) : named === null ? author?.name : undefined;
      return [organisation, { by: name ? { name } : { role: signer?.role ?? "lawyer" }, at, wrote }];
    }),
  );
}

/** Who wrote in a document, or in the one that leads its languages, and consents to being named, by their names. */
export async function mayBeNamed(
  store: Pick<Store, "house" | "outputs">,
  { id, leader }: Pick<OutputRow, "id" | "leader">,
): Promise<AuthorRow[]> {
  const writers = new Set<MemberId>();
  for (const output of leader ? [leader, id] : [id]) {
    const { content } = await store.outputs.rooms(output);
    for (const member of await store.outputs.writersIn(content)) writers.add(member);
  }
  return (await store.house.authors()).filter(({ member }) => writers.has(member));
}

/** Those of them whom its imprint names. */
export function namedIn<T extends { member: MemberId }>(
  imprint: OutputImprint | undefined,
  authors: readonly T[],
): T[] {
  if (imprint?.byOrganisations) return [];
  return authors.filter(({ member }) => !imprint?.unnamed.includes(member));
}
