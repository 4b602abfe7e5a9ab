import { z } from "zod";
import { PassageId, SeatId, StepId, VerdictId, WorkshopId } from "../../../domain/ids.ts";
import { UiLanguage } from "../../../domain/language.ts";
import { MethodologyContent } from "../../../domain/methodology/methodology.ts";
import { Consents, DoorState } from "../../../domain/workshop/door.ts";
import { StepKind, StepPhase } from "../../../domain/workshop/phases.ts";
import { WorkshopState } from "../../../domain/workshop/workshop.ts";
import { GroupCount } from "./slips.ts";

/** A passage as guests and screens read it: its words, and nothing of the verdict that they stand in but its id. */
export const ShownPassage = z.object({
  id: PassageId,
  verdict: VerdictId,
  revision: z.int().positive(),
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
    }),
  ),
  translations: z.array(z.object({ language: UiLanguage, text: z.string() })),
});
export type ShownPassage = z.infer<typeof ShownPassage>;

/** The running step. Of one on a verdict that is not open to guests they learn kind and minutes. */
export const ShownStep = z.object({
  id: StepId,
  kind: StepKind,
  minutes: z.int(),
  title: z.string().nullable(),
  phase: StepPhase.nullable(),
  pass: z.int(),
  endsAt: z.iso.datetime().nullable(),
  passages: z.array(ShownPassage),
  /** What its newest silence codes by, without examples that are not open to guests. */
  edition: z.object({ number: z.int(), content: MethodologyContent }).nullable(),
  handedIn: z.int(),
  /** Of the newest pass that is revealed. */
  groups: z.array(GroupCount),
});
export type ShownStep = z.infer<typeof ShownStep>;

/** What guests and screens are shown of a workshop. */
export const ShownWorkshop = z.object({
  title: z.string(),
  state: WorkshopState,
  days: z.array(z.iso.date()),
  languages: z.array(UiLanguage),
  version: z.int(),
  seats: z.int(),
  step: ShownStep.nullable(),
  now: z.iso.datetime(),
});
export type ShownWorkshop = z.infer<typeof ShownWorkshop>;

/** GET /api/attending (a guest of a workshop) → Attending, and the answer to what they do. */
export const Attending = ShownWorkshop.extend({
  workshop: WorkshopId,
  name: z.string(),
  seat: z.object({ id: SeatId, language: UiLanguage, handAt: z.iso.datetime().nullable() }),
  consents: Consents.nullable(),
  keptUntil: z.iso.datetime(),
});
export type Attending = z.infer<typeof Attending>;

/** PUT /api/attending/hand. */

/** POST /api/screens → ScreenView: four digits for two minutes. GET /api/screens → ScreenView; 404 where the browser is no screen. */
export const ScreenView = z.discriminatedUnion("state", [
  z.object({ state: z.literal("pairing"), digits: z.string(), until: z.iso.datetime() }),
  z.object({
    state: z.literal("paired"),
    shown: ShownWorkshop,
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
