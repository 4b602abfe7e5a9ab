import { z } from "zod";
import {
  Checklist,
  FindingCode,
  FindingCount,
  PassReason,
  NetworkWaiveReason,
  Tick,
  WaiveReason,
} from "../../domain/clearing.ts";
import { AnswerSubject } from "../../domain/answer.ts";
import { AnnotationId, ClearingId, MemberId, OutputId, QuestionId, ThreadId, VerdictId } from "../../domain/ids.ts";
import { UiLanguage } from "../../domain/language.ts";
import { IdentifierKind, QuasiKind } from "../../domain/privacy.ts";
import { Audience } from "../../domain/room.ts";
import { Stage, Verdict } from "../../domain/verdict.ts";
import { ParagraphRanges } from "../../text/paragraph-ranges.ts";
import { Range } from "../../text/revision.ts";

/** Nobody is shown it any more, but its words are still there. */
const Deleted = { deleted: z.literal(true).optional() };

/** Where something was found. Offsets are of the revision that was looked over. */
export const FindingPlace = z.discriminatedUnion("in", [
  z.object({ in: z.literal("text"), ...Range.shape }),
  /** What is printed as a paragraph's number. */
  z.object({ in: z.literal("number"), ...Range.shape }),
  z.object({ in: z.literal("data"), field: z.enum(["court", "caseNumber"]) }),
  z.object({ in: z.literal("note"), annotation: AnnotationId, ...Deleted }),
  z.object({ in: z.literal("comment"), thread: ThreadId, audience: Audience, ...Deleted }),
  z.object({ in: z.literal("answer"), question: QuestionId, subject: AnswerSubject }),
  /** `number`: of the paragraph of a full translation; null in what is said of its source, and in a passage's. */
  z.object({ in: z.literal("translation"), language: UiLanguage, number: z.string().nullable(), ...Deleted }),
]);
export type FindingPlace = z.infer<typeof FindingPlace>;

export const Finding = z.object({
  code: FindingCode,
  /** What kind of number, or of thing that may betray; null else. */
  kind: z.union([IdentifierKind, QuasiKind]).nullable(),
  /** The words that stand there. */
  words: z.string(),
  place: FindingPlace,
  /** In how many places it stands, where one finding speaks of all of them. */
  places: z.int().positive().optional(),
  /** Who decided that it stays, where somebody did. */
  by: MemberId.optional(),
  /** Placeholders of whom it tells, where it is somebody else's: `[Victim A]`. */
  of: z.array(z.string()).optional(),
  /** Why it may stay, as the asker has said before. */
  reason: PassReason.optional(),
  /** Why it may stay, as somebody else gave it whose signature waits for the asker's. */
  firstReason: PassReason.optional(),
  /** Number of the paragraph, in the text; null elsewhere. */
  paragraph: z.string().nullable(),
});
export type Finding = z.infer<typeof Finding>;

/** A number, place or phrase that stays: by a decision, or in a cleared text, where decisions are known no more. Nothing asks about it, and whoever signs is to see it. */
export const LeftThing = z.object({
  of: z.enum(["identifier", "quasi"]),
  /** As the names have it, of the first place; of a cleared text, any that is its own. */
  id: z.string(),
  kind: z.union([IdentifierKind, QuasiKind]),
  words: z.string(),
  /** The first place. */
  ...Range.shape,
  paragraph: z.string().nullable(),
  places: z.int().positive(),
  /** Whether a placeholder can stand for it; else it is put in other words. */
  hasToken: z.boolean(),
  /** Who left it; null where that is not known. */
  by: MemberId.nullable(),
});
export type LeftThing = z.infer<typeof LeftThing>;

/** A signature under a checklist. `waiting`: for a second reader of the same revision. */
export const Clearing = z.object({
  id: ClearingId,
  verdict: VerdictId,
  stage: Stage,
  revision: z.int().positive(),
  member: MemberId,
  at: z.iso.datetime(),
  state: z.enum(["waiting", "done", "withdrawn"]),
  checklist: Checklist,
});
export type Clearing = z.infer<typeof Clearing>;

/** More than so many are only counted. */
export const FINDINGS_MAX = 500;

/** GET /api/verdicts/:id/clearing → ClearingView (verdict.prepare): the checklist before the next stage. */
export const ClearingView = z.object({
  stage: Stage,
  /** Null where there is no further stage; then there is nothing to check. */
  next: Stage.nullable(),
  revision: z.int().positive(),
  findings: z.array(Finding).max(FINDINGS_MAX),
  /** All of them, also those that are not listed. */
  counts: z.array(FindingCount),
  ticks: z.array(Tick),
  /** Paragraphs that the asker has had in sight where the verdict is prepared, since it came to its stage. */
  seen: ParagraphRanges,
  /** In text order. */
  left: z.array(LeftThing).max(FINDINGS_MAX),
  /** Removed translations that can be put back no more once this is signed, since something was found in them. */
  removed: z.int().nonnegative(),
  secondReader: z.object({
    network: z.boolean(),
    verdict: z.boolean(),
    /** Who took it away of the verdict lately, as long as nobody asks for it again. */
    waived: z.object({ by: MemberId, reason: WaiveReason, at: z.iso.datetime() }).optional(),
    /** The same of all verdicts of the network. */
    waivedOfAll: z.object({ by: MemberId, reason: NetworkWaiveReason, at: z.iso.datetime() }).optional(),
  }),
  /**
   * Where nobody can be the second reader: names of the organisations that have one facilitator. `owner`: that of the verdict's own, where it is
   * one and nobody else's signature waits; null else.
   */
  alone: z.object({ organisations: z.array(z.string()), owner: z.string().nullable() }).optional(),
  /** Newest first. A signature of an earlier revision is withdrawn. */
  signed: z.array(Clearing),
});
export type ClearingView = z.infer<typeof ClearingView>;

