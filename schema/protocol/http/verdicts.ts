import { z } from "zod";
import { ToldHouse } from "./house.ts";
import { ToldLapsed, ToldSecondsAsked, ToldSecondsWaived, ToldWaived } from "./clearing.ts";
import { NamesSure } from "./corrections.ts";
import { TOLD_OF_PEOPLE } from "./people.ts";
import { AnswerSubject } from "../../domain/answer.ts";
import {
  AnnotationId,
  CategoryId,
  LayerId,
  MemberId,
  OrganisationId,
  QuestionId,
  RoomId,
  VerdictId,
} from "../../domain/ids.ts";
import { Localised } from "../../domain/language.ts";
import { MemberCard, Organisation } from "../../domain/member.ts";
import { MethodologyVersion } from "../../domain/methodology/methodology.ts";
import { Audience, RoomRight } from "../../domain/room.ts";
import { Unit } from "../../domain/unit.ts";
import { StandingChange } from "../../domain/standing-change.ts";
import {
  GivenVerdictData,
  Mode,
  Round,
  RoundRunners,
  Stage,
  Verdict,
  VerdictDataChange,
} from "../../domain/verdict.ts";
import { CoderProgress, LayerRef } from "./rounds.ts";
import { ParagraphRanges } from "../../text/paragraph-ranges.ts";
import { Anchor, BlockEdit, Edit, EditKind, EditMap, RevisionText } from "../../text/revision.ts";
import {
  FirstSteps,
  Lately,
  Mention,
  OpenVote,
  ProposalAbout,
  ProposedCategory,
  WaitingCount,
  WordingToWrite,
} from "./network.ts";
import { ToldDiscussion, WaitingOutput } from "./outputs.ts";
import { ToldTranslation, TranslationHead } from "./translations.ts";
import { WaitingItem } from "../waiting-item.ts";
import { WorkshopCard } from "./workshops/workshops.ts";

/** Counts of what stands of a verdict; null = hidden from who codes it blind, or not yet (in preparation). */
export const VerdictCounts = z.object({
  tags: z.int(),
  /** Answers given; a copy of before there were any has none. */
  answers: z.int().optional(),
  threads: z.int(),
  openThreads: z.int(),
  taggers: z.int(),
});

/** One of two signatures that a verdict needs for its next stage: whose it is, and who may give the other, as far as they are known. */
export const FirstSignature = z.object({
  stage: Stage,
  by: MemberId,
  at: z.iso.datetime(),
  /** Who may sign second. */
  missing: z.array(MemberId),
});
export type FirstSignature = z.infer<typeof FirstSignature>;

