import { z } from "zod";
import { UiLanguage } from "../../../domain/language.ts";
import { ReadableKey } from "../../../domain/methodology/methodology.ts";
import { BlockId } from "../../../domain/output.ts";
import { RecordFacts, RecordOf } from "../../../domain/workshop/record.ts";
import { ChangeFlag } from "./change-flag.ts";
import { SourceRef } from "./source-ref.ts";

/** What a workshop's rows say, as a sentence in the document's language. */
export const RecordState = z.object({
  kind: z.literal("record"),
  block: BlockId,
  /** In their order. `lang` of words that people typed in another language; null where they are the document's. None: nothing to be read. */
  pieces: z.array(z.object({ text: z.string(), lang: UiLanguage.nullable() })),
  /** The verdict that it names or asks about; null where there is none, or it is not open to this reader. */
  source: SourceRef.nullable(),
  /** What approving it freezes; null where nothing of it may be another later. */
  facts: RecordFacts.nullable(),
  flags: z.array(ChangeFlag),
  /** Its row is not there any more. */
  isGone: z.literal(true).optional(),
});
export type RecordState = z.infer<typeof RecordState>;

/** What happened in a workshop and stands nowhere in its minutes: the section that it belongs in, and what it would say there. */
export const UnrecordedState = z.object({ of: RecordOf, section: ReadableKey, pieces: RecordState.shape.pieces });
export type UnrecordedState = z.infer<typeof UnrecordedState>;

/**
 * POST /api/outputs/:id/records (output.write) → 204: puts records of the workshop into its minutes, in every language that the asker may
 * write. What stands there already, or is none of the workshop's, is passed over.
 */
export const RecordsInsert = z.object({ records: z.array(RecordOf).min(1).max(1000) });
export type RecordsInsert = z.infer<typeof RecordsInsert>;
