import { z } from "zod";

/**
 * The text of a verdict. A revision is immutable: NFC, LF, no NUL, offsets are UTF-16 code units.
 * Non-mark blocks tile `text`: the first starts at 0, each next starts one after the end of the one before
 * (the `\n` between them), the last ends at `text.length`. A page mark has start === end and sorts before the
 * block that starts at or spans its offset.
 */
export const BLOCK_KINDS = ["heading", "paragraph", "list-item", "table-cell", "page"] as const;
export const SECTIONS = ["introduction", "operative", "reasoning", "remedy", "closing"] as const;
export const Section = z.enum(SECTIONS);
export type Section = z.infer<typeof Section>;

export const Block = z.strictObject({
  kind: z.enum(BLOCK_KINDS),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** The part of the verdict; null where it could not be recognised. */
  section: Section.nullable(),
  /** Page of the source document on which the block starts, 1-based; null where the format has no pages. */
  page: z.int().positive().nullable(),
  /** The number that the court printed before the paragraph (`41`, `II.3`); null where it printed none. */
  printed: z.string().max(40).nullable(),
  /** Coram's own number, fixed at revision 1 (`41`; later insertions `41a`); null for page marks. */
  number: z.string().max(20).nullable(),
  /** Heading level 1 to 6; list depth from 1; null else. */
  level: z.int().positive().max(9).nullable(),
  /** Place of a table cell: table of the document, row, column, all from 0; null else. */
  cell: z.strictObject({ table: z.int(), row: z.int(), column: z.int() }).nullable(),
});
export type Block = z.infer<typeof Block>;

/** What a revision holds besides who made it and when. */
export const RevisionText = z.strictObject({ text: z.string(), blocks: z.array(Block) });
export type RevisionText = z.infer<typeof RevisionText>;

export interface Revision extends RevisionText {
  /** Numbered from 1. */
  number: number;
}

/** End exclusive, UTF-16 offsets, never inside a surrogate pair, start < end. */
export const Range = z.strictObject({ start: z.int().nonnegative(), end: z.int().positive() });
export type Range = z.infer<typeof Range>;

/** A passage in one revision. Ranges are sorted, do not touch or overlap; more than one = discontinuous. */
export const Anchor = z.strictObject({ revision: z.int().positive(), ranges: z.array(Range).min(1).max(64) });
export type Anchor = z.infer<typeof Anchor>;

export const EditKind = z.enum(["correct", "redact"]);
export type EditKind = z.infer<typeof EditKind>;

/** One replacement as a person asks for it: offsets of the base revision. `insert` may hold `\n` (a new block). */
export const Edit = z.strictObject({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  insert: z.string().max(200_000),
});
export type Edit = z.infer<typeof Edit>;

/** A change of what blocks are, without a change of text. */
export const BlockEdit = z.strictObject({
  /** Start of the block in the base revision. */
  start: z.int().nonnegative(),
  set: Block.pick({ kind: true, level: true, section: true, printed: true, cell: true }).partial(),
});
export type BlockEdit = z.infer<typeof BlockEdit>;

/** One step of an edit map: `removed` units at `start` of the earlier revision became `inserted` units. */
export const MapStep = z.strictObject({
  start: z.int().nonnegative(),
  removed: z.int().nonnegative(),
  inserted: z.int().nonnegative(),
  kind: EditKind,
  /**
   * The step came out of a comparison and repeated words stand beside it, so it could as well lie up to `left` units before
   * or `right` units behind where it does: a passage within that reach counts as changed until a person confirms it.
   */
  slide: z.strictObject({ left: z.int().nonnegative(), right: z.int().nonnegative() }).optional(),
});
export type MapStep = z.infer<typeof MapStep>;

/** How revision `from` became revision `from + 1`: steps sorted by start, not overlapping, all in offsets of `from`. Kept for ever. */
export const EditMap = z.strictObject({
  from: z.int().positive(),
  steps: z.array(MapStep),
  /** `from` of the map that this one takes back exactly: a passage older than both goes on as if neither had been. */
  undoes: z.int().positive().optional(),
});
export type EditMap = z.infer<typeof EditMap>;

/** What became of an anchor. `ranges` is empty exactly when `removed`. */
export interface ResolvedAnchor {
  state: "same" | "redacted" | "changed" | "removed";
  revision: number;
  ranges: Range[];
}
