import { z } from "zod";
import { AddresseeKey, GrantId, House, HouseMarks, HouseEntry, Licence } from "../../domain/house.ts";
import { HouseColour } from "../../domain/house-colour.ts";
import { MemberId, OrganisationId } from "../../domain/ids.ts";
import { Localised, UiLanguage } from "../../domain/language.ts";
import { Organisation } from "../../domain/member.ts";
import { isClean } from "../../rooms/field-rule.ts";
import { Email, PersonName } from "./people.ts";

const line = (max: number) => z.string().trim().max(max).refine(isClean);
/** Words in each language; what is left empty is not said in that language. */
const words = (max: number) =>
  z
    .partialRecord(UiLanguage, line(max))
    .transform((said) => Object.fromEntries(Object.entries(said).filter(([, text]) => text !== "")) as typeof said);
const named = words(200).refine((said) => Object.keys(said).length > 0);

/** A side of a picture, in pixels. */
export const PICTURE_MAX = 1200;
/** What it may be long as a file: with the body around it, less than any body may be. */
export const PICTURE_MAX_BYTES = 700_000;
/** A PNG of eight bits a channel, as a canvas writes it, in base64. The server draws its pixels anew and keeps nothing else of it. */
const PictureFile = z.object({ png: z.base64().max(Math.ceil(PICTURE_MAX_BYTES / 3) * 4) });

/** Somebody who has said yes to being named as an author. */
export const HouseAuthor = z.object({ member: MemberId, name: z.string() });
export type HouseAuthor = z.infer<typeof HouseAuthor>;

/** So many changes of a day are told with what they changed. */
export const HOUSE_TOLD = 3;

/** Of an entry that holds several: which were changed, or what became of the whole. */
export const HousePart = z.enum([
  ...(["name", "logo", "mark", "number", "from", "to", "donor", "disclaimer", "email", "web", "address"] as const),
  ...(["isAdded", "isGone", "isOut", "isBack", "isDraft", "isConfirmed"] as const),
]);
export type HousePart = z.infer<typeof HousePart>;

/** A change as the list of the last ones tells of it. */
export const HouseChangeSaid = z.object({
  number: z.int().positive(),
  entry: HouseEntry,
  /** What the entry is called: a name, a number of a grant, a colour or licence as it is since; "" of what has no name. */
  called: z.union([Localised, z.string()]),
  parts: z.array(HousePart),
  by: MemberId,
  /** Of who did it; "" of somebody who is not there any more. */
  name: z.string(),
  at: z.iso.datetime(),
});
export type HouseChangeSaid = z.infer<typeof HouseChangeSaid>;

const ToldValue = z.union([Localised, z.string()]);

/** A change as who is told of it reads it. `values`: what was written before and is now, shortened around what differs, "" or {} of nothing. */
export const HouseChangeTold = HouseChangeSaid.pick({ number: true, entry: true, called: true, parts: true }).extend({
  /** `part`: null of an entry that holds one thing alone. */
  values: z.array(z.object({ part: HousePart.nullable(), was: ToldValue, now: ToldValue })),
  /** It made a draft again of a grant that this one had confirmed. */
  confirmedBy: MemberId.optional(),
});
export type HouseChangeTold = z.infer<typeof HouseChangeTold>;

/** To who leads any organisation: what papers of the network print of it was changed so many times on a day, `at` last. */
export const ToldHouse = z.object({
  kind: z.literal("house"),
  count: z.int().positive(),
  /** The newest of them. A copy of before has none. */
  changes: z.array(HouseChangeTold).max(HOUSE_TOLD).optional(),
  from: MemberId,
  at: z.iso.datetime(),
});
export type ToldHouse = z.infer<typeof ToldHouse>;

/** GET /api/house (network.read) */
export const HouseView = z.object({
  /** Of the newest version; 0 where nobody has said anything yet. */
  number: z.int().nonnegative(),
  house: House,
  /** What the network and its organisations are called where the house does not say. */
  network: z.string(),
  organisations: z.array(Organisation),
  /** Names of the facilitators of each organisation of which only they change what is said; not of those that the asker changes. */
  ledBy: z.partialRecord(OrganisationId, z.array(z.string())),
  authors: z.array(HouseAuthor),
  /** Who confirmed a grant that is confirmed, as far as it is known: a change makes a draft of it again. */
  confirmed: z.partialRecord(GrantId, z.object({ by: MemberId, name: z.string(), at: z.iso.datetime() })),
  /** The last changes, newest first. */
  changes: z.array(HouseChangeSaid),
});
export type HouseView = z.infer<typeof HouseView>;

/**
 * PATCH /api/house (network.manage) → HouseChanged. Each change makes a version. `null` in the place of an id makes a new one. 422
 * `colour-faint` with the nearest colour that stands 7:1 on white, 422 `picture-unreadable`.
 */
export const HouseChange = z.discriminatedUnion("field", [
  z.object({ field: z.literal("name"), value: words(200) }),
  z.object({ field: z.literal("organisation-name"), organisation: OrganisationId, value: words(200) }),
  z.object({ field: z.literal("organisation-logo"), organisation: OrganisationId, value: PictureFile.nullable() }),
  z.object({ field: z.literal("addressee-name"), addressee: AddresseeKey.nullable(), value: named }),
  z.object({ field: z.literal("addressee-out"), addressee: AddresseeKey, value: z.boolean() }),
  z.object({
    field: z.literal("grant-number"),
    grant: GrantId.nullable(),
    value: z
      .object({ number: line(80), from: z.iso.date().nullable(), to: z.iso.date().nullable() })
      .refine(({ from, to }) => from === null || to === null || from <= to),
  }),
  z.object({ field: z.literal("grant-donor"), grant: GrantId, value: words(600) }),
  z.object({ field: z.literal("grant-disclaimer"), grant: GrantId, value: words(1200) }),
  z.object({ field: z.literal("grant-mark"), grant: GrantId, value: PictureFile.nullable() }),
  z.object({ field: z.literal("grant-draft"), grant: GrantId, value: z.boolean() }),
  z.object({ field: z.literal("grant-away"), grant: GrantId }),
  z.object({ field: z.literal("colour"), value: HouseColour }),
  z.object({ field: z.literal("licence"), value: Licence.nullable() }),
  z.object({ field: z.literal("marks"), value: HouseMarks }),
  z.object({
    field: z.literal("contact"),
    value: z.object({ email: z.union([z.literal(""), Email]), web: line(200), address: line(300) }),
  }),
]);
export type HouseChange = z.infer<typeof HouseChange>;

/** `number`: of the version that it made, by which it is taken back. */
export const HouseChanged = z.object({
  number: z.int().nonnegative(),
  view: HouseView,
});
export type HouseChanged = z.infer<typeof HouseChanged>;

/**
 * GET /api/house/pictures/:id (network.read) → the PNG as the server drew it.
 * POST /api/house/versions/:number/undo (network.manage) → HouseChanged: what that version changed is as it was before; 409 `house-moved`
 * where it has been changed since.
 * POST /api/outputs/:id/number (output.make) → DocumentNumber: the one that it has, that of the same document in another language, or
 * the next of its series in this year. 422 `output-no-series` for a template of the network's own.
 */
export const PICTURE_TYPE = "image/png";

/** PUT /api/account/author (account.change): how one is named as an author; null takes it back. */
export const AuthorChange = z.object({ name: PersonName.nullable() });
