import { z } from "zod";
import { VerdictId } from "../../../domain/ids.ts";
import { BlockId } from "../../../domain/output.ts";

/** The writer's own words that name a verdict, or may tell which it is; `at` null = in the title or below it. */
export const NamingPlace = z.object({
  at: BlockId.nullable(),
  words: z.string(),
  /** By its data in so many words; what else its text is told by may be something else, and be kept in a file. */
  isSure: z.boolean(),
  /** What files that name no verdict say in their place, "[court]", in the document's language; null = they stay in the file. */
  inPlace: z.string().nullable(),
});
export type NamingPlace = z.infer<typeof NamingPlace>;

/** Of a document as it stands, or as it was approved. */
export const NamingPlaces = z.object({ places: z.array(NamingPlace) });
export type NamingPlaces = z.infer<typeof NamingPlaces>;

/**
 * GET /api/outputs/:id/uncleared → UnclearedWords: where a document as it stands holds words of verdicts in preparation that the asker may
 * read; `at` null = in the title or below it. `isAsked`: whether there is any such verdict, so that asking again may tell something.
 */
export const UnclearedWords = z.object({
  isAsked: z.boolean(),
  places: z.array(z.object({ at: BlockId.nullable(), verdict: VerdictId, caseNumber: z.string() })),
});
export type UnclearedWords = z.infer<typeof UnclearedWords>;
