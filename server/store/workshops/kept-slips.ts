import { z } from "zod";
import { CategoryCounts, GroupCount } from "../../../schema/protocol/http/workshops/slips.ts";
import { Calibration } from "../../../schema/protocol/http/workshops/calibration.ts";
import { PassageId } from "../../../schema/domain/ids.ts";

/** What a group of slips said of a passage, in the revision of its text in which the words lie so. */
export const KeptCount = z.object({ passage: PassageId, revision: z.int().positive(), categories: CategoryCounts });
export type KeptCount = z.infer<typeof KeptCount>;

/** What is left of a group's slips of a pass. */
export const KeptGroup = GroupCount.pick({ group: true, slips: true, isWithheld: true }).extend({
  pass: z.int().positive(),
  passages: z.array(KeptCount),
});
export type KeptGroup = z.infer<typeof KeptGroup>;

/** What is left of a step's slips: counts of each pass that was revealed, and how far the newest one agreed. */
export const KeptSlips = z.object({ groups: z.array(KeptGroup), figures: Calibration.nullable() });
export type KeptSlips = z.infer<typeof KeptSlips>;
