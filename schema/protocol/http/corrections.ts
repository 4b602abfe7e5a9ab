import { z } from "zod";
import { MemberId } from "../../domain/ids.ts";
import { IDENTIFIER_KINDS } from "../../domain/privacy.ts";
import { EditMap, Range, RevisionText } from "../../text/revision.ts";
import { isToken } from "../../text/token.ts";

/** `sure` of the refusal `names-come`: whoever changes the text has seen these findings and means them. Another text, or others of them, ask anew. */
export const NamesSure = z.string().max(64).optional();

/** How a revision came about. `blocks`: only what blocks are was changed. */
export const REVISION_KINDS = ["import", "correct", "blocks", "redact", "reimport", "undo"] as const;

/**
 * GET /api/verdicts/:id/revisions → RevisionHistory (verdict.prepare): who did what when, in numbers, never in words; oldest
 * first.
 */
export const RevisionEntry = z.object({
  number: z.int().positive(),
  kind: z.enum(REVISION_KINDS),
  by: MemberId,
  at: z.iso.datetime(),
  /** Places of the text that it changed. */
  places: z.int().nonnegative(),
  /** The revision that it takes back, and the one that took it back. */
  undoes: z.int().positive().nullable(),
  undoneBy: z.int().positive().nullable(),
  /** here: it can be asked to be taken back; names: as names, all at once, in their own place; null: it cannot. */
  undo: z.enum(["here", "names"]).nullable(),
});
export type RevisionEntry = z.infer<typeof RevisionEntry>;
export const RevisionHistory = z.object({ revisions: z.array(RevisionEntry) });
export type RevisionHistory = z.infer<typeof RevisionHistory>;

/** GET /api/verdicts/:id/revisions/:number → EarlierText (members). */
export const EarlierText = z.object({
  number: z.int().positive(),
  /** Null where its words are gone. */
  text: z.string().nullable(),
});
export type EarlierText = z.infer<typeof EarlierText>;

/**
 * POST /api/verdicts/:id/undo {revision} → TextChanged: what made that revision is taken back, over whatever came since.
 * 409 `edits-conflict` where later changes met its words, or it was taken back already; 410 `revision-gone` where the words
 * that it would bring back are not kept; 409 `names-applied` where names were put in, which go as one, `names-come` where it would
 * bring somebody's back before those who read the verdict already.
 */
export const UndoCommand = z.object({ revision: z.int().min(2), sure: NamesSure });
export type UndoCommand = z.infer<typeof UndoCommand>;
export const TextChanged = z.object({
  revision: RevisionText.extend({ number: z.int().positive() }).nullable(),
  map: EditMap.nullable(),
});
export type TextChanged = z.infer<typeof TextChanged>;

/** Somebody's name or a number of theirs in what comes in; offsets of the better text. */
export const ReimportFinding = z.object({
  ...Range.shape,
  text: z.string(),
  kind: z.enum(["name", ...IDENTIFIER_KINDS]),
});
export type ReimportFinding = z.infer<typeof ReimportFinding>;

export const ReimportHunkView = z.object({
  /** Of the revision. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  was: z.string(),
  becomes: z.string(),
  /** Where `becomes` begins in the better text. */
  newStart: z.int().nonnegative(),
  /** Repeated words stand beside it: tags in or beside it will count as changed. */
  canSlide: z.boolean(),
  /** It cannot be taken: typed tokens stand in it. */
  hasToken: z.boolean(),
  /** On a cleared verdict: decide on each before the hunk can be taken. */
  findings: z.array(ReimportFinding),
});
export type ReimportHunkView = z.infer<typeof ReimportHunkView>;

/**
 * POST /api/verdicts/:id/reimport (a file as multipart `file`, or {text}) → 201 ReimportView; GET …/reimport/:draft shows it
 * against the newest revision; DELETE drops it. The better text is kept in memory, for an hour.
 */
export const ReimportView = z.object({
  id: z.string(),
  baseRevision: z.int().positive(),
  hunks: z.array(ReimportHunkView),
  /** Places where only a name would have come back for a token: the token stays. */
  tokensKept: z.int().nonnegative(),
});
export type ReimportView = z.infer<typeof ReimportView>;

/**
 * POST /api/verdicts/:id/reimport/:draft/take → TextChanged: the hunks named by their start, as one revision. 409
 * `reimport-undecided` {count} where a finding in them is not decided; 409 `edits-conflict` where others changed the same.
 */
export const ReimportTake = z.object({
  baseRevision: z.int().positive(),
  /** Starts of hunks. */
  take: z.array(z.int().nonnegative()).min(1).max(20_000),
  /** By the start of a finding: it stays as it is, or a typed token takes its place. */
  decided: z
    .array(z.object({ start: z.int().nonnegative(), as: z.literal("keep").or(z.string().refine(isToken)) }))
    .max(20_000)
    .default([]),
});
export type ReimportTake = z.input<typeof ReimportTake>;

/** GET /api/verdicts/:id/seen → Seen: what the asker has looked at of what was changed under tags and threads. */
export const Seen = z.object({ seen: z.array(z.object({ subject: z.string(), revision: z.int().positive() })) });
export type Seen = z.infer<typeof Seen>;
/** POST /api/verdicts/:id/seen → Seen. */
export const SeenMark = z.object({
  subjects: z.array(z.string().min(1).max(64)).min(1).max(5000),
  revision: z.int().positive(),
});
