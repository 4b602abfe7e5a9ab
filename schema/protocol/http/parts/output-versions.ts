import { z } from "zod";
import { MemberId } from "../../../domain/ids.ts";
import { OutputDocument } from "../../../editor/output-document.ts";

/** `asked`: it was frozen for signatures, which did not come; `paired`: another language was made of it. */
export const VERSION_KINDS = ["named", "asked", "approved", "before-restore", "paired", "sitting", "taken"] as const;
export const OutputVersionInfo = z.object({
  number: z.int().positive(),
  /** What its maker calls it; "" where the kind says enough. */
  name: z.string(),
  kind: z.enum(VERSION_KINDS),
  /** Its maker; of *sitting* and *taken* whoever wrote next, or took out. */
  by: MemberId,
  at: z.iso.datetime(),
  /** Of *taken*: what was taken out then. */
  took: z.object({ quotes: z.int().nonnegative(), words: z.int().nonnegative() }).optional(),
});
export type OutputVersionInfo = z.infer<typeof OutputVersionInfo>;
/** GET /api/outputs/:id/versions → newest first. */
export const OutputVersionList = z.object({ versions: z.array(OutputVersionInfo) });
export type OutputVersionList = z.infer<typeof OutputVersionList>;
/** GET /api/outputs/:id/versions/:number */
export const OutputVersion = OutputVersionInfo.extend({ title: z.string(), document: OutputDocument });
export type OutputVersion = z.infer<typeof OutputVersion>;
/** POST /api/outputs/:id/versions → OutputVersionList. */
export const VersionMake = z.object({ name: z.string().trim().min(1).max(200) });
export type VersionMake = z.infer<typeof VersionMake>;

/** What somebody took out of the asker's own work: a version of before that was kept by itself. */
export const TakenFromOwn = z.object({
  version: z.int().positive(),
  by: MemberId,
  at: z.iso.datetime(),
  quotes: z.int().nonnegative(),
  words: z.int().nonnegative(),
});
export type TakenFromOwn = z.infer<typeof TakenFromOwn>;
