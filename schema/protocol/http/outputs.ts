import { z } from "zod";
import { CategoryId, MemberId, OutputId, QuestionId, RoomId, VerdictId } from "../../domain/ids.ts";
import { Localised, UiLanguage } from "../../domain/language.ts";
import { DocumentNumber } from "../../domain/house.ts";
import { ReadableKey } from "../../domain/methodology/methodology.ts";
import { BlockId, Output, OutputScope, OutputStatus } from "../../domain/output.ts";
import { MemberCard } from "../../domain/member.ts";
import { Audience, RoomRight } from "../../domain/room.ts";
import { Stage } from "../../domain/verdict.ts";
import { OutputDocument } from "../../editor/output-document.ts";

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
  /** `outdated`: quotes of a draft that the asker writes are others now than when they were quoted or approved. */
  kind: z.enum(["review", "thread", "outdated"]),
  output: OutputId,
  title: z.string(),
  language: UiLanguage,
  /** Who sent it for review, or had the last word; null of what is outdated. */
  from: MemberId.nullable(),
  /** Of the discussion. */
  audience: Audience.nullable(),
  /** Of a document with outdated quotes: when its words last changed. */
  at: z.iso.datetime(),
  /** How many quotes are outdated. */
  count: z.int().positive().optional(),
});
export type WaitingOutput = z.infer<typeof WaitingOutput>;

/** GET /api/outputs/:id → for a guest of it too, without what stands behind it: its verdicts, partner and history. */
export const OutputView = OutputCard.extend({
  /** What it is cited by; null until somebody asked for one. A copy of before that was told says nothing. */
  documentNumber: DocumentNumber.nullable().default(null),
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
  /** Commands about its status, newest first. */
  history: z.array(
    z.object({
      status: OutputStatus,
      member: MemberId,
      at: z.iso.datetime(),
      /** The version that approving made. */
      version: z.int().positive().nullable(),
    }),
  ),
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
    /** Take it out as a file. A copy of before that was asked says nothing. */
    export: z.boolean().optional(),
  }),
  /** What waits of it for a guest. */
  waiting: z.array(WaitingOutput).optional(),
});
export type OutputView = z.infer<typeof OutputView>;

/** POST /api/outputs → OutputView. From a template of the version in force; `not-found` where it has none such. */
export const OutputMake = z.object({
  template: ReadableKey,
  scope: OutputScope,
  language: UiLanguage,
  /** As it is written at the top; "" = the template's own. */
  title: z.string().trim().max(300).default(""),
});
export type OutputMake = z.input<typeof OutputMake>;

/**
 * POST /api/outputs/:id/status → OutputView. Approving and opening again are the facilitators'. 409 `output-moved` where `number` is
 * not the output's any more. Approving makes a version and closes the room for writing.
 */
export const StatusCommand = z.object({ status: OutputStatus, number: z.int().positive() });
export type StatusCommand = z.infer<typeof StatusCommand>;

/**
 * POST /api/outputs/:id/partner → OutputView of the one that is made: the same template, scope, sections, quotes, figures and tables as the
 * document that leads this one, or as this one, in another language, its words to be written; a draft, whatever the status of that is.
 * `output-paired` where there is one in this language.
 */
export const PartnerMake = z.object({ language: UiLanguage });
export type PartnerMake = z.infer<typeof PartnerMake>;

/** GET /api/outputs/:id/sections → what its sections and blocks are like now: the server's fingerprint of each. */
export const SectionStates = z.object({
  sections: z.array(z.object({ section: ReadableKey, fingerprint: z.int().nonnegative() })),
  /** Of each block of the top level, in their order. */
  blocks: z.array(z.object({ block: BlockId, fingerprint: z.int().nonnegative() })).default([]),
});
export type SectionStates = z.infer<typeof SectionStates>;

export const VERSION_KINDS = ["named", "approved", "before-restore"] as const;
export const OutputVersionInfo = z.object({
  number: z.int().positive(),
  /** What its maker calls it; "" where the kind says enough. */
  name: z.string(),
  kind: z.enum(VERSION_KINDS),
  by: MemberId,
  at: z.iso.datetime(),
});
export type OutputVersionInfo = z.infer<typeof OutputVersionInfo>;
/** GET /api/outputs/:id/versions → newest first. */
export const OutputVersionList = z.object({ versions: z.array(OutputVersionInfo) });
export type OutputVersionList = z.infer<typeof OutputVersionList>;
/** GET /api/outputs/:id/versions/:number */
export const OutputVersion = OutputVersionInfo.extend({ title: z.string(), document: OutputDocument });
export type OutputVersion = z.infer<typeof OutputVersion>;
/** POST /api/outputs/:id/versions → OutputVersionList. */
export const VersionMake = z.object({ name: z.string().trim().min(1).max(200) });
export type VersionMake = z.infer<typeof VersionMake>;
/** POST /api/outputs/:id/versions/:number/restore → OutputVersionList. What stood before is kept as a version. No body. */
