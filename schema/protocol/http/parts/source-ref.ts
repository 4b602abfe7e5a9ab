import { z } from "zod";
import { VerdictId } from "../../../domain/ids.ts";
import { Country } from "../../../domain/language.ts";
import { Instance } from "../../../domain/verdict.ts";

/** The verdict that a quote is taken from. Case number and date stand apart, so that a file can leave them out. */
export const SourceRef = z.object({
  verdict: VerdictId,
  country: Country,
  court: z.string(),
  instance: Instance,
  caseNumber: z.string(),
  date: z.iso.date().nullable(),
  invented: z.boolean(),
});
export type SourceRef = z.infer<typeof SourceRef>;
