import type { AnswerPlace } from "../answer.ts";
import type { Unit } from "../unit.ts";
import { isAsked, subjectsOf, type ValueOf } from "./asked.ts";
import type { Question } from "./methodology.ts";
import { takesAnswer } from "./takes-answer.ts";

/**
 * How many questions are asked of a verdict and its persons, and how many of them are answered in a way that they take. `misfit`: those
 * that are answered otherwise, since a choice was dropped or the question changed.
 */
export function sheetProgress(
  questions: readonly Question[],
  units: readonly Unit[],
  valueOf: ValueOf,
): { answered: number; asked: number; misfit: AnswerPlace[] } {
  const byId = new Map<string, Question>(questions.map((question) => [question.id, question]));
  let [answered, asked] = [0, 0];
  const misfit: AnswerPlace[] = [];
  for (const question of questions)
    for (const subject of subjectsOf(question.perUnit, units)) {
      if (!isAsked(question, subject, byId, valueOf)) continue;
      asked++;
      const value = valueOf(question.id, subject) ?? null;
      if (value === null) continue;
      if (takesAnswer(question, value)) answered++;
      else misfit.push({ question: question.id, subject });
    }
  return { answered, asked, misfit };
}
