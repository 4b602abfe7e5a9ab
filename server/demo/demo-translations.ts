import { z } from "zod";
import { DemoPerson } from "./demo-people.ts";

/** English of the demo: the beginning of one verdict as a whole, and some passages of it. */
export const DemoTranslations = z.object({
  verdict: z.string(),
  by: DemoPerson,
  source: z.string(),
  paragraphs: z.array(z.object({ number: z.string(), text: z.string() })),
  /** `quote`: the words of the verdict, which stand there once. */
  passages: z.array(z.object({ by: DemoPerson, quote: z.string(), text: z.string() })),
});
export type DemoTranslations = z.infer<typeof DemoTranslations>;
