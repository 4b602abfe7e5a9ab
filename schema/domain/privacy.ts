import { z } from "zod";
import { Range } from "../text/revision.ts";
import { TOKEN_KINDS } from "../text/token.ts";

/** Who a person is in the case; decides the kind of token that is proposed. */
export const PERSON_ROLES = [
  "victim",
  "defendant",
  "witness",
  "relative",
  "judge",
  "prosecutor",
  "lawyer",
  "expert",
  "official",
  "other",
] as const;
export const PersonRole = z.enum(PERSON_ROLES);
export type PersonRole = z.infer<typeof PersonRole>;

/** Identifiers are replaced as they stand; quasi-identifiers only when a person has looked at them. */
export const IDENTIFIER_KINDS = [
  "jmbg",
  "embg",
  "nid",
  "birth-date",
  "address",
  "phone",
  "plate",
  "id-card",
  "passport",
  "driving-licence",
  "account",
  "email",
  "handle",
  "ip",
  "url",
  "number",
  /** Of nobody's birth; never proposed, only added. */
  "date",
] as const;
export const IdentifierKind = z.enum(IDENTIFIER_KINDS);
export type IdentifierKind = z.infer<typeof IdentifierKind>;

/** What does not name anybody and yet may betray: for a person to look at. */
export const QUASI_KINDS = [
  "birth-place",
  "settlement",
  "workplace",
  "school",
  "occupation",
  "illness",
  "ethnicity",
  "children",
  "vehicle",
  "business",
  /** A hospital, a shelter, a home, an association. */
  "institution",
  "age",
  /** The number of a file of other proceedings. */
  "file",
] as const;
export const QuasiKind = z.enum(QUASI_KINDS);
export type QuasiKind = z.infer<typeof QuasiKind>;

/** One place in the text with the words that stand there. Offsets in UTF-16 units of the text examined. */
export const Mention = z.strictObject({
  ...Range.shape,
  text: z.string(),
  /** Certain enough to be replaced without a look; the others are walked one by one, with their context. */
  sure: z.boolean(),
});
export type Mention = z.infer<typeof Mention>;

/** A person (or nickname) with every place where they are named, in whatever inflection, script or order. */
export const EntitySuggestion = z.strictObject({
  /** Stable for the same text: made of what was found, not random. Carries no name. */
  id: z.string(),
  kind: z.literal("person"),
  /** The name as a person would write it in a list: nominative, given name first. */
  canonical: z.string(),
  role: PersonRole,
  /** Whether no place beside the name says the role, or other places say one that speaks against it. */
  isRoleGuessed: z.boolean(),
  /** How sure it is that this is a person at all, 0 to 1. */
  confidence: z.number().min(0).max(1),
  sex: z.enum(["f", "m"]).nullable(),
  mentions: z.array(Mention),
});
export type EntitySuggestion = z.infer<typeof EntitySuggestion>;

export const IdentifierSuggestion = z.strictObject({
  kind: IdentifierKind,
  ...Range.shape,
  text: z.string(),
  /** For numbers with check digits: whether they hold. Null where there is none. */
  valid: z.boolean().nullable(),
  sure: z.boolean(),
});
export type IdentifierSuggestion = z.infer<typeof IdentifierSuggestion>;

export const QuasiSuggestion = z.strictObject({ kind: QuasiKind, ...Range.shape, text: z.string() });
export type QuasiSuggestion = z.infer<typeof QuasiSuggestion>;

/** What `server/privacy` proposes for a text. Nothing overlaps within one list; an identifier never lies inside a mention. */
export const Suggestions = z.strictObject({
  entities: z.array(EntitySuggestion),
  identifiers: z.array(IdentifierSuggestion),
  quasi: z.array(QuasiSuggestion),
});
export type Suggestions = z.infer<typeof Suggestions>;

/** A kind of typed token, as data from outside. */
export const TokenKindShape = z.enum(TOKEN_KINDS);
