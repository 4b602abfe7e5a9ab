import { z } from "zod";
import { OutputId, VerdictId } from "../../../domain/ids.ts";
import { UiLanguage } from "../../../domain/language.ts";

/** A document that is closed to the asker while a verdict that it draws on is in preparation. */
export const ClosedOutput = z.object({
  id: OutputId,
  title: z.string(),
  language: UiLanguage,
  /** Names of those whose facilitators read it meanwhile, and can take the quotes out. */
  organisations: z.array(z.string()).min(1),
});
export type ClosedOutput = z.infer<typeof ClosedOutput>;

/** A verdict in preparation that a document draws on, for who prepares it. */
export const DrawnOnPrepared = z.object({
  verdict: VerdictId,
  /** Its number, or its court. */
  named: z.string(),
});
