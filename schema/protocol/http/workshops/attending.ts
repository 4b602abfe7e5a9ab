import { z } from "zod";
import {
  BallotId,
  CategoryId,
  PassageId,
  SeatId,
  StepId,
  TableId,
  VerdictId,
  WorkshopId,
} from "../../../domain/ids.ts";
import { Country, UiLanguage } from "../../../domain/language.ts";
import { Vote } from "../../../domain/workshop/ballot.ts";
import { Parked } from "../../../domain/workshop/decision.ts";
import { Consents, DoorState } from "../../../domain/workshop/door.ts";
import { StepKind, StepPhase } from "../../../domain/workshop/phases.ts";
import { WorkshopPlan, WorkshopState } from "../../../domain/workshop/workshop.ts";
import { Range, EditMap } from "../../../text/revision.ts";
import { BallotView, NamedCategory, ParkedMake } from "./ballots.ts";
import { Calibration } from "./calibration.ts";
import { PaperSlips } from "./paper.ts";
import { GroupCount } from "./slips.ts";

/** A passage as guests and screens read it: its words, and nothing of the verdict that they stand in but its id. */
export const ShownPassage = z.object({
  id: PassageId,
  verdict: VerdictId,
  revision: z.int().positive(),
  /** Where its words are, and the way there from where a tag was put before they were changed. */
  ranges: z.array(Range),
  maps: z.array(EditMap),
  /** Of the language that it is written in. */
  lang: z.string(),
  paragraphs: z.array(
    z.object({
      /** Among the blocks of the revision, as a pointer names them. */
      block: z.int().min(0),
      number: z.string().nullable(),
      /** Where its words begin in the text. */
      start: z.int().min(0),
      text: z.string(),
      /** Of these very words; that of a passage of several paragraphs stands at its last. */
      translations: z.array(
        z.object({
          language: UiLanguage,
          text: z.string(),
          /** The words were changed since. */
          isStale: z.boolean(),
        }),
      ),
    }),
  ),
});
export type ShownPassage = z.infer<typeof ShownPassage>;

/**
 * The running step. Of one that works on verdicts alone that are not open to guests they learn kind and minutes; where other passages stand
 * beside them, they read those and code them.
 */
export const ShownStep = z.object({
  id: StepId,
  kind: StepKind,
  minutes: z.int(),
  /** Null where it may tell of words that are kept from them. */
  title: z.string().nullable(),
  /** How many of its passages only members read. */
  kept: z.int().min(0),
  phase: StepPhase.nullable(),
  pass: z.int(),
  endsAt: z.iso.datetime().nullable(),
  passages: z.array(ShownPassage),
  /** Of what its newest silence codes by: read once by its number (`…/edition`), as this is sent over and over. `named`: what is counted or decided here. */
  edition: z.object({ number: z.int(), named: z.array(NamedCategory) }).nullable(),
  handedIn: z.int(),
  /** Of the newest pass that is revealed. */
  groups: z.array(GroupCount),
  /** How far its members' slips agree, of a calibration that is revealed. */
  calibration: Calibration.nullable(),
  /**
   * Of a calibration that is revealed: how many were to set its key, nobody of whom is named, and on how many of its passages they said
   * the same; `passages` null where there is no key, as not all of them said something.
   */
  key: z.object({ setters: z.int().min(0), passages: z.int().min(0).nullable(), of: z.int().min(0) }).nullable(),
  /** What was counted by hand on printed slips, with the categories that were crossed; null where nothing was. */
  paper: PaperSlips.nullable(),
});
export type ShownStep = z.infer<typeof ShownStep>;

/** A vote as guests and screens are shown it: what is asked, how many have voted, and once it ended what came of it. */
export const ShownBallot = BallotView.omit({
  step: true,
  planned: true,
  openedBy: true,
  openedAt: true,
  endedAt: true,
}).extend({
  /** The category whose wording is voted on. */
  worded: NamedCategory.nullable(),
});
export type ShownBallot = z.infer<typeof ShownBallot>;

/** What a table decided, as the plenary sees it; of which chair nothing is told. */
export const ShownTable = z.object({
  /** 1 is the first: a table without a name is called by it. */
  number: z.int().positive(),
  name: z.string().nullable(),
  /** What it is asked; null where nothing is, or that tells what is not told. */
  question: z.string().nullable(),
  /** Passages of the step that it was given. */
  given: z.array(PassageId),
  decisions: z.array(
    z.object({
      /** Of the step's passages. */
      passage: PassageId,
      categories: z.array(CategoryId),
      isOpen: z.boolean(),
      words: z.string().nullable(),
    }),
  ),
  /** What came of the votes that it held, in their order. */
  votes: z.array(BallotView.pick({ words: true, kind: true, choices: true, by: true, tally: true })),
});
export type ShownTable = z.infer<typeof ShownTable>;

