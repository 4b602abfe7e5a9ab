import { z } from "zod";
import {
  CandidateId,
  CategoryId,
  MemberId,
  OrganisationId,
  OutputId,
  QuestionId,
  RoomId,
  ThreadId,
  VerdictId,
} from "../../domain/ids.ts";
import { Localised, UiLanguage } from "../../domain/language.ts";
import { DocumentNumber } from "../../domain/house.ts";
import { ReadableKey } from "../../domain/methodology/methodology.ts";
import { BlockId, Output, OutputScope, OutputStatus } from "../../domain/output.ts";
import { MemberCard } from "../../domain/member.ts";
import { Audience, RoomRight } from "../../domain/room.ts";
import { OutputDocument } from "../../editor/output-document.ts";
import { Stage } from "../../domain/verdict.ts";
import { HouseAuthor } from "./house.ts";
import { ClosedOutput, DrawnOnPrepared } from "./parts/closed-output.ts";
import { PointKind } from "./parts/point-kinds.ts";
import { TakenFromOwn } from "./parts/output-versions.ts";

/** An output in lists. */
export const OutputCard = Output.extend({
  /** Verdicts that it is written about today. */
  verdicts: z.array(VerdictId),
  /** Title of its template. */
  kind: Localised,
  changedAt: z.iso.datetime(),
  /** Quotes and recommendations in it. */
  quotes: z.int().nonnegative(),
  recommendations: z.int().nonnegative(),
});
export type OutputCard = z.infer<typeof OutputCard>;

/** GET /api/outputs → those that the asker may read: not one that is about, or quotes, a verdict that they may not read. */
export const OutputList = z.object({
  outputs: z.array(
    OutputCard.extend({
      /** Verdicts that stand in it, quoted or named. A copy of before that was told says nothing. */
      named: z.array(VerdictId).default([]),
      /** Its open rooms, for comparing copies on a device. */
      openRooms: z.array(RoomId),
      /** Whether the asker may keep a copy on their device: of no text that quotes a verdict in preparation. */
      keepCopy: z.boolean(),
    }),
  ),
  closed: z.array(ClosedOutput).optional(),
});
export type OutputList = z.infer<typeof OutputList>;

/** A section of an output's template, in the methodology's version that the output stands in. */
export const OutputSection = z.object({
  id: ReadableKey,
  title: Localised,
  prompt: Localised,
  fromCategories: z.array(CategoryId),
  fromQuestions: z.array(QuestionId),
});
export type OutputSection = z.infer<typeof OutputSection>;

const OpenRoom = z.object({ room: RoomId, right: RoomRight });
/** What of a document waits for somebody: a review, or a comment that they have not answered. */
export const WaitingOutput = z.object({
  /**
   * `sign`: the asker's signature is wanted; `signed`, `voided`, `opened`: what they wrote, asked for or signed is approved, something in
   * it had changed before it was, or it was opened again; `taken-back`: what they had signed was not asked for any more. `due`:
   * recommendations of theirs of which somebody is to ask what came of them. `outdated`: quotes of a draft that the asker writes are others
   * now than when they were quoted or approved.
   */
  kind: z.enum(["review", "thread", "outdated", "sign", "signed", "voided", "taken-back", "opened", "due"]),
  output: OutputId,
  title: z.string(),
  language: UiLanguage,
  /** Who sent it for review, asked or signed, or had the last word; null of what is outdated. */
  from: MemberId.nullable(),
  /** Of the discussion. */
  audience: Audience.nullable(),
  /** Of a document with outdated quotes: when its words last changed, or it was approved. */
  at: z.iso.datetime(),
  /** How many quotes are outdated, or recommendations due. */
  count: z.int().positive().optional(),
  /** Of what is outdated: it is approved, and what was approved of it has changed since, figures and tables too. */
  isApproved: z.literal(true).optional(),
  /** Why it was opened again, or what was said last, shortened. */
  words: z.string().optional(),
  /** Where it is said. */
  thread: ThreadId.optional(),
  /** What it is said of: "¶ 12", or the section that it stands in, "§ 6.1"; left out where neither has a number, or it is of the whole. */
  place: z.string().optional(),
  /** It proposes a wording, which nobody has answered. */
  proposes: z.literal(true).optional(),
  /** The asker had signed it before, and that signature fell. */
  fell: z.literal(true).optional(),
});
export type WaitingOutput = z.infer<typeof WaitingOutput>;

