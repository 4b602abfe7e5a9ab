import { z } from "zod";
import { OutputId } from "../../../domain/ids.ts";
import { UiLanguage } from "../../../domain/language.ts";

/**
 * POST /api/workshops/:id/minutes (workshop.minutes) → MinutesMade (201): the minutes as a document in one or two of the workshop's
 * languages, the first of which leads. 409 `workshop-moved` where there are some, or it never opened.
 */
export const MinutesMake = z.object({
  languages: z
    .array(UiLanguage)
    .min(1)
    .max(2)
    .refine((languages) => new Set(languages).size === languages.length, "twice the same"),
});
export type MinutesMake = z.infer<typeof MinutesMake>;

export const MinutesMade = z.object({ output: OutputId });
export type MinutesMade = z.infer<typeof MinutesMade>;
