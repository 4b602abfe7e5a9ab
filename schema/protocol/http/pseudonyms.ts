import { z } from "zod";
import { MemberId, UnitId } from "../../domain/ids.ts";
import { IdentifierKind, Mention, PersonRole, QuasiKind, TokenKindShape } from "../../domain/privacy.ts";
import { Unit } from "../../domain/unit.ts";
import { foldForSearch } from "../../language/fold.ts";
import { formatToken } from "../../text/token.ts";
import { Range } from "../../text/revision.ts";

/**
 * The names of a verdict that is being prepared: what was proposed and what the preparers have decided, as entities, never
 * as single occurrences. The state is one numbered document a verdict; each command names the number it was made on and the
 * server answers with the next state, or 409 `names-moved` with the newest one's number where somebody was quicker.
 * All offsets are of `revision`; decisions are carried to newer revisions by the edit maps. Everything here is destroyed
 * when the verdict is cleared (only tokens and units stay).
 */
export const NAME_STATES = ["proposed", "confirmed", "dismissed"] as const;

/** Who decided that it is as its state says; absent where nobody has, or before it was kept. */
const By = { by: MemberId.optional() };

const Label = z.string().regex(/^(?:[A-Z]{1,2}|[0-9]{1,4})$/);

export const NameEntity = z.object({
  id: z.string(),
  canonical: z.string(),
  role: PersonRole,
  /** Nothing beside the name says the role, and nobody has decided on it: it is asked before the name is replaced. */
  isRoleGuessed: z.boolean().optional(),
  /** proposed: nobody has looked; confirmed: will be replaced by the token; dismissed: a false alarm, stays as it is. */
  state: z.enum(NAME_STATES),
  ...By,
  /** What will stand in its place: kind by role, label proposed by the server, unique in the verdict. */
  token: z.object({ kind: TokenKindShape, label: Label }),
  /** The unit it is one with (victims and defendants); null until the names are applied. */
  unit: UnitId.nullable(),
  confidence: z.number(),
  /** Whether the token stands in the text for some of the places. */
  isApplied: z.boolean().optional(),
  /** Placeholders of others whose surname this one has, as far as the name is not replaced: `[Victim A]`, victims first. */
  surnameOf: z.array(z.string()).optional(),
  mentions: z.array(Mention.extend({ state: z.enum(["open", "yes", "no"]) })),
});
export type NameEntity = z.infer<typeof NameEntity>;

export const NameIdentifier = z.object({
  id: z.string(),
  kind: IdentifierKind,
  ...Range.shape,
  text: z.string(),
  valid: z.boolean().nullable(),
  sure: z.boolean(),
  state: z.enum(NAME_STATES),
  ...By,
  token: z.object({ kind: TokenKindShape, label: Label }),
});
export type NameIdentifier = z.infer<typeof NameIdentifier>;

export const NameQuasi = z.object({
  id: z.string(),
  kind: QuasiKind,
  ...Range.shape,
  text: z.string(),
  /** open: nobody has looked; keep: looked at and stays; replaced by the token where there is one. */
  state: z.enum(["open", "keep", "replace"]),
  ...By,
  token: z.object({ kind: TokenKindShape, label: Label }).nullable(),
});
export type NameQuasi = z.infer<typeof NameQuasi>;

/** GET /api/verdicts/:id/names → NamesView (verdict.prepare). Looks the text over anew where it has changed. */
export const NamesView = z.object({
  number: z.int().nonnegative(),
  revision: z.int().positive(),
  entities: z.array(NameEntity),
  identifiers: z.array(NameIdentifier),
  quasi: z.array(NameQuasi),
  /** Placeholders that stand in the text for numbers, places and organisations, each with the words that it was put in for. */
  replaced: z.array(z.object({ token: NameIdentifier.shape.token, forms: z.array(z.string()) })).optional(),
  units: z.array(Unit),
  /** The revision that the last application made, while it can still be undone as one; null else. */
  applied: z.int().positive().nullable(),
  /** Whether a sealed key of this verdict lies on the server. */
  hasSealedKey: z.boolean(),
});
export type NamesView = z.infer<typeof NamesView>;

/** What may be added from the text: a kind of quasi-identifier (`isQuasiToAdd`) or of identifier. */
export const THINGS_TO_ADD = [
  "settlement",
  "business",
  "school",
  "institution",
  "address",
  "birth-date",
  "date",
  "file",
  "number",
] as const;
export type ThingToAdd = (typeof THINGS_TO_ADD)[number];
export type QuasiToAdd = Extract<ThingToAdd, QuasiKind>;

/** Whether it is a quasi-identifier: what a person must look at; else an identifier. */
export function isQuasiToAdd(of: ThingToAdd): of is QuasiToAdd {
  return QuasiKind.safeParse(of).success;
}

/** An identifier or a quasi-identifier. */
export type NameThing = Pick<NameIdentifier | NameQuasi, "id" | "kind" | "text"> & Pick<NameQuasi, "token">;

/** By what they are the same number or words: by their token; those that have none by what they are and say, in whatever script. */
export function likenessOf({ token, kind, text }: Omit<NameThing, "id">): string {
  return token ? formatToken(token.kind, token.label) : `${kind} ${foldForSearch(text)}`;
}

/** Whether a command on `one` of them means `other` too: itself, or where `alike` the same number or words elsewhere. */
export function isMeant(one: NameThing, other: NameThing, alike = false): boolean {
  return one.id === other.id || (alike && likenessOf(one) === likenessOf(other));
}