/** What was found, as it is known again: words in a text by where they stand. */
export const FoundThing = Finding.pick({ code: true, place: true, words: true });

/**
 * POST /api/verdicts/:id/clearing/work → 204 (verdict.prepare): keeps what the asker has done of the checklist before they sign it, beside
 * what was there: paragraphs that they have had in sight, and why what was found may stay; a reason of null takes it back. Nothing is kept
 * where the verdict has left `stage`, at which they did it: of the next one everything is asked anew. A paragraph that somebody else changes
 * was not in sight. 409 `clearing-second-reader` where they have signed, wait for a second reader, and the reasons are others than those.
 */
export const ClearingWork = z.object({
  stage: Stage,
  /** In which the paragraphs were in sight; of one that is not the newest none is kept. Left out by pages of before. */
  revision: z.int().positive().optional(),
  paragraphs: ParagraphRanges.default(""),
  reasons: z
    .array(FoundThing.extend({ reason: PassReason.nullable() }))
    .max(FINDINGS_MAX)
    .default([]),
});
export type ClearingWork = z.infer<typeof ClearingWork>;

/**
 * POST /api/verdicts/:id/clearing → ClearingDone: signs the checklist, and moves the verdict to `stage` where no second reader
 * is needed or this is the second. 409 `clearing-moved` where text or findings are not those that were seen, `stage-blocked`
 * where something blocks, `clearing-second-reader` where the same person signs again; 422 `clearing-incomplete` where a tick or
 * a reason is missing, or one reason is given for several findings. Reasons come with what they are given for, and who signs second reads
 * these: where an entry does not say what it is of, nothing is shown beside that, and where none does, what they kept before.
 */
export const ClearingSign = z.object({
  stage: Stage,
  revision: z.int().positive(),
  findings: z.array(FindingCount.extend(FoundThing.pick({ place: true, words: true }).partial().shape)),
  ticks: z.array(Tick),
});
export type ClearingSign = z.infer<typeof ClearingSign>;
export const ClearingDone = z.object({ verdict: Verdict, isWaiting: z.boolean() });
export type ClearingDone = z.infer<typeof ClearingDone>;

/**
 * PUT /api/verdicts/:id/second-reader, of one verdict (verdict.prepare), and PUT /api/network/second-reader, of all
 * (network.manage): whether a second facilitator of the owner must sign. Either of them asks for it. 400 `bad-request` with field `reason`
 * where it is taken away and nothing says why.
 */
export const SecondReader = z.object({ isNeeded: z.boolean(), reason: WaiveReason.optional() });
export type SecondReader = z.infer<typeof SecondReader>;
export const NetworkSecondReader = SecondReader.extend({ reason: NetworkWaiveReason.optional() });

/** Somebody else took away that a second reader must sign a verdict which the asker prepares or has signed. */
export const ToldWaived = z.object({
  kind: z.literal("second-waived"),
  verdict: VerdictId,
  from: MemberId,
  reason: WaiveReason,
  at: z.iso.datetime(),
});
export type ToldWaived = z.infer<typeof ToldWaived>;

/** The asker's signature waited for a second one, and counts no longer: somebody else changed the text since. They have not signed anew. */
export const ToldLapsed = z.object({
  kind: z.literal("lapsed"),
  verdict: VerdictId,
  /** For which one it was given. */
  stage: Stage,
  what: z.enum(["names", "text"]),
  /** Null: whoever runs the server. */
  from: MemberId.nullable(),
  at: z.iso.datetime(),
});
export type ToldLapsed = z.infer<typeof ToldLapsed>;

/** To who leads any organisation: somebody else took away that a second reader must sign every verdict of the network. */
export const ToldSecondsWaived = z.object({
  kind: z.literal("seconds-waived"),
  from: MemberId,
  reason: NetworkWaiveReason,
  at: z.iso.datetime(),
});
export type ToldSecondsWaived = z.infer<typeof ToldSecondsWaived>;

/** To the same: somebody else asked that a second reader sign every verdict of the network. */
export const ToldSecondsAsked = z.object({
  kind: z.literal("seconds-asked"),
  from: MemberId,
  at: z.iso.datetime(),
});
export type ToldSecondsAsked = z.infer<typeof ToldSecondsAsked>;

/**
 * GET /api/verdicts/:id/put-out → PutOut (verdict.prepare): names of the guests who cannot read a verdict once it is taken back from guests,
 * and the documents that close to their guests with it, of those that the asker reads.
 */
export const PutOut = z.object({
  guests: z.array(z.string()),
  documents: z.array(
    z.object({ id: OutputId, title: z.string(), language: UiLanguage, guests: z.array(z.string()).min(1) }),
  ),
});
export type PutOut = z.infer<typeof PutOut>;
