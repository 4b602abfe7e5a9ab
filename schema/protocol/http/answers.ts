import { z } from "zod";
import { AnswerSubject } from "../../domain/answer.ts";
import { LayerId, QuestionId } from "../../domain/ids.ts";

/**
 * GET /api/verdicts/:id/answer-times?question&subject → when the answers to one question were given or taken back, in the layers that
 * the asker may read, by the server's clock; of those from before it kept that there is none.
 */
export const AnswerTimes = z.object({ times: z.array(z.object({ layer: LayerId, at: z.iso.datetime() })) });
export type AnswerTimes = z.infer<typeof AnswerTimes>;
export const AnswerTimesQuery = z.object({ question: QuestionId, subject: AnswerSubject });