/** GET /api/network → the network page. */
export const NetworkView = z.object({
  name: z.string(),
  members: z.array(MemberCard),
  organisations: z.array(Organisation),
  methodology: z
    .object({
      number: z.int(),
      frozenAt: z.iso.datetime(),
      /** How many it has; a copy of before that was told says nothing. */
      categories: z.int().optional(),
      questions: z.int().optional(),
      templates: z.int().optional(),
    })
    .nullable(),
  /**
   * How many erasures have reached all that stands here: copies of before another are fetched anew, whatever else says that nothing
   * has changed. A name stands in more than what it was erased from. A copy of before it was counted has none.
   */
  erasures: z.int().nonnegative().optional(),
  /** The workshop that comes next, or is under way; left out where there is none. */
  workshop: WorkshopCard.optional(),
  verdicts: z.array(
    z.object({
      verdict: Verdict,
      mode: Mode,
      /** Those that the asker may open, as in its VerdictView: where they are others, a copy is out of date. */
      rooms: z.array(RoomId),
      counts: VerdictCounts.nullable(),
      /** Fewest and most tags of the coders of a round that is not settled, where nothing stands yet. A copy of before has none. */
      range: z.object({ min: z.int(), max: z.int() }).nullable().optional(),
      canPrepare: z.boolean(),
      /** It waits for a second reader, for who prepares it; left out where it does not. */
      signed: FirstSignature.optional(),
      /** Answers given of those that are asked for, fewest and most of the coders where nothing is settled; hidden with the counts. */
      sheet: z.object({ min: z.int(), max: z.int(), of: z.int() }).nullable().optional(),
      /**
       * How many coders of a round have handed in, or were in it when it was revealed: while it is blind for who runs rounds and does not
       * code this one, or has handed in. `begun`: of those who have not.
       */
      coders: z.object({ handedIn: z.int(), begun: z.int().optional(), of: z.int() }).nullable().optional(),
      /** The asker's own part in a blind round; left out where they have none. */
      part: z.enum(["codes", "handed-in"]).optional(),
      /** Each of them while it is blind, for the same. */
      coding: z.array(CoderProgress.pick({ member: true, state: true, read: true, isOut: true })).optional(),
      /** Until when it is blind, for the same and for the asker's own part. */
      due: z.iso.date().nullable().optional(),
      /** Names and numbers that somebody has still to decide on, for who prepares it. `toReplace`: some are confirmed and stand in the text. */
      names: z.object({ open: z.int(), all: z.int(), toReplace: z.literal(true).optional() }).optional(),
      /** Number of the newest round. A copy of before there were rounds has none. */
      round: z.int().positive().optional(),
      /** Disagreements of the newest round, once it is revealed. */
      cases: z.object({ all: z.int(), open: z.int() }).nullable().optional(),
      lastActivity: z.iso.datetime().nullable(),
    }),
  ),
  /**
   * What waits for the asker, newest first: open threads they have not answered, verdicts to prepare or to code blind (until
   * `due`; `from` waits for it, since `at`), suggestions to apply, tags to review, blind rounds to reveal that all have handed in, or that end (`due`) before all have,
   * verdicts that were cleared for the network and that they have not opened since (in one line those of before they joined), or that are offered to their organisation, answers
   * that the methodology offers no more, and for a week after the reveal where a coder who does not rule differs from the others.
   */
  waiting: z.array(WaitingItem),
  /** What of documents waits for the asker, newest first; left out where nothing does. */
  documents: z.array(WaitingOutput).optional(),
  /** Scans of the asker's that are read and wait to be confirmed, newest first; left out where there are none. */
  scans: z
    .array(z.object({ caseNumber: z.string().nullable(), pages: z.int().positive().nullable(), at: z.iso.datetime() }))
    .optional(),
  /** Categories that coders proposed, for whoever leads, newest first; left out where none waits. */
  proposed: z.array(ProposedCategory).optional(),
  /** Proposals that wait for the asker's vote, newest first; left out where none does. */
  votes: z.array(OpenVote).optional(),
  /** Wordings that workshops decided and that wait for the asker in a language, newest first; left out where none does. */
  wordings: z.array(WordingToWrite).optional(),
  /** Where others mention the asker, newest first; left out where nobody does. */
  mentions: z.array(Mention).optional(),
  /** The asker's first steps; a copy of before reviewers and readers had some has none of theirs. */
  firstSteps: FirstSteps.optional(),
  /** What happened since yesterday began, newest first; left out where nothing did. */
  lately: z.array(Lately).optional(),
  /** What others did to the asker's own tags and answers, what guests of theirs translated, what became of rounds that they were to code, to proposals that they made or voted on, to links that they made, or to roles and people that concern them, in the last two weeks, newest first; left out where there is nothing. */
  told: z
    .array(
      z.discriminatedUnion("kind", [
        z.object({
          /** An answer was given in the place of the asker's, or it was taken back, while all answer together. */
          kind: z.literal("answered"),
          verdict: VerdictId,
          from: MemberId,
          question: QuestionId,
          subject: AnswerSubject,
          /** What the question asks. */
          label: Localised,
          at: z.iso.datetime(),
        }),
        z.object({
          /**
           * A blind round that the asker was to code was called off, or they were taken out of it, and no other has come since that they code.
           * `drafts`: what is left of what they coded, and neither written again nor discarded.
           */
          kind: z.enum(["called-off", "unassigned"]),
          verdict: VerdictId,
          from: MemberId,
          drafts: z.int(),
          at: z.iso.datetime(),
        }),
        z.object({
          /**
           * Somebody else began a blind round on a verdict of the organisation that the asker leads, who does not code it. `left`: disagreements of
           * the round before that had no ruling, and are not ruled on any more.
           */
          kind: z.literal("begun"),
          verdict: VerdictId,
          from: MemberId,
          round: z.int().positive(),
          coders: z.array(MemberId),
          left: z.int().positive().optional(),
          at: z.iso.datetime(),
        }),
        z.object({
          /** A proposal in the draft of the methodology that the asker made or voted on was resolved or withdrawn. */
          kind: z.literal("proposal"),
          how: z.enum(["resolved", "withdrawn"]),
          about: ProposalAbout,
          from: MemberId,
          votes: z.object({ yes: z.int(), no: z.int(), abstain: z.int() }),
          at: z.iso.datetime(),
        }),
        z.object({
          /** Categories that the asker had put into the draft are in a version that somebody else put in force (`isTaken`), or were left out of it. */
          kind: z.literal("frozen"),
          from: MemberId,
          version: z.int().positive(),
          isTaken: z.boolean(),
          /** As the version has them; of those that were left out, as the draft has them now. */
          categories: z.array(z.object({ id: CategoryId, code: z.string(), label: Localised })).min(1),
          at: z.iso.datetime(),
        }),
        z.object({
          /** A blind round was revealed before the asker had handed in; `hasWork`: what they had is shown as unfinished. */
          kind: z.literal("revealed"),
          verdict: VerdictId,
          from: MemberId,
          hasWork: z.boolean(),
          at: z.iso.datetime(),
        }),
        z.object({
          /** Decisions of the asker on names of a verdict in preparation that others took otherwise. */
          kind: z.literal("overruled"),
          verdict: VerdictId,
          /** Who did so last. */
          from: MemberId,
          count: z.int(),
          at: z.iso.datetime(),
        }),
        z.object({
          /** Somebody else took a verdict that the asker prepares back to an earlier stage, and nobody has moved it on since. */
          kind: z.literal("stage-back"),
          verdict: VerdictId,
          from: MemberId,
          was: Stage,
          now: Stage,
          at: z.iso.datetime(),
        }),
        ToldLapsed,
        ToldWaived,
        ToldSecondsWaived,
        ToldSecondsAsked,
        ToldHouse,
        ToldDiscussion,
        ToldTranslation,
        ...TOLD_OF_PEOPLE,
        z.object({
          /** A tag of a category that was split was sorted, or one was removed, or the words beside it were written over, while all tag together. */
          kind: z.enum(["sorted", "removed", "noted"]),
          verdict: VerdictId,
          from: MemberId,
          tag: AnnotationId,
          /** Code of the category that it was. */
          was: z.string(),
          /** What it is now; null where it was removed, and where nothing but the words beside it is another. */
          now: z.object({ code: z.string(), label: Localised }).nullable(),
          at: z.iso.datetime(),
        }),
      ]),
    )
    .optional(),
});
export type NetworkView = z.infer<typeof NetworkView>;