/** What somebody proposed for a document, or said of it, came to its end by somebody else. */
export const ToldDiscussion = z.object({
  kind: z.literal("discussion"),
  how: z.enum(["wording-applied", "wording-declined", "comment-resolved"]),
  output: z.object({ id: OutputId, title: z.string(), language: UiLanguage }),
  thread: ThreadId,
  from: MemberId,
  at: z.iso.datetime(),
  /** Why a wording was declined, where whoever did so said it last. */
  reason: z.string().optional(),
});
export type ToldDiscussion = z.infer<typeof ToldDiscussion>;

/** GET /api/outputs/:id → for a guest of it too, without what stands behind it: its verdicts, partner and history. */
export const OutputView = OutputCard.extend({
  /** What it is cited by; null until somebody asked for one. A copy of before that was told says nothing. */
  documentNumber: DocumentNumber.nullable().default(null),
  /** Its files name no verdict, whatever is asked of them: what they print tells which case it is as little as it can. */
  namesNoVerdict: z.literal(true).optional(),
  sections: z.array(OutputSection),
  /** All that say the same, this one among them, the leading one first; none where it stands alone, and for guests. */
  languages: z
    .array(z.object({ output: OutputId, language: UiLanguage, status: OutputStatus, createdBy: MemberId }))
    .default([]),
  rooms: z.object({
    content: OpenRoom,
    /** Those that the asker may read: a guest the one for review only. */
    discussions: z.array(OpenRoom.extend({ audience: Audience })),
  }),
  /** Everybody for a member; for a guest who writes where the guest can see it, the inviter and the other guests of it. */
  members: z.array(MemberCard),
  /** Verdicts that have to be cleared for guests before a guest can be invited. */
  closedToGuests: z.array(z.object({ verdict: VerdictId, court: z.string(), caseNumber: z.string(), stage: Stage })),
  /**
   * What others took out of the asker's own work in the last two weeks and did not put back, newest first: a version of before that was kept
   * by itself. Left out where nothing is.
   */
  taken: z.array(TakenFromOwn).optional(),
  inPreparation: z.array(DrawnOnPrepared).optional(),
  /** Commands about its status, newest first. */
  history: z.array(
    z.object({
      status: OutputStatus,
      member: MemberId,
      at: z.iso.datetime(),
      /** The version that approving made. */
      version: z.int().positive().nullable(),
      /** Why what was approved was opened again; "" of everything else. */
      why: z.string().default(""),
      /** Whose signatures fell with it, since what they had signed was taken back or had changed; left out where none did. */
      fell: z.array(MemberId).optional(),
    }),
  ),
  /** Of an approved document: whose signatures it bears, of those that the asker knows. */
  signedBy: z.array(MemberId).default([]),
  may: z.object({
    write: z.boolean(),
    comment: z.boolean(),
    approve: z.boolean(),
    /** Invite guests, once `closedToGuests` is empty. */
    inviteGuests: z.boolean(),
    /** Keep a copy on the device. */
    keepCopy: z.boolean(),
    /** Make it in another language. A copy of before that was asked says nothing. */
    make: z.boolean().optional(),
    /** Have it numbered, which it is not yet. */
    number: z.boolean().optional(),
    /** Take it away for good, which it may not lead other languages for. */
    delete: z.boolean().optional(),
    /** Take it out as a file. A copy of before that was asked says nothing. */
    export: z.boolean().optional(),
  }),
  /**
   * For a guest of a document whose files name no verdict: what it says without all that they keep back, in the place of its room,
   * which is closed to them. Left out for everybody else.
   */
  reading: OutputDocument.optional(),
  /** What waits of it for a guest. */
  waiting: z.array(WaitingOutput).optional(),
});
export type OutputView = z.infer<typeof OutputView>;

/** POST /api/outputs → OutputView. From a template of the version in force; `not-found` where it has none such. */
export const OutputMake = z.object({
  template: ReadableKey,
  scope: OutputScope,
  language: UiLanguage,
  /** As it is written at the top. */
  title: z.string().trim().min(1).max(300),
});
export type OutputMake = z.infer<typeof OutputMake>;

