import {
  type DocumentNumber,
  EMPTY_HOUSE,
  type HouseMarks,
  type Grant,
  grantsOn,
  type Licence,
  type Picture,
  type PictureId,
  type Said,
  saidIn,
} from "../../../../schema/domain/house.ts";
import { shortDigest } from "../../../../schema/approval/short-digest.ts";
import type { UiLanguage } from "../../../../schema/domain/language.ts";
import { writePartialDate } from "../../../../schema/language/dates.ts";
import type { HouseSource, SourceSignature } from "../../../house/house-source.ts";
import type { OutputWords } from "../../words/shape.ts";
import { OUTPUT_WORDS } from "../../words/words.ts";

/** The house of a paper, in its language: what covers, letterheads, imprints and back covers are set from. */
export interface PrintedHouse {
  /** Of the house; 0 where nobody has said anything of it yet. */
  version: number;
  network: Said;
  /** By country and name, each with its logo where it has one. */
  organisations: { name: Said; logo: Picture | null; signed: PrintedSignature | null }[];
  /** Those that ran on the day of the paper. `isDraft`: nobody has confirmed these words. */
  grants: PrintedGrant[];
  /** `#rrggbb`; 7:1 on white at least. */
  colour: string;
  /** Of quotations, by language. */
  marks: HouseMarks;
  licence: { name: string; href: string | null } | null;
  /** Lines: address, post, web; only those that there are. */
  contact: string[];
  /** As each wants to be written; those alone who have said yes. Never who coded. */
  authors: string[];
  number: DocumentNumber | null;
  /** All this in words, row by row, for a paper that has no page of its own for it. */
  imprint: [string, string][];
}

/** Who signed a paper for an organisation, and when, in words. */
export interface PrintedSignature {
  forIt: string;
  on: string;
  /** All there had typed in it. */
  wrote: boolean;
}

/** A grant in the language of a paper. */
export interface PrintedGrant extends Pick<Grant, "number" | "from" | "to" | "isDraft"> {
  mark: Picture | null;
  donor: Said | null;
  disclaimer: Said | null;
}

/** `day`: of the paper. */
export function printHouse(source: HouseSource, language: UiLanguage, day: string): PrintedHouse {
  const { house, pictures } = source;
  const words = OUTPUT_WORDS[language];
  const picture = (id: PictureId | null): Picture | null => (id === null ? null : (pictures.get(id) ?? null));
  const { address, email, web } = house.contact;
  const printed = {
    version: source.version,
    network: saidIn(house.name, language) ?? { text: source.network, lang: null },
    organisations: source.organisations.map(({ id, name, signature }) => {
      const known = house.organisations[id];
      return {
        name: (known && saidIn(known.name, language)) ?? { text: name, lang: null },
        logo: picture(known?.logo ?? null),
        signed: signature ? printSignature(signature, words, language) : null,
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
    marks: house.marks,
    licence: house.licence && printLicence(house.licence, words.reserved),
    contact: [address, email, web].filter((line) => line !== ""),
    authors: [...source.authors],
    number: source.number,
  };
  return { ...printed, imprint: imprintOf(printed, words, approvedIn(source, words, language)) };
}

/** The house of a network that has said nothing of it. */
export function plainHouse(network: string): PrintedHouse {
  const source = {
    version: 0,
    house: EMPTY_HOUSE,
    network,
    organisations: [],
    authors: [],
    number: null,
    approval: null,
  };
  return printHouse({ ...source, pictures: new Map() }, "en", "2000-01-01");
}

function printSignature(
  { by, at, wrote }: SourceSignature,
  words: OutputWords,
  language: UiLanguage,
): PrintedSignature {
  return {
    forIt: "name" in by ? by.name : words.readBy[by.role].one,
    on: writePartialDate(at.slice(0, 10), language),
    wrote,
  };
}

function printLicence(licence: Licence, reserved: string): PrintedHouse["licence"] {
  if (licence === "reserved") return { name: reserved, href: null };
  if (licence === "cc0") return { name: "CC0 1.0", href: "https://creativecommons.org/publicdomain/zero/1.0/" };
  return {
    name: `CC ${licence.toUpperCase()} 4.0`,
    href: `https://creativecommons.org/licenses/${licence}/4.0/`,
  };
}

/** Donors as covers name them: their mark, and their line and disclaimer. `unconfirmed` is said of words that nobody has confirmed. */
export function donorsOf({ house, words }: { house: PrintedHouse; words: OutputWords }): {
  mark: Picture | null;
  lines: Said[];
}[] {
  return house.grants.flatMap(({ mark, donor, disclaimer, isDraft }) => {
    const lines = [donor, disclaimer].filter((line) => line !== null);
    if (!mark && lines.length === 0) return [];
    return [{ mark, lines: isDraft && donor ? [...lines, { text: words.unconfirmed, lang: null }] : lines }];
  });
}

export function picturesOf({ organisations, grants }: PrintedHouse): Picture[] {
  return [...organisations.map(({ logo }) => logo), ...grants.map(({ mark }) => mark)].filter((each) => each !== null);
}

/** By whom, for which organisation and when a paper was approved, and the digest by which it is told from another text. */
function approvedIn({ approval, house }: HouseSource, words: OutputWords, language: UiLanguage): string[] {
  if (!approval) return [];
  const lines = approval.signatures.map((signature) => {
    const { organisation } = signature;
    const known = organisation && house.organisations[organisation.id];
    const name = organisation && ((known && saidIn(known.name, language)?.text) ?? organisation.name);
    const { forIt, on } = printSignature(signature, words, language);
    return [forIt, name, on].filter(Boolean).join(", ");
  });
  const day = writePartialDate(approval.at.slice(0, 10), language);
  const digest = approval.digest === null ? [] : [`${words.imprint.digest} ${shortDigest(approval.digest)}`];
  return [...(lines.length > 0 ? lines : [day]), ...digest];
}

function imprintOf(
  house: Omit<PrintedHouse, "imprint">,
  { imprint, unconfirmed }: OutputWords,
  approved: readonly string[],
): [string, string][] {
  const support = house.grants.map(({ donor, disclaimer, isDraft }) =>
    [donor?.text, disclaimer?.text, donor && isDraft ? unconfirmed : ""].filter(Boolean).join(" "),
  );
  const organisations = house.organisations.map(({ name }) => name.text).join("; ");
  const rows: [string, readonly string[]][] = [
    [imprint.publishedBy, [[house.network.text, organisations].filter(Boolean).join(": ")].filter(Boolean)],
    [imprint.writtenBy, house.authors.length > 0 ? [house.authors.join(", ")] : []],
    [imprint.approved, approved],
    [imprint.support, support.filter((line) => line !== "")],
    [imprint.licence, house.licence ? [house.licence.name] : []],
    [imprint.contact, house.contact.length > 0 ? [house.contact.join(" · ")] : []],
  ];
  return rows.flatMap(([name, lines]): [string, string][] => (lines.length > 0 ? [[name, lines.join("\n")]] : []));
}

/**
 * What was written in documents, to be looked over for what must not go out. A house is what facilitators say of the network to
 * everybody, its address and telephone among it.
 */
export function writtenIn<T extends { house: PrintedHouse }>(manuscripts: readonly T[]): Omit<T, "house">[] {
  return manuscripts.map(({ house: _said, ...written }) => written);
}