/**
 * GET /api/network/waiting (network.read) → how much waits for the asker. `news`: what others did within the last minutes that waits for them
 * or that they are told, with the names that it takes to say so; left out where nothing is.
 */
export const WaitingView = WaitingCount.extend({
  news: NetworkView.pick({ waiting: true, votes: true, mentions: true, told: true })
    .extend({
      members: z.array(MemberCard.pick({ id: true, name: true })),
      /** Left out where none is spoken of. */
      organisations: z.array(Organisation.pick({ id: true, name: true })).optional(),
      verdicts: z.array(Verdict.pick({ id: true, caseNumber: true })),
    })
    .optional(),
});
export type WaitingView = z.infer<typeof WaitingView>;
export type News = NonNullable<WaitingView["news"]>;

/** A room the asker may open. */
export const RoomRef = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("layer"),
    room: RoomId,
    right: RoomRight,
    layer: LayerId,
    owner: MemberId.nullable(),
    round: z.int(),
  }),
  z.object({ kind: z.literal("discussion"), room: RoomId, right: RoomRight, audience: Audience }),
]);
export type RoomRef = z.infer<typeof RoomRef>;

/** GET /api/verdicts/:id → all that the verdict page needs except the rooms' content. */
export const VerdictView = z.object({
  verdict: Verdict,
  round: Round,
  /** Who took its settlement back, when and why, until it is settled anew; left out where nobody did, and for guests. */
  unsettled: StandingChange.pick({ by: true, at: true, reason: true }).optional(),
  revision: RevisionText.extend({ number: z.int().positive() }),
  /** All edit maps from revision 1 on, so that any anchor can be carried to `revision`. */
  maps: z.array(EditMap),
  rooms: z.array(RoomRef),
  /** Layers that the asker may read, frozen ones too. A copy of before there were rounds has none. */
  layers: z.array(LayerRef).default([]),
  /**
   * What stands: the layer that everything is counted by; null where the asker may not see it, or nothing stands yet while there are
   * codings of a round that is not settled. A copy of before that was told has none.
   */
  stands: LayerId.nullable().optional(),
  /**
   * Where tags lie that discussions of the asker hang on, in whatever layer: what is shown need not have them. Left out where there are
   * none.
   */
  tagPlaces: z.array(z.object({ tag: AnnotationId, anchor: Anchor })).optional(),
  /** How many drafts the asker has of rounds that were called off; left out where there are none. */
  calledOff: z.int().positive().optional(),
  /** Paragraphs that the asker has had on the screen in the blind round that they code; left out where there are none. */
  seen: ParagraphRanges.optional(),
  /**
   * What of the asker's own was there before the blind round that they code, and is hidden from them until the reveal: tags, answers,
   * discussions that they took part in. Left out where there is none.
   */
  hiddenWork: z.object({ tags: z.int(), answers: z.int(), discussions: z.int() }).optional(),
  methodology: MethodologyVersion.nullable(),
  /** Defendants and victims. A copy kept on a device before there were any has none. */
  units: z.array(Unit).default([]),
  /** Into which languages the whole is translated; the words are asked for when they are read. */
  translations: z.array(TranslationHead).optional(),
  /** How many translations and paragraphs of them may be put back, for whom translates; left out where there are none. */
  removedTranslations: z.int().positive().optional(),
  /** Everybody whose marks may show here (removed ones too). For a guest: only people of this verdict. */
  members: z.array(MemberCard),
  organisations: z.array(Organisation),
  /** Pictures of its pages lie beside it, for who prepares it; left out where there are none to see. */
  hasScan: z.boolean().optional(),
  /** It waits for a second reader, for who prepares it; left out where it does not. */
  signed: FirstSignature.optional(),
  /** Whose facilitators run its rounds. A copy of before that was decided says nothing. */
  roundRunners: RoundRunners.optional(),
  can: z.object({
    tag: z.boolean(),
    prepare: z.boolean(),
    inviteGuests: z.boolean(),
    /** Translate the whole. A copy of before there were translations says nothing. */
    translate: z.boolean().optional(),
    /** Begin rounds and reveal them. A copy of before there were rounds says nothing. */
    runRounds: z.boolean().optional(),
    /** See how far the coders are. */
    watchRounds: z.boolean().optional(),
    exportOwn: z.boolean(),
    exportAll: z.boolean(),
    keepCopy: z.boolean(),
  }),
});
export type VerdictView = z.infer<typeof VerdictView>;

