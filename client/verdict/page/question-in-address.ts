import { type AnswerPlace, AnswerSubject } from "../../../schema/domain/answer.ts";
import { QuestionId } from "../../../schema/domain/ids.ts";

/** The answer that an address points to: `?question=…&subject=…`. */
function placeIn(search: string): AnswerPlace | null {
  const params = new URLSearchParams(search);
  const question = QuestionId.safeParse(params.get("question"));
  const subject = AnswerSubject.safeParse(params.get("subject") ?? "verdict");
  return question.success && subject.success ? { question: question.data, subject: subject.data } : null;
}

/** The same, or where the case sheet goes on: `?answer`. */
export function wantedIn(search: string): AnswerPlace | "first" | null {
  return placeIn(search) ?? (new URLSearchParams(search).has("answer") ? "first" : null);
}
