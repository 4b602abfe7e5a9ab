import { z } from "zod";
import { CALIBRATION_WORDS } from "../../../domain/workshop/calibration.ts";
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
