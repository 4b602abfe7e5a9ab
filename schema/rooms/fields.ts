import { z } from "zod";
import { AnnotationId, CategoryId, ThreadId } from "../domain/ids.ts";
import type { RoomKind } from "../domain/room.ts";
import { Anchor, type Range } from "../text/revision.ts";

/**
 * Who may change a field of an entry that is there already:
 * - writer: everybody with write access to the room
 * - creator: the member who made the entry
 * - creator-or-facilitator
 * - tagger: lawyers and facilitators
 * - nobody: set when the entry is made, never again
 */
export type Who = "writer" | "creator" | "creator-or-facilitator" | "tagger" | "nobody";

export interface FieldRule {
  /** Shape of the value in the document. */
  value: z.ZodType;
  /** Whether an entry without it is incomplete and not shown. */
  required: boolean;
  change: Who;
}

const MAX_NOTE = 20_000;
// A lone surrogate cannot be written as UTF-8, a NUL breaks what reads the rows.
// oxlint-disable-next-line no-control-regex
const UNCLEAN = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
/** Text that a person typed: no NUL, no lone surrogate, at most 20,000 UTF-16 units. */
export const TypedText = z
  .string()
  .max(MAX_NOTE)
  .refine((text) => !UNCLEAN.test(text));

/** An anchor in a document: `[revision, start, end, start, end, …]`, one value so that it changes as a whole. */
export const PackedAnchor = z
  .array(z.int().nonnegative())
  .min(3)
  .max(129)
  .transform((packed, context): Anchor => {
    const ranges: Range[] = [];
    for (let i = 1; i + 1 < packed.length; i += 2) ranges.push({ start: packed[i] ?? 0, end: packed[i + 1] ?? 0 });
    const parsed = Anchor.safeParse({ revision: packed[0], ranges });
    const sorted = ranges.every(
      (range, i) => range.start < range.end && (i === 0 || (ranges[i - 1]?.end ?? 0) < range.start),
    );
    if (packed.length % 2 === 1 && parsed.success && sorted) return parsed.data;
    context.addIssue({ code: "custom", message: "not an anchor" });
    return z.NEVER;
  });

/** The form in which an anchor stands in a document. */
export function packAnchor(anchor: Anchor): number[] {
  return [anchor.revision, ...anchor.ranges.flatMap((range) => [range.start, range.end])];
}

const When = z.iso.datetime();
const field = (value: z.ZodType, change: Who, required = false): FieldRule => ({ value, change, required });

const THREAD_FIELDS: Record<string, FieldRule> = {
  /** Where it hangs: a passage, or an annotation. One of the two. */
  anchor: field(PackedAnchor, "creator"),
  annotation: field(AnnotationId, "nobody"),
  /** A category that a reader suggests for the passage; a member applies it. */
  suggestion: field(CategoryId, "creator"),
  /** The annotation made from the suggestion. */
  applied: field(AnnotationId, "tagger"),
  createdAt: field(When, "nobody", true),
  resolved: field(When.nullable(), "creator-or-facilitator"),
  deleted: field(When.nullable(), "creator-or-facilitator"),
};

const COMMENT_FIELDS: Record<string, FieldRule> = {
  thread: field(ThreadId, "nobody", true),
  body: field(TypedText, "creator", true),
  createdAt: field(When, "nobody", true),
  editedAt: field(When.nullable(), "creator"),
  deleted: field(When.nullable(), "creator"),
};

const ANNOTATION_FIELDS: Record<string, FieldRule> = {
  category: field(CategoryId, "writer", true),
  /** Methodology version in force when the category was chosen. */
  version: field(z.int().positive(), "writer", true),
  anchor: field(PackedAnchor, "writer", true),
  note: field(TypedText, "writer"),
  createdAt: field(When, "nobody", true),
  deleted: field(When.nullable(), "writer"),
};

/**
 * The one table of what rooms hold: room kind × root × field → shape and who may change it. Each root is a Y.Map of
 * random id → Y.Map of these fields. Roots, keys and fields that do not stand here are refused. Rights on the room as a
 * whole come first (`can`). `answers` (flat keys) comes with the case sheet.
 */
export const ROOM_FIELDS: Record<RoomKind, Record<string, Record<string, FieldRule>>> = {
  layer: { annotations: ANNOTATION_FIELDS, threads: THREAD_FIELDS, comments: COMMENT_FIELDS },
  discussion: { threads: THREAD_FIELDS, comments: COMMENT_FIELDS },
  methodology: {},
  output: {},
};

/** Fields that hold a time. */
export const TIME_FIELDS: ReadonlySet<string> = new Set(["createdAt", "editedAt", "resolved", "deleted"]);
/**
 * How far ahead of the server a time may lie. A clock that is a time zone or a winter hour out is honest; one that is
 * further ahead would put an entry last for ever.
 */
export const AHEAD_MS = 24 * 3_600_000;

/** Entries a room may hold, deleted ones included; bytes of one frame's payload. */
export const LIMITS = { entriesPerRoot: 100_000, frameBytes: 2 << 20, newClientIdsPerFrame: 64 } as const;
