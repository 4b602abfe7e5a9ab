import { z } from "zod";
import { AnswerValue } from "../../schema/domain/answer.ts";
import { CategoryId, QuestionId } from "../../schema/domain/ids.ts";
import { Unit } from "../../schema/domain/unit.ts";
import { VerdictData } from "../../schema/domain/verdict.ts";
import { Range, RevisionText } from "../../schema/text/revision.ts";
import { DemoPerson } from "./demo-people.ts";

const DemoUnit = Unit.pick({ kind: true, label: true });

/**
 * A verdict of the demo whose names are replaced, with tags, answers and discussions that tests read; offsets of `text`. Made by
 * scripts/make-demo.ts. What people do on it in the demo network is told in story/.
 */
export const DemoVerdict = z.object({
  data: VerdictData,
  pages: z.int().positive().nullable(),
  text: RevisionText,
  tags: z.array(z.object({ by: DemoPerson, category: CategoryId, ranges: z.array(Range), note: z.string() })),
  units: z.array(DemoUnit),
  answers: z.array(
    z.object({
      by: DemoPerson,
      question: QuestionId,
      /** null = the verdict itself. */
      unit: DemoUnit.nullable(),
      value: AnswerValue,
      /** Indexes of `tags`, and passages without a tag. */
      evidence: z.array(z.union([z.int().nonnegative(), z.array(Range).min(1)])),
    }),
  ),
  threads: z.array(
    z.object({
      audience: z.enum(["internal", "review"]),
      ranges: z.array(Range),
      suggestion: CategoryId.optional(),
      resolved: z.boolean().default(false),
      comments: z.array(z.object({ by: DemoPerson, body: z.string() })),
    }),
  ),
});
export type DemoVerdict = z.infer<typeof DemoVerdict>;
