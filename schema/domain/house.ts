import { z } from "zod";
import { OrganisationId, RANDOM_ID } from "./ids.ts";
import { Localised, UiLanguage } from "./language.ts";
import { toCyrillic, toLatin } from "../language/script.ts";
import { MARK_STYLES, type Marks, type MarkStyle, typographyOf } from "../language/typography.ts";
import { HouseColour } from "./house-colour.ts";

/** A kind of document as it is numbered: position paper, thematic input, case study, summary, recommendations, forum brief. */
export const SERIES = ["PP", "TI", "CS", "S", "R", "FB"] as const;
export const Series = z.enum(SERIES);
export type Series = z.infer<typeof Series>;

const SERIES_OF: Partial<Record<string, Series>> = {
  "position-paper": "PP",
  "thematic-input": "TI",
  "case-study": "CS",
  summary: "S",
  recommendations: "R",
  "forum-brief": "FB",
};

/** The series of a template; null for one of the network's own, whose documents bear no number. */
export function seriesOf(template: string): Series | null {
  return SERIES_OF[template] ?? null;
}

/** What a document is cited by: given once, and never again to another. */
export const DocumentNumber = z.object({
  series: Series,
  year: z.int().min(2000).max(9999),
  number: z.int().positive(),
});
export type DocumentNumber = z.infer<typeof DocumentNumber>;

/** "PP 1/2026" */
export function writeDocumentNumber({ series, year, number }: DocumentNumber): string {
  return `${series} ${number}/${year}`;
}

/** Of a logo or a donor's mark. Random; a picture is never changed, another one takes its place. */
export const PictureId = z.string().regex(RANDOM_ID).brand<"PictureId">();
export type PictureId = z.infer<typeof PictureId>;

/** A picture as the server has drawn it, of which nothing else is kept. */
export interface Picture {
  id: PictureId;
  /** In pixels. */
  width: number;
  height: number;
  /** Base64. */
  png: string;
}

/** What recommendations name their addressee by, in every language of a document. */
export const AddresseeKey = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/)
  .brand<"AddresseeKey">();
export type AddresseeKey = z.infer<typeof AddresseeKey>;

/** `isOut`: offered no more; documents that name it still find its name. */
export const Addressee = z.object({ name: Localised, isOut: z.boolean() });
export type Addressee = z.infer<typeof Addressee>;

export const GrantId = z.string().regex(RANDOM_ID).brand<"GrantId">();
export type GrantId = z.infer<typeof GrantId>;

/** Whose money it was, in the words that the donor asks for. */
export const Grant = z.object({
  mark: PictureId.nullable(),
  /** Of the agreement with the donor. */
  number: z.string(),
  from: z.iso.date().nullable(),
  to: z.iso.date().nullable(),
  /** The line that says so. */
  donor: Localised,
  disclaimer: Localised,
  /** Until somebody has confirmed that the donor wants these words; any change of them begins it anew. */
  isDraft: z.boolean(),
});
export type Grant = z.infer<typeof Grant>;

/** Whether a grant has the line that its donor asks for, in any language: without one there are no words to confirm. */
export function hasLine({ donor }: Pick<Grant, "donor">): boolean {
  return Object.values(donor).some((said) => said.trim() !== "");
}

export const LICENCES = ["by", "by-sa", "by-nc", "by-nc-sa", "by-nc-nd", "cc0", "reserved"] as const;
export const Licence = z.enum(LICENCES);
export type Licence = z.infer<typeof Licence>;

/** Quotation marks by language, where they are not the language's own. */
export const HouseMarks = z.partialRecord(UiLanguage, z.enum(Object.keys(MARK_STYLES) as [MarkStyle, ...MarkStyle[]]));
export type HouseMarks = z.infer<typeof HouseMarks>;

/** The marks of a language, by its code or BCP 47 tag, in a house. */
export function marksIn(marks: HouseMarks, lang: string): Marks {
  const style = marks[lang as UiLanguage];
  return style ? MARK_STYLES[style] : typographyOf(lang).marks;
}

/** Lines of a letterhead, each "" where there is none. */
export const HouseContact = z.object({ email: z.string(), web: z.string(), address: z.string() });
export type HouseContact = z.infer<typeof HouseContact>;

export const HouseOrganisation = z.object({ name: Localised, logo: PictureId.nullable() });
export type HouseOrganisation = z.infer<typeof HouseOrganisation>;

/**
 * How the papers of the network look and whose they are. It names no person: authors stand beside it, each by their own consent, so
 * that no version keeps a name that was taken back.
 */
export const House = z.object({
  name: Localised,
  organisations: z.record(OrganisationId, HouseOrganisation),
  addressees: z.record(AddresseeKey, Addressee),
  grants: z.record(GrantId, Grant),
  colour: HouseColour,
  licence: Licence.nullable(),
  contact: HouseContact,
  /** Left out in houses from before there were any. */
  marks: HouseMarks.default({}),
});
export type House = z.infer<typeof House>;

/** What of a house is changed and taken back as one: `name`, `grants/<id>`. */
export const HouseEntry = z
  .string()
  .regex(/^(?:name|colour|licence|contact|marks|(?:organisations|addressees|grants)\/[A-Za-z0-9_-]{1,40})$/)
  .brand<"HouseEntry">();
export type HouseEntry = z.infer<typeof HouseEntry>;

/** What stands in an entry of a house; undefined where there is none. */
export function entryOf(house: House, entry: HouseEntry): unknown {
  const [part = "", id] = entry.split("/");
  const whole: unknown = house[part as keyof House];
  return id === undefined ? whole : (whole as Record<string, unknown>)[id];
}

/** The house with an entry as it stands in another one. */
export function withEntryOf(house: House, entry: HouseEntry, other: House): House {
  const [part = "", id] = entry.split("/");
  const value = entryOf(other, entry);
  if (id === undefined) return House.parse({ ...house, [part]: value });
  const { [id]: _now, ...rest } = house[part as keyof House] as Record<string, unknown>;
  return House.parse({ ...house, [part]: value === undefined ? rest : { ...rest, [id]: value } });
}

/** Of a network that has said nothing yet. */
export const EMPTY_HOUSE: House = House.parse({
  name: {},
  organisations: {},
  addressees: {},
  grants: {},
  colour: "#1f4356",
  licence: null,
  contact: { email: "", web: "", address: "" },
});

/** A text with the language that it is in; null where nobody knows. */
export interface Said {
  text: string;
  lang: UiLanguage | null;
}

/**
 * What a house says in a language: in that language, in its other script, in English, in whatever there is. Null where there is nothing.
 */
export function saidIn(text: Localised, language: UiLanguage): Said | null {
  const own = text[language];
  if (own) return { text: own, lang: language };
  if (language === "sr-Latn" && text["sr-Cyrl"]) return { text: toLatin(text["sr-Cyrl"]), lang: language };
  if (language === "sr-Cyrl" && text["sr-Latn"]) return { text: toCyrillic(text["sr-Latn"]), lang: language };
  const order = ["en", "sr-Latn", "sr-Cyrl", "mk", "sq"] as const;
  const lang = order.find((each) => text[each]);
  return lang ? { text: text[lang] ?? "", lang } : null;
}

/** Grants that run on a day, the one that began first before the others. One without dates always does. */
export function grantsOn({ grants }: House, day: string): Grant[] {
  return Object.values(grants)
    .filter(({ from, to }) => (from === null || from <= day) && (to === null || day <= to))
    .sort((a, b) => compare(a.from ?? "", b.from ?? "") || compare(a.number, b.number));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
