import { z } from "zod";
import { ErasureId, MemberId, OutputId, VerdictId } from "../../domain/ids.ts";
import { UiLanguage } from "../../domain/language.ts";
import { Range } from "../../text/revision.ts";
import { isToken, TOKEN_KINDS } from "../../text/token.ts";

export const ERASURE_KINDS = ["term", "passage", "verdict", "member"] as const;
export const ErasureKind = z.enum(ERASURE_KINDS);
export type ErasureKind = z.infer<typeof ErasureKind>;

/** How long what arrives late (work of a device that was offline) is looked over for what was erased. */
export const SCREEN_DAYS = 14;

/** Letters of a form at least: one alone stands in every text. */
export const FORM_LETTERS = 2;
/** One form of a name, or a number, as it may stand in the text. */
const Form = z.string().trim().min(FORM_LETTERS).max(200);
const Token = z.string().refine(isToken);

/**
 * POST /api/verdicts/:id/erasures (verdict.erase) → ErasurePlan with `preview`, else ErasureView: done, or running where a
 * reader in another process keeps the log of the database open (ask GET /api/erasures/:id again; events `preparation` and
 * `verdict` say when). The body holds personal data and nothing of it is kept, logged or answered, but for `proposed`.
 *
 * term: every one of `forms`, in both scripts and all inflections, in text and typed fields. passage: those words, and runs
 * of five of them in typed fields; the token's label is given by the server.
 */
export const ErasureCommand = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("term"),
    forms: z.array(Form).min(1).max(200),
    /** Inflections of them that are other words, as they are spelled in the text; one that is written small is left where it is small alone. */
    without: z.array(Form).max(200).default([]),
    /** What stands in its place. */
    token: Token,
    /** Of the sealed key, so that its entry goes too; without it the certificate says that the key was left. */
    passphrase: z.string().min(1).max(200).nullable().default(null),
    preview: z.boolean().default(false),
  }),
  z.object({
    kind: z.literal("passage"),
    /** The revision that `ranges` are of. */
    revision: z.int().positive(),
    ranges: z.array(Range).min(1).max(64),
    preview: z.boolean().default(false),
  }),
]);
export type ErasureCommand = z.input<typeof ErasureCommand>;

/** GET /api/verdicts/:id/erasures/labels (verdict.erase) → of each kind the first label that stands for nobody in anything of the verdict. */
export const FreeLabels = z.partialRecord(z.enum(TOKEN_KINDS), z.string());
export type FreeLabels = z.infer<typeof FreeLabels>;

/** Places that are, or would be, changed. Numbers only: of layers that the asker may not see no more than a total is said. */
export const ErasureCounts = z.object({
  /** Places in the newest text. */
  text: z.int(),
  /** Earlier revisions whose words go. */
  revisions: z.int(),
  /** Fields of the verdict's data (court, case number) and of invitations to it. */
  data: z.int(),
  /** Notes of tags that the asker may see. */
  notes: z.int(),
  /** Answers in words, and notes beside answers, that the asker may see. Jobs of before they were counted alone have them among the notes, as what follows. */
  answers: z.int().default(0),
  /** Reasons and answers of rulings and later changes that the asker may see. */
  rulings: z.int().default(0),
  /** Comments that the asker may see, and wordings proposed in the discussion of an output. */
  comments: z.int(),
  /** Translations that the asker may see. Jobs of before there were any counted none. */
  translations: z.int().default(0),
  /** Outputs that hold it in their words or title, or quote it; of these, as of all of outputs, those that the asker may read. */
  outputs: z.int().default(0),
  /** Titles, sentences and fields of recommendations in them. */
  outputWords: z.int().default(0),
  /** Kept and approved versions of outputs that hold it. */
  outputVersions: z.int().default(0),
  /** Notes, comments and translations of layers and discussions that the asker may not see, all together. */
  hidden: z.int(),
  /** Words, comments and versions of outputs that the asker may not read, all together. */
  hiddenOutputs: z.int().default(0),
  /** Rooms that get a new document under a new id. */
  rooms: z.int(),
  /** Proposed names that go with the words. */
  names: z.int(),
  /** Scans whose images go. */
  scans: z.int(),
  /** Files made for download. */
  exports: z.int(),
});
export type ErasureCounts = z.infer<typeof ErasureCounts>;

