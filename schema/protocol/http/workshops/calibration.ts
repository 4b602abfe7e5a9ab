import { z } from "zod";
import { MemberId } from "../../../domain/ids.ts";
import { CALIBRATION_WORDS, KEY_SETTERS } from "../../../domain/workshop/calibration.ts";
import { Figure } from "../agreement.ts";

/**
 * GET /api/workshops/:id/steps/:step/calibration (workshop.read) → how far the members' slips of its newest revealed pass agree. 404
 * where none is revealed, or who marked is too few to be told of.
 */
export const Calibration = z.object({
  pass: z.int().positive(),
  passages: z.int().positive(),
  coders: z.int().positive(),
  rule: z.number(),
  /** Krippendorff's α of the categories of each passage, which are sets: MASI. */
  category: Figure,
  /** Unitizing α of where they marked. */
  place: Figure,
  word: z.enum(CALIBRATION_WORDS),
  more: z.union([z.int().positive(), z.literal("many")]).nullable(),
});
export type Calibration = z.infer<typeof Calibration>;

/**
 * PUT /api/workshops/:id/steps/:step/key (workshop.set-key) → KeySetters: who sets the key of a calibration that has begun and was not
 * coded yet; none takes it back. They put it on slips of their own in silence: it is what both of them say. 409 `floor-moved`,
 * `workshop-moved`.
 */
export const KeyChange = z.object({
  term: z.int().min(0),
  members: z
    .array(MemberId)
    .refine((members) => members.length === 0 || new Set(members).size === KEY_SETTERS)
    .max(KEY_SETTERS),
});
export type KeyChange = z.infer<typeof KeyChange>;
export const KeySetters = z.object({ members: z.array(MemberId) });
export type KeySetters = z.infer<typeof KeySetters>;

/**
 * GET /api/workshops/:id/steps/:step/distance (slip.distance) → how far one's own slip of the newest revealed pass is from the key, which
 * nobody else learns. 404 where there is none, or no key.
 */
export const KeyDistance = z.object({
  pass: z.int().positive(),
  /** Of how many passages both who set the key say the same; nothing is measured on the others. */
  passages: z.int().min(0),
  of: z.int().positive(),
  /** Mean of MASI over them, 0 being the key itself; null where there are none. */
  distance: z.number().min(0).max(1).nullable(),
  /** Passages on which one says what the key says. */
  same: z.int().min(0),
});
export type KeyDistance = z.infer<typeof KeyDistance>;
