import { z } from "zod";
import { AnnotationId, DisagreementId, CategoryId, QuestionId, ThreadId, type OutputId } from "../domain/ids.ts";
import { BlockId } from "../domain/output.ts";
import { UiLanguage } from "../domain/language.ts";
import type { RoomKind } from "../domain/room.ts";
import { ANSWERS } from "./answer-keys.ts";
import { DRAFT_FIELDS } from "./draft/draft-fields.ts";
import { field, type FieldRule, TypedText, When } from "./field-rule.ts";
import { OUTPUT_CONTENT, OUTPUT_META } from "./output-fields.ts";
import { PackedAnchor } from "./packed-anchor.ts";
import { type RoomRules, xmlRule } from "./root-rule.ts";
import { eachTagWord } from "./tag-words.ts";
import { WordEnds } from "./word-ends.ts";

export const THREAD_FIELDS = {
  /**
   * Where it hangs: a passage or an annotation in a verdict's discussion, a category or a question in a methodology's, a block
   * in an output's; one of them, but that a thread on an annotation keeps the passage beside it. With none it is about the whole.
   */
  anchor: field(PackedAnchor, "creator"),
  annotation: field(AnnotationId, "nobody"),
  category: field(CategoryId, "nobody"),
  question: field(QuestionId, "nobody"),
  /** A block of an output. */
  block: field(BlockId, "creator"),
  /** The words of the block that it is about, as they read when it was begun, and where they stand in its text. */
  words: field(TypedText, "creator"),
  ends: field(WordEnds, "creator"),
  /** How its maker would have the block read; an author takes it over. */
  wording: field(TypedText, "creator"),
  /** How the block read when the wording was made: what others wrote since is told from what the wording takes away. */
  was: field(TypedText, "creator"),
  taken: field(When, "tagger"),
  /** The disagreement that it is about, beside where it hangs. */
  case: field(DisagreementId, "nobody"),
  /** It asks for votes. Votes themselves are commands. */
  proposal: field(z.literal(true), "nobody"),
  /** A category that a reader suggests for the passage; a member applies it. */
  suggestion: field(CategoryId, "creator"),
  /** The annotation made from the suggestion. */
  applied: field(AnnotationId, "tagger"),
  createdAt: field(When, "nobody", true),
  resolved: field(When.nullable(), "creator-or-facilitator"),
  deleted: field(When.nullable(), "creator-or-facilitator"),
} as const satisfies Record<string, FieldRule>;

export const COMMENT_FIELDS = {
  thread: field(ThreadId, "nobody", true),
  body: field(TypedText, "creator", true),
  createdAt: field(When, "nobody", true),
  editedAt: field(When.nullable(), "creator"),
  deleted: field(When.nullable(), "creator"),
} as const satisfies Record<string, FieldRule>;

export const ANNOTATION_FIELDS = {
  category: field(CategoryId, "writer", true),
  /** Methodology version in force when the category was chosen. */
  version: field(z.int().positive(), "writer", true),
  anchor: field(PackedAnchor, "writer", true),
  ...eachTagWord(() => field(TypedText, "writer")),
  createdAt: field(When, "nobody", true),
  deleted: field(When.nullable(), "writer"),
} as const satisfies Record<string, FieldRule>;

const { category, version, anchor, createdAt, deleted } = ANNOTATION_FIELDS;
/**
 * A mark of a slip: a tag without words, so that nothing typed is in it. `version` is the number of the edition that its step
 * codes.
 */
export const MARK_FIELDS = { category, version, anchor, createdAt, deleted } as const;

export const TRANSLATION_FIELDS = {
  /** What it translates: the words as they stood when its body was last written, so that a later change of them shows. */
  anchor: field(PackedAnchor, "writer", true),
  language: field(UiLanguage, "nobody", true),
  body: field(TypedText, "writer", true),
  createdAt: field(When, "nobody", true),
  deleted: field(When.nullable(), "writer"),
} as const satisfies Record<string, FieldRule>;

const DISCUSSION: RoomRules = { threads: { entries: THREAD_FIELDS }, comments: { entries: COMMENT_FIELDS } };
/** Of a verdict's passages. A layer holds those of whoever codes blind. */
const TRANSLATIONS: RoomRules = { translations: { entries: TRANSLATION_FIELDS } };

/**
 * Entries (of a flat root: keys) a room may hold, deleted ones included, and a methodology's draft, which is read as a whole; letters and nodes that a root of XML may ever have held;
 * bytes of one frame's payload, entries that it may make, and values that it may write into fields of entries.
 */
export const LIMITS = {
  entriesPerRoot: 100_000,
  draftEntriesPerRoot: 5_000,
  xmlLength: 8_000_000,
  frameBytes: 2 << 20,
  newClientIdsPerFrame: 64,
  newEntriesPerFrame: 2_000,
  newValuesPerFrame: 20_000,
} as const;

/**
 * The one table of what rooms hold: room kind × root × field → shape and who may change it. Roots, keys and fields that do
 * not stand here are refused. Rights on the room as a whole come first (`can`).
 */
export const ROOM_FIELDS: Readonly<Record<RoomKind, RoomRules>> = {
  // Before the layer's, whose tags have more fields.
  slip: { annotations: { entries: MARK_FIELDS } },
  layer: { annotations: { entries: ANNOTATION_FIELDS }, answers: { flat: ANSWERS }, ...DISCUSSION, ...TRANSLATIONS },
  discussion: { ...DISCUSSION, ...TRANSLATIONS },
  methodology: Object.fromEntries(
    Object.entries(DRAFT_FIELDS).map(([root, entries]) => [root, { entries, most: LIMITS.draftEntriesPerRoot }]),
  ),
  output: { content: { xml: OUTPUT_CONTENT }, meta: { flat: OUTPUT_META } },
};

/** Of a document: whoever may take a proposed wording over may say no to it, and that something is dealt with. */
const OF_OUTPUT: RoomRules = {
  ...ROOM_FIELDS.discussion,
  threads: { entries: { ...THREAD_FIELDS, resolved: field(When.nullable(), "creator-or-tagger") } },
};

/** The rules of one room. */
export function rulesOf({ kind, output }: { kind: RoomKind; output: OutputId | null }): RoomRules {
  return kind === "discussion" && output !== null ? OF_OUTPUT : ROOM_FIELDS[kind];
}

/** Whether rooms of a kind hold a text that an editor writes. */
export function holdsXml(kind: RoomKind): boolean {
  return Object.keys(ROOM_FIELDS[kind]).some((root) => xmlRule(ROOM_FIELDS[kind], root) !== null);
}

/** Roots of all kinds; those of one name are alike in all of them. */
export const ALL_ROOTS: RoomRules = Object.assign({}, ...Object.values(ROOM_FIELDS)) as RoomRules;

/** Fields that hold a time. */
export const TIME_FIELDS: ReadonlySet<string> = new Set(["createdAt", "editedAt", "resolved", "deleted", "taken"]);
/**
 * How far ahead of the server a time may lie. A clock that is a time zone or a winter hour out is honest; one that is
 * further ahead would put an entry last for ever.
 */
export const AHEAD_MS = 24 * 3_600_000;