/**
 * POST /api/outputs/:id/status → OutputView. Sent to review and back. What is asked for is signed or taken back, and what is approved is
 * opened again. 409 `output-moved` where `number` is not the output's any more.
 */
export const StatusCommand = z.object({
  status: OutputStatus.extract(["draft", "in-review"]),
  number: z.int().positive(),
});
export type StatusCommand = z.infer<typeof StatusCommand>;

/**
 * POST /api/outputs/:id/open-again → OutputView. An approved document is a draft again, and so are all languages that were signed with it.
 * The facilitators'; `output-moved` as of its status.
 */
export const OpenAgain = z.object({ number: z.int().positive(), why: z.string().trim().min(1).max(1000) });
export type OpenAgain = z.infer<typeof OpenAgain>;

/**
 * POST /api/outputs/:id/partner → OutputView of the one that is made: the same template, scope, sections, quotes, figures and tables as the
 * document that leads this one, or as this one, in another language, its words to be written; a draft, whatever the status of that is.
 * `output-paired` where there is one in this language.
 */
export const PartnerMake = z.object({ language: UiLanguage });
export type PartnerMake = z.infer<typeof PartnerMake>;

/** What a recommendation of a leading document says for all its languages. */
export const LedFacts = z.object({
  block: BlockId,
  /** "" where it is not printed. */
  number: z.string(),
  addressee: z.string(),
  /** As the house calls the addressee; empty where it knows none. */
  names: Localised,
  deadline: z.string(),
});
export type LedFacts = z.infer<typeof LedFacts>;

const SectionState = z.object({ section: ReadableKey, fingerprint: z.int().nonnegative() });

/** GET /api/outputs/:id/sections → what its sections and blocks are like now: the server's fingerprint of each. */
export const SectionStates = z.object({
  sections: z.array(SectionState),
  /** Of each block of the top level, in their order. `section`: the one below whose heading it says something; left out of all else. */
  blocks: z.array(SectionState.extend({ block: BlockId, section: ReadableKey.optional() })).default([]),
  /** What its other languages read from it. */
  recommendations: z.array(LedFacts).default([]),
});
export type SectionStates = z.infer<typeof SectionStates>;

/** POST /api/outputs/:id/versions/:number/restore → OutputVersionList. What stood before is kept as a version. No body. */
/** POST /api/outputs/:id/versions/:number/put-back → OutputVersionList. Only what was taken out since; what was written since stays. No body. */

// ---------------------------------------------------------------------------------------------------- approval

/** Where a point is mended; null = in the document's title, or in the house. */
export const PointPlace = z
  .union([
    z.object({ section: ReadableKey }),
    z.object({ block: BlockId }),
    z.object({ thread: ThreadId }),
    z.object({ category: CategoryId }),
  ])
  .nullable();
export type PointPlace = z.infer<typeof PointPlace>;

/** What a point is known by while it stands: its kind and place. */
export const PointKey = z.string().regex(/^[a-z-]{3,30}:[A-Za-z0-9_.-]{0,80}$/);
export type PointKey = z.infer<typeof PointKey>;

export const ApprovalPoint = z.object({
  kind: PointKind,
  key: PointKey,
  /** The document in whose words it is: one of the languages. */
  output: OutputId,
  at: PointPlace,
  /** Of a *say why*: what somebody said; null where nobody has. */
  reason: z.object({ words: z.string(), by: MemberId, at: z.iso.datetime() }).nullable(),
});
export type ApprovalPoint = z.infer<typeof ApprovalPoint>;

export const CANDIDATE_STATES = ["asked", "approved", "taken-back", "voided"] as const;
export const CandidateState = z.enum(CANDIDATE_STATES);
export type CandidateState = z.infer<typeof CandidateState>;

/** What has changed in a document since signatures were asked for: a point of it that stands now. */
export const ChangedSince = z.object({ output: OutputId, key: PointKey });
export type ChangedSince = z.infer<typeof ChangedSince>;

