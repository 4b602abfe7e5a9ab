import { z } from "zod";
import { CategoryId, PassageId, StepId } from "../../../domain/ids.ts";
import { UI_LANGUAGES, UiLanguage } from "../../../domain/language.ts";
import { Category } from "../../../domain/methodology/methodology.ts";
import { WORKSHOP_LIMITS } from "../../../domain/workshop/workshop.ts";

const Slips = z.int().min(1).max(WORKSHOP_LIMITS.seats);

/** What was counted by hand on slips of paper, and typed in: in no figure, matrix or agreement. */
export const HandCounts = z.object({
  /** Slips that came back. Of fewer than four nothing else is kept: it would tell whose is whose. */
  slips: Slips,
  passages: z
    .array(
      z.object({
        passage: PassageId,
        categories: z.array(z.object({ category: CategoryId, slips: Slips })).max(500),
      }),
    )
    .max(WORKSHOP_LIMITS.passages),
});
export type HandCounts = z.infer<typeof HandCounts>;

/** Slips of a step that were printed, with what was counted on them. */
export const PaperSlips = z.object({
  /** Of the draft, which the boxes are of. */
  edition: z.int().positive(),
  /** Those with a box, in the order of the methodology. */
  categories: z.array(Category.pick({ id: true, code: true, label: true })),
  /** Null while nothing is typed in, and while the step is coded in silence: it would tell what others marked. */
  counts: HandCounts.nullable(),
});
export type PaperSlips = z.infer<typeof PaperSlips>;

/** A step that everybody codes, as somebody finds it who prints slips of it. */
export const PaperStep = z.object({
  step: StepId,
  /** Passages with their numbers; of those that guests do not read nothing is printed. */
  passages: z.array(z.object({ id: PassageId, number: z.string().nullable(), isPrinted: z.boolean() })),
  printed: PaperSlips.nullable(),
  mayPrint: z.boolean(),
  /** Once the step is over, or what was marked in it is revealed. */
  mayCount: z.boolean(),
});
export type PaperStep = z.infer<typeof PaperStep>;

/** GET /api/workshops/:id/paper (workshop.paper) → the steps that everybody codes. */
export const WorkshopPaper = z.object({ steps: z.array(PaperStep) });
export type WorkshopPaper = z.infer<typeof WorkshopPaper>;

/**
 * POST /api/workshops/:id/steps/:step/paper (workshop.paper) → application/pdf: slips on A4, one in each language. Their passages count as
 * practised from now on. 404 of a step that nobody codes; 400 where guests read none of its passages; 409 `coded-blind`, `workshop-moved`.
 */
export const PaperPrint = z.object({ languages: z.array(UiLanguage).min(1).max(UI_LANGUAGES.length) });
export type PaperPrint = z.infer<typeof PaperPrint>;

/**
 * PUT /api/workshops/:id/steps/:step/paper (workshop.paper) → PaperSlips: what was counted, in place of what was said before; null takes it
 * back. 404 where none were printed, 409 `workshop-moved` where the step is not over.
 */
export const PaperCount = z.object({ counts: HandCounts.nullable() });
export type PaperCount = z.infer<typeof PaperCount>;
