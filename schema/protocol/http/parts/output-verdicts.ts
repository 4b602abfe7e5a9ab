import { z } from "zod";
import { OutputId, VerdictId } from "../../../domain/ids.ts";
import { UiLanguage } from "../../../domain/language.ts";
import { BlockId } from "../../../domain/output.ts";
import { RESTING_KINDS } from "../../../editor/drawn-on.ts";

/** Where a quote, figure or table rests on a verdict; `place`: how the document calls it ("§ 2.1 The court …"), "" without a number. */
export const RestingPlace = z.object({
  verdict: VerdictId,
  output: OutputId,
  language: UiLanguage,
  block: BlockId,
  kind: z.enum(RESTING_KINDS),
  place: z.string(),
});
export type RestingPlace = z.infer<typeof RestingPlace>;

/** GET /api/outputs/:id/verdicts → OutputVerdicts. What is to be known before the verdicts of a draft are changed, by who may write it. */
export const OutputVerdicts = z.object({
  /** So many verdicts a document of its kind is about; null = as many as one likes. */
  limit: z.int().positive().nullable(),
  /** Other languages of it that change with it, of those that the asker may read. */
  languages: z.array(UiLanguage),
  /** Another language of it may not be changed by the asker now, so that none is. */
  isHeld: z.boolean(),
  rests: z.array(RestingPlace),
});
export type OutputVerdicts = z.infer<typeof OutputVerdicts>;

/**
 * POST /api/outputs/:id/verdicts → OutputView. A draft is about these verdicts from now on, in all its languages. `output-moved` where
 * `number` is not the output's any more, `output-rests` where something of it rests on one that is taken away, `output-held` where
 * another language is not the asker's to change, `output-one-verdict` where its kind is about one.
 */
export const ChangeVerdicts = z.object({
  number: z.int().positive(),
  verdicts: z.array(VerdictId).min(1).max(500),
});
export type ChangeVerdicts = z.infer<typeof ChangeVerdicts>;
