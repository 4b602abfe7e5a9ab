import type { VerdictId } from "../../schema/domain/ids.ts";
import { AnswerTimes } from "../../schema/protocol/http/answers.ts";
import type { AnswerPlace } from "../../schema/domain/answer.ts";
import { request } from "./http.ts";

/** When the answers to a question were given, by layer. */
export const readAnswerTimes = (
  verdict: VerdictId,
  { question, subject }: AnswerPlace,
  signal?: AbortSignal,
): Promise<AnswerTimes> =>
  request(
    "GET",
    `/api/verdicts/${verdict}/answer-times?${new URLSearchParams({ question, subject })}`,
    AnswerTimes,
    undefined,
    signal,
  );