/** A table at work: how many sit there and how far it is, and nothing of what it says. */
export const TableAtWork = ShownTable.omit({ decisions: true, votes: true }).extend({
  seats: z.int(),
  /** Null before it begins. */
  phase: StepPhase.nullable(),
});
export type TableAtWork = z.infer<typeof TableAtWork>;

/** What guests and screens are shown of a workshop. */
export const ShownWorkshop = z.object({
  title: z.string(),
  state: WorkshopState,
  days: z.array(z.iso.date()),
  languages: z.array(UiLanguage),
  version: z.int(),
  seats: z.int(),
  /** When its days begin. */
  begins: WorkshopPlan.shape.begins,
  /** Of its host: the clock on the wall goes by it. */
  country: Country,
  /** Of steps on verdicts that are not open to guests kind and minutes; `isNow`: the one that began last. */
  agenda: z.array(
    z.object({
      kind: StepKind,
      title: z.string().nullable(),
      minutes: z.int(),
      day: z.int().min(0),
      beganAt: z.iso.datetime().nullable(),
      endedAt: z.iso.datetime().nullable(),
      isNow: z.boolean(),
    }),
  ),
  step: ShownStep.nullable(),
  /** In the plenary, what tables decided; null else, and where a passage of the step is not open to guests. */
  tables: z.array(ShownTable).nullable(),
  /** While tables work, which there are; null else, and where a passage of the step is not open to guests. */
  atWork: z.array(TableAtWork).nullable(),
  /** The one that is open; else the one that ended last, closed or called off, while its step is under way. */
  ballot: ShownBallot.nullable(),
  now: z.iso.datetime(),
});
export type ShownWorkshop = z.infer<typeof ShownWorkshop>;

/** GET /api/attending (a guest of a workshop) → Attending, and the answer to what they do. */
export const Attending = ShownWorkshop.extend({
  workshop: WorkshopId,
  name: z.string(),
  seat: z.object({
    id: SeatId,
    language: UiLanguage,
    handAt: z.iso.datetime().nullable(),
    speaksAt: z.iso.datetime().nullable(),
  }),
  /** At which one sits, of the step under way. */
  table: ShownTable.pick({ number: true, name: true })
    .extend({
      id: TableId,
      /** What it is asked; null where it is asked nothing, or words that they do not read are spoken of. */
      question: z.string().nullable(),
    })
    .nullable(),
  consents: Consents.nullable(),
  keptUntil: z.iso.datetime(),
  /** What they put off themselves. */
  parked: z.array(Parked.pick({ id: true, words: true, waits: true, doneAt: true })),
});
export type Attending = z.infer<typeof Attending>;

/** PUT /api/attending/hand. */

/** PUT /api/attending/vote (workshop.vote) → Attending: it advises. Null takes it back. 409 `ballot-closed`. */
export const GuestVote = z.object({ ballot: BallotId, vote: Vote.nullable() });
export type GuestVote = z.infer<typeof GuestVote>;

/** POST /api/attending/parked → Attending: who leads sees it first, and lets it in. */
export const GuestParks = ParkedMake.pick({ words: true });
export type GuestParks = z.input<typeof GuestParks>;

/** POST /api/screens → ScreenView: four digits for two minutes. GET /api/screens → ScreenView; 404 where the browser is no screen. */
export const ScreenView = z.discriminatedUnion("state", [
  z.object({ state: z.literal("pairing"), digits: z.string(), until: z.iso.datetime() }),
  /** For the rest of the day; a title that tells what guests are not told is empty. */
  z.object({ state: z.literal("closed"), title: z.string() }),
  z.object({
    state: z.literal("paired"),
    shown: ShownWorkshop,
    /** Words of the step are being erased: none of them are shown meanwhile. */
    isChanging: z.boolean(),
    /** Where who has the floor is, of the passages shown. */
    pointer: z
      .object({
        verdict: VerdictId,
        revision: z.int().positive(),
        block: z.int().min(0),
        start: z.int().min(0).optional(),
        end: z.int().min(0).optional(),
        within: z.number().min(0).max(1).optional(),
      })
      .nullable(),
    /** How one comes in, while the door is not shut. */
    door: z
      .object({ state: DoorState, code: z.string(), url: z.string(), openUntil: z.iso.datetime().nullable() })
      .nullable(),
  }),
]);
export type ScreenView = z.infer<typeof ScreenView>;

/** POST /api/workshops/:id/screens (workshop.lead or workshop.plan) → Screens. 404 where no screen shows these digits. DELETE: all off. */
export const ScreenPair = z.object({ digits: z.string().regex(/^\d{4}$/) });
export type ScreenPair = z.infer<typeof ScreenPair>;
export const Screens = z.object({ paired: z.int() });
export type Screens = z.infer<typeof Screens>;