/** PATCH /api/verdicts/:id → Verdict. */
export const VerdictChange = GivenVerdictData.partial();
export type VerdictChange = z.input<typeof VerdictChange>;
/** GET /api/verdicts/:id/about → what stands beside a verdict's data; members only. */
export const VerdictAbout = z.object({
  /** Newest first. */
  changes: z.array(VerdictDataChange),
  /** To whom its owner offers it; null where to nobody. */
  offer: z.object({ organisation: OrganisationId, by: MemberId, at: z.iso.datetime() }).nullable(),
  /** The asker may take it, or decline. */
  mayTake: z.boolean(),
});
export type VerdictAbout = z.infer<typeof VerdictAbout>;

/**
 * PUT /api/verdicts/:id/offer → 204: another organisation is asked whether it takes the verdict. DELETE takes that back, or declines.
 * POST /api/verdicts/:id/owner → Verdict: it is taken, by a facilitator of the one that is named.
 */
export const OwnerCommand = z.object({ organisation: OrganisationId });
export type OwnerCommand = z.infer<typeof OwnerCommand>;

/** POST /api/verdicts/:id/stage → Verdict. Back only: forward goes by the checklist (clearing.ts). */
export const StageChange = z.object({ stage: Stage });

/** POST /api/verdicts/:id/edits → EditDone; with `preview` nothing is stored, `revision` and `map` are null. 409 `edits-conflict` where another's edit came between, `names-come` where it would name somebody to those who read the verdict already. */
export const EditCommand = z.object({
  baseRevision: z.int().positive(),
  kind: EditKind,
  edits: z.array(Edit).max(2000),
  blockEdits: z.array(BlockEdit).max(2000).default([]),
  preview: z.boolean().default(false),
  sure: NamesSure,
});
export type EditCommand = z.input<typeof EditCommand>;
export const EditDone = z.object({
  /** Tags (of layers the asker may see) and threads whose words the edits touch. */
  touchedTags: z.int(),
  touchedThreads: z.int(),
  /** The edits as widened to whole words, in the base revision: what the preview paints. */
  edits: z.array(Edit),
  revision: RevisionText.extend({ number: z.int().positive() }).nullable(),
  map: EditMap.nullable(),
});
export type EditDone = z.infer<typeof EditDone>;
