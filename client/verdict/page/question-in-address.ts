import { type AnswerPlace, AnswerSubject } from "../../../schema/domain/answer.ts";
import { QuestionId } from "../../../schema/domain/ids.ts";

/** The answer that an address points to: `?question=…&subject=…`. */
export function placeIn(search: string): AnswerPlace | null {
  const params = new URLSearchParams(search);
  const question = QuestionId.safeParse(params.get("question"));
  const subject = AnswerSubject.safeParse(params.get("subject") ?? "verdict");
  return question.success && subject.success ? { question: question.data, subject: subject.data } : null;
}
