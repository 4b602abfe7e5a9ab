import type { OrganisationId } from "../../../../schema/domain/ids.ts";
import {
  type DocumentNumber,
  EMPTY_HOUSE,
  type Grant,
  grantsOn,
  type House,
  type Licence,
  type Picture,
  type PictureId,
  type Said,
  saidIn,
} from "../../../../schema/domain/house.ts";
import type { UiLanguage } from "../../../../schema/domain/language.ts";

/** The house of a paper, in its language: what covers, letterheads, imprints and back covers are set from. */
export interface PrintedHouse {
  /** Of the house; 0 where nobody has said anything of it yet. */
  version: number;
  network: Said;
  /** By country and name, each with its logo where it has one. */
  organisations: { name: Said; logo: Picture | null }[];
  /** Those that ran on the day of the paper. `isDraft`: nobody has confirmed these words. */
  grants: PrintedGrant[];
  /** `#rrggbb`; 7:1 on white at least. */
  colour: string;
  licence: { name: string; href: string | null } | null;
  /** Lines: address, post, web; only those that there are. */
  contact: string[];
  /** As each wants to be written; those alone who have said yes. Never who coded. */
  authors: string[];
  number: DocumentNumber | null;
}

export interface PrintedGrant extends Pick<Grant, "number" | "from" | "to" | "isDraft"> {
  mark: Picture | null;
  donor: Said | null;
  disclaimer: Said | null;
}

/** What a house is printed from, read from the store. */
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

/** `reserved`: what "all rights reserved" is called in the language. */
export function printHouse(source: HouseSource, language: UiLanguage, day: string, reserved: string): PrintedHouse {
  const { house, pictures } = source;
  const picture = (id: PictureId | null): Picture | null => (id === null ? null : (pictures.get(id) ?? null));
  const { address, email, web } = house.contact;
  return {
    version: source.version,
    network: saidIn(house.name, language) ?? { text: source.network, lang: null },
    organisations: source.organisations.map(({ id, name }) => {
      const known = house.organisations[id];
      return {
        name: (known && saidIn(known.name, language)) ?? { text: name, lang: null },
        logo: picture(known?.logo ?? null),
      };
    }),
    grants: grantsOn(house, day).map(({ mark, number, from, to, donor, disclaimer, isDraft }) => ({
      mark: picture(mark),
      number,
      from,
      to,
      donor: saidIn(donor, language),
      disclaimer: saidIn(disclaimer, language),
      isDraft,
    })),
    colour: house.colour,
    licence: house.licence && printLicence(house.licence, reserved),
    contact: [address, email, web].filter((line) => line !== ""),
    authors: [...source.authors],
    number: source.number,
  };
}

/** The house of a network that has said nothing of it. */
export function plainHouse(network: string): PrintedHouse {
  const source = { version: 0, house: EMPTY_HOUSE, network, organisations: [], authors: [], number: null };
  return printHouse({ ...source, pictures: new Map() }, "en", "2000-01-01", "");
}

function printLicence(licence: Licence, reserved: string): PrintedHouse["licence"] {
  if (licence === "reserved") return { name: reserved, href: null };
  if (licence === "cc0") return { name: "CC0 1.0", href: "https://creativecommons.org/publicdomain/zero/1.0/" };
  return {
    name: `CC ${licence.toUpperCase()} 4.0`,
    href: `https://creativecommons.org/licenses/${licence}/4.0/`,
  };
}

/**
 * What was written in documents, to be looked over for what must not go out. A house is what facilitators say of the network to
 * everybody, its address and telephone among it.
 */
export function writtenIn<T extends { house: PrintedHouse }>(manuscripts: readonly T[]): Omit<T, "house">[] {
  return manuscripts.map(({ house: _said, ...written }) => written);
}