/** A document that loses words, or of what it quotes. */
export const QuotingDocument = z.object({ id: OutputId, title: z.string(), language: UiLanguage });
export type QuotingDocument = z.infer<typeof QuotingDocument>;

export const ErasurePlan = z.object({
  counts: ErasureCounts,
  /** Those of `counts.outputs`. */
  documents: z.array(QuotingDocument).default([]),
  /**
   * Forms of what was given, each with the number of places in the newest text, apart where some are written small; for a person to choose
   * from. `given`: they go as the command stands.
   */
  proposed: z.array(z.object({ form: z.string(), text: z.int(), given: z.boolean() })),
  /** Other places in the newest text where the words of a passage stand, in any form: they stay. */
  elsewhere: z.int().nonnegative().default(0),
  /** Words with a capital directly beside the places of a term: `form` is both together, in `text` places. */
  beside: z.array(z.object({ word: z.string(), form: z.string(), text: z.int() })).default([]),
  /** Places in the newest text that would be replaced, whole words. */
  ranges: z.array(Range),
  revision: z.int().positive(),
  /** Whether a sealed key of this verdict lies on the server and keeps what it holds unless the passphrase is given. */
  hasSealedKey: z.boolean(),
});
export type ErasurePlan = z.infer<typeof ErasurePlan>;

/** The steps of the job, in order; each is done once however often the server falls over. */
export const ERASURE_STEPS = [
  "screen",
  "text",
  "data",
  "rooms",
  "rows",
  "files",
  "forget",
  "log",
  "ledger",
  "record",
  "done",
] as const;
export const ErasureStep = z.enum(ERASURE_STEPS);
export type ErasureStep = z.infer<typeof ErasureStep>;

/** GET /api/erasures (verdict.erase or member.erase) → ErasureView[], newest first; GET /api/erasures/:id → ErasureView. */
export const ErasureView = z.object({
  id: ErasureId,
  kind: ErasureKind,
  verdict: VerdictId.nullable(),
  member: MemberId.nullable(),
  /** What stands in the place of the words; null for a verdict. */
  token: z.string().nullable(),
  /** The step that comes next. */
  step: ErasureStep,
  counts: ErasureCounts,
  /** Who asked for it; null = from the command line. */
  by: MemberId.nullable(),
  startedAt: z.iso.datetime(),
  doneAt: z.iso.datetime().nullable(),
  /** Place in the ledger and the hash of that line; null before it is written. */
  number: z.int().positive().nullable(),
  hash: z.string().nullable(),
});
export type ErasureView = z.infer<typeof ErasureView>;
export const ErasureList = z.array(ErasureView);

/**
 * DELETE /api/verdicts/:id {caseNumber} → ErasureView: everything of the verdict goes. The case number, typed again, is the
 * confirmation. POST /api/members/:id/erase {name} → ErasureView: name, initials, address, password, sessions, invitations
 * go; authored work stays under `[Former member n]`.
 */
export const VerdictErasure = z.object({ caseNumber: z.string() });
export const MemberErasure = z.object({ name: z.string() });

/** GET /api/erasures/:id/certificate?language=… → PDF. */

/**
 * POST /api/verdicts/:id/screen {texts} → {texts} in the same order (verdict.read): what was erased in the last 14 days is
 * replaced by its token. A client asks before it writes lifted work into a room again; a change that brings an erased form is
 * refused with `[121, {code: "erased"}]` and closes with 4422. HTTP bodies that bring one are refused with problem `erased`.
 */
export const ScreenTexts = z.object({ texts: z.array(z.string().max(20_000)).max(500) });
export type ScreenTexts = z.infer<typeof ScreenTexts>;
export const Screened = z.object({ texts: z.array(z.string()) });
export type Screened = z.infer<typeof Screened>;
