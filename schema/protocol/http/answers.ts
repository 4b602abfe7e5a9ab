import { z } from "zod";
import { AnswerSubject, AnswerValue } from "../../domain/answer.ts";
import { LayerId, MemberId, QuestionId } from "../../domain/ids.ts";

/**
 * GET /api/verdicts/:id/answer-times?question&subject → when the answers to one question were given or taken back, in the layers that
 * the asker may read, by the server's clock; of those from before it kept that there is none.
 */
export const AnswerTimes = z.object({
  times: z.array(
    z.object({
      layer: LayerId,
      at: z.iso.datetime(),
      /** What somebody else had answered there before; left out where nobody had. */
      before: z
        .object({
          value: AnswerValue,
          by: MemberId,
          at: z.iso.datetime().nullable(),
          /** Ids of the passages that it rested on. */
          evidence: z.array(z.string()),
        })
        .optional(),
    }),
  ),
});
export type AnswerTimes = z.infer<typeof AnswerTimes>;
export const AnswerTimesQuery = z.object({ question: QuestionId, subject: AnswerSubject });
