import type { AnswerSubject, AnswerValue } from "../answer.ts";
import type { Unit } from "../unit.ts";
import { isAsked, subjectsOf } from "./asked.ts";
import type { Question } from "./methodology.ts";
import { takesAnswer } from "./takes-answer.ts";

/** How many questions are asked of a verdict and its persons, and how many of them no answer of these answers in a way that they take. */
export function openQuestions(
  questions: readonly Question[],
  units: readonly Pick<Unit, "id" | "kind">[],
  answers: readonly { question: Question["id"]; subject: AnswerSubject; value: AnswerValue | null }[],
): { open: number; asked: number } {
  const byId = new Map<string, Question>(questions.map((question) => [question.id, question]));
  const values = new Map(answers.map(({ question, subject, value }) => [`${question}/${subject}`, value]));
  const valueOf = (id: string, subject: AnswerSubject): AnswerValue | null => values.get(`${id}/${subject}`) ?? null;
  const asked = questions.flatMap((question) =>
    subjectsOf(question.perUnit, units)
      .filter((subject) => isAsked(question, subject, byId, valueOf))
      .map((subject) => ({ question, value: valueOf(question.id, subject) })),
  );
  const open = asked.filter(({ question, value }) => value === null || !takesAnswer(question, value));
  return { open: open.length, asked: asked.length };
}