/**
 * The things with `id` and all that are alike to it under the token of `as`, and all of both in `state`; null where one of them is not there,
 * or has no token of the other's kind.
 */
export function withSame<Item extends NameThing & { state: string }>(
  items: readonly Item[],
  { id, as }: { id: string; as: string },
  state: Item["state"],
): Item[] | null {
  const one = items.find((each) => each.id === id);
  const other = items.find((each) => each.id === as);
  if (!one?.token || !other?.token || one.token.kind !== other.token.kind) return null;
  const { token } = other;
  return items.map((each) =>
    isMeant(one, each, true) || isMeant(other, each, true) ? { ...each, token, state } : each,
  );
}

/** POST /api/verdicts/:id/names/commands {number, asked, command} → NamesView. Each is undone by `undo` (own last one). */
export const NamesCommand = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("confirm"), entity: z.string() }),
  /** A false alarm. */
  z.object({ kind: z.literal("dismiss"), entity: z.string() }),
  z.object({ kind: z.literal("reopen"), entity: z.string() }),
  /** Of a person whose token stands in the text, the words of all its places change in a revision of their own. */
  z.object({ kind: z.literal("role"), entity: z.string(), role: PersonRole }),
  z.object({ kind: z.literal("token"), entity: z.string(), token: NameEntity.shape.token }),
  z.object({ kind: z.literal("rename"), entity: z.string(), canonical: z.string().trim().min(1).max(120) }),
  /** All mentions of the others go to the first. */
  z.object({ kind: z.literal("merge"), entities: z.array(z.string()).min(2).max(100) }),
  /** Some mentions (by their start) become a person of their own. */
  z.object({ kind: z.literal("split"), entity: z.string(), starts: z.array(z.int().nonnegative()).min(1).max(5000) }),
  /** Some mentions (by their start) belong to another person (`to`); they are that one's then, and looked at. */
  z.object({
    kind: z.literal("move"),
    entity: z.string(),
    starts: z.array(z.int().nonnegative()).min(1).max(5000),
    to: z.string(),
  }),
  /** One unsure mention: it is this person, or it is an ordinary word. */
  z.object({ kind: z.literal("mention"), entity: z.string(), start: z.int().nonnegative(), is: z.boolean() }),
  /** Words that were not proposed: a mention of an entity, or of a new one (`entity: null`), everywhere they occur or only here. */
  z.object({
    kind: z.literal("add"),
    entity: z.string().nullable(),
    role: PersonRole,
    range: Range,
    everywhere: z.boolean(),
  }),
  /**
   * What nobody proposed and names nobody: the same as `as`, which is the id of one that is there or a token of the text. Without it it
   * is what the same words were replaced by, unless it is `own`. All its places are replaced.
   */
  z.object({
    kind: z.literal("add-thing"),
    of: z.enum(THINGS_TO_ADD),
    range: Range,
    as: z.string().nullable(),
    own: z.boolean().optional(),
    everywhere: z.boolean(),
  }),
  /** `alike`: the same number or words elsewhere too, as one decision and one undo. */
  z.object({
    kind: z.literal("identifier"),
    id: z.string(),
    state: z.enum(NAME_STATES),
    alike: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal("quasi"),
    id: z.string(),
    state: z.enum(["open", "keep", "replace"]),
    alike: z.boolean().optional(),
  }),
  /** Two names of one organisation, place or number: `id` is called what `as` is, and all places of both are replaced. */
  z.object({ kind: z.literal("same"), of: z.enum(["identifier", "quasi"]), id: z.string(), as: z.string() }),
  /** Confirms every sure entity whose role is no guess, and every sure identifier, that nobody has decided. */
  z.object({ kind: z.literal("confirm-sure") }),
  z.object({ kind: z.literal("undo") }),
  /** What one took back last, while one has decided on nothing since. */
  z.object({ kind: z.literal("redo") }),
]);
export type NamesCommand = z.infer<typeof NamesCommand>;
export const NamesPost = z.object({
  number: z.int().nonnegative(),
  /** A random name of the asking: asked once more under it, because its answer was lost, it is not done once more. */
  asked: z.string().min(1).max(40).optional(),
  command: NamesCommand,
});
export type NamesPost = z.infer<typeof NamesPost>;

/**
 * POST /api/verdicts/:id/names/apply → NamesApplied: all confirmed ones are replaced in one revision, or nothing is.
 * With a passphrase the mapping token → forms is sealed in a file beside the database; without one nothing is kept once the
 * verdict is cleared. POST /api/verdicts/:id/names/unapply undoes it as one, until the verdict is cleared.
 */
export const NamesApply = z.object({
  number: z.int().nonnegative(),
  passphrase: z.string().min(12).max(200).nullable().default(null),
});
export const NamesApplied = z.object({
  revision: z.int().positive(),
  replaced: z.int().nonnegative(),
  units: z.array(Unit),
});
export type NamesApplied = z.infer<typeof NamesApplied>;

/** POST /api/verdicts/:id/sealed-key/open {passphrase} → SealedKey (owner's facilitators; audited). DELETE destroys the file. */
export const SealedKeyOpen = z.object({ passphrase: z.string().min(1).max(200) });
export const SealedKey = z.object({
  entries: z.array(z.object({ token: z.string(), canonical: z.string(), forms: z.array(z.string()) })),
  sealedAt: z.iso.datetime(),
});
export type SealedKey = z.infer<typeof SealedKey>;