/** Whose signature is wanted: of an organisation, or of anybody (null). */
export const Wanted = z.object({
  organisation: OrganisationId.nullable(),
  /** Of the organisation; "" of nobody's. */
  name: z.string(),
  /** Who may give it: who has typed in none of the documents and did not ask, or where there is nobody like that a facilitator. */
  signers: z.array(MemberId),
  /** These have typed in it, as everybody there has; it is printed. */
  allWrote: z.boolean(),
});
export type Wanted = z.infer<typeof Wanted>;

const Signed = z.object({
  member: MemberId,
  organisation: OrganisationId,
  at: z.iso.datetime(),
  wrote: z.boolean(),
});

/** GET /api/outputs/:id/approval → what stands in the way of a document in all its languages, and who signs it. Members only. */
export const ApprovalView = z.object({
  points: z.array(ApprovalPoint),
  /** How many quotes and figures stand in it as they are now. */
  inOrder: z.int().nonnegative(),
  /** One of each organisation signs; `isAlwaysJoint`: nobody may say otherwise of this kind. */
  joint: z.boolean(),
  isAlwaysJoint: z.boolean(),
  /** The languages that are signed together. */
  outputs: z.array(OutputId),
  wanted: z.array(Wanted),
  /** The newest that was asked for; null where none ever was. */
  candidate: z
    .object({
      id: CandidateId,
      state: CandidateState,
      digest: z.string(),
      alteredAt: z.iso.datetime().nullable(),
      askedBy: MemberId,
      askedAt: z.iso.datetime(),
      endedBy: MemberId.nullable(),
      endedAt: z.iso.datetime().nullable(),
      changed: z.array(ChangedSince),
      signatures: z.array(Signed),
    })
    .nullable(),
  /** Of the document itself: who typed in it or in the leading one and agrees to being named, by their names; `unnamed`: who has not agreed. */
  authors: z.array(HouseAuthor.extend({ wroteLittle: z.literal(true).optional() })),
  unnamed: z.array(HouseAuthor).default([]),
  /** The organisations whose people did; none of what is signed by all of them. */
  publishers: z
    .array(z.object({ id: OrganisationId, name: z.string(), wroteLittle: z.literal(true).optional() }))
    .default([]),
  /** What the asker's signature would be printed with, and whether they agreed already to be named as an author; null where it is not wanted. */
  signer: z.object({ name: z.string(), isNamed: z.boolean() }).nullable().default(null),
  may: z.object({ ask: z.boolean(), sayWhy: z.boolean(), sign: z.boolean(), takeBack: z.boolean() }),
});
export type ApprovalView = z.infer<typeof ApprovalView>;

/** POST /api/outputs/:id/approval/reasons → ApprovalView. Why points of the document may stay; "" takes it back. */
export const SayWhy = z.object({ points: z.array(PointKey).min(1).max(500), words: z.string().trim().max(1000) });
export type SayWhy = z.infer<typeof SayWhy>;

/**
 * POST /api/outputs/:id/approval/ask → ApprovalView. Freezes the document in all its languages. `approval-points` where something is
 * to be mended first, or stays open and nobody says why; `output-moved` where `number` is not the output's any more;
 * `output-being-written` where somebody writes in it without a pause.
 */
export const AskForSignatures = z.object({ number: z.int().positive(), joint: z.boolean().default(false) });
export type AskForSignatures = z.input<typeof AskForSignatures>;

/**
 * POST /api/outputs/:id/approval/sign → ApprovalView. `approval-changed` where something in it is another now: that is named in the view,
 * and it is a draft again. `output-moved` where it is not the candidate, or not with this digest, any more.
 */
export const SignCandidate = z.object({
  candidate: CandidateId,
  digest: z.string(),
  /** Papers print the signature with its name, else by role. Not said: as its author agrees, or not, to be named as one. */
  named: z.boolean().optional(),
  /** Who would sign it gives it back, as something stands in the way: it is never signed by this. */
  givesBack: z.boolean().optional(),
});
export type SignCandidate = z.infer<typeof SignCandidate>;

/** POST /api/outputs/:id/approval/take-back → ApprovalView. */
export const TakeCandidateBack = z.object({ candidate: CandidateId });
export type TakeCandidateBack = z.infer<typeof TakeCandidateBack>;
