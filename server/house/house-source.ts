import type { DocumentNumber, House, Picture, PictureId } from "../../schema/domain/house.ts";
import type { OrganisationId } from "../../schema/domain/ids.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";

/** What the house of a paper is printed from. */
export interface HouseSource {
  version: number;
  house: House;
  /** Of the settings: what the network and its organisations are called where the house does not say. */
  network: string;
  organisations: readonly { id: OrganisationId; name: string }[];
  pictures: ReadonlyMap<PictureId, Picture>;
  authors: readonly string[];
  number: DocumentNumber | null;
}

/**
 * The house of a document: as it was when it was approved, or as it is. Its authors are those of its writers who consent to being named
 * now.
 */
export async function houseOf(store: Store, output: OutputRow, approvedAt: string | null): Promise<HouseSource> {
  const { content } = await store.outputs.rooms(output.id);
  const [{ number: version, house }, network, organisations, authors, writers, number] = await Promise.all([
    approvedAt === null ? store.house.current() : store.house.asOf(approvedAt),
    store.setting("network-name"),
    store.people.organisations(),
    store.house.authors(),
    store.outputs.writersIn(content),
    store.house.documentNumber(output.id),
  ]);
  const logos = Object.values(house.organisations).map(({ logo }) => logo);
  const marks = Object.values(house.grants).map(({ mark }) => mark);
  const pictures = await store.house.pictures([...logos, ...marks].filter((id) => id !== null));
  return {
    version,
    house,
    network: network ?? "",
    organisations,
    pictures: new Map(pictures.map((picture) => [picture.id, picture])),
    authors: authors.filter(({ member }) => writers.includes(member)).map(({ name }) => name),
    number,
  };
}
