import { z } from "zod";
import { UiLanguage } from "../../../domain/language.ts";
import { BlockId } from "../../../domain/output.ts";
import { RecordFacts } from "../../../domain/workshop/record.ts";
import { ChangeFlag } from "./change-flag.ts";
import { SourceRef } from "./source-ref.ts";

/** What a workshop's rows say, as a sentence in the document's language. */
export const RecordState = z.object({
  kind: z.literal("record"),
  block: BlockId,
  /** In their order. `lang` of words that people typed in another language; null where they are the document's. None: nothing to be read. */
  pieces: z.array(z.object({ text: z.string(), lang: UiLanguage.nullable() })),
  /** The verdict that it names; null where it names none, or not to this reader. */
  source: SourceRef.nullable(),
  /** What approving it freezes; null where nothing of it may be another later. */
  facts: RecordFacts.nullable(),
  flags: z.array(ChangeFlag),
});
export type RecordState = z.infer<typeof RecordState>;
