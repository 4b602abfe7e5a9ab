import type { AnswerSubject, AnswerValue } from "../answer.ts";
import type { Question } from "./methodology.ts";
import type { Unit } from "../unit.ts";

/** What of a question says whether it is asked. */
export type AskedQuestion = Pick<Question, "id" | "perUnit" | "shownIf" | "from">;

/** The value of an answer; null or undefined = not answered. */
export type ValueOf = (question: Question["id"], subject: AnswerSubject) => AnswerValue | null | undefined;

/** Longer chains of conditions do not occur; in a circle this ends the walk. */
const DEPTH_MAX = 20;

/**
 * Whether a question is asked of a subject now: the verdict's data do not say it, and it depends on no other, or on one that is asked
 * too and has an answer of those named. A condition whose question is no longer there, or that goes in a circle, hides nothing.
 */
export function isAsked(
  question: Pick<AskedQuestion, "shownIf" | "from">,
  subject: AnswerSubject,
  questions: ReadonlyMap<string, AskedQuestion>,
  valueOf: ValueOf,
): boolean {
  return !question.from && conditionHolds(question, subject, questions, valueOf, 0) === true;
}

/** Whether a question that is not asked now may come to be: what it depends on has no answer yet. */
export function isAskedLater(
  question: Pick<AskedQuestion, "shownIf" | "from">,
  subject: AnswerSubject,
  questions: ReadonlyMap<string, AskedQuestion>,
  valueOf: ValueOf,
): boolean {
  return !question.from && conditionHolds(question, subject, questions, valueOf, 0) === null;
}

/** Null: the answer that says so is missing. */
function conditionHolds(
  { shownIf }: Pick<AskedQuestion, "shownIf">,
  subject: AnswerSubject,
  questions: ReadonlyMap<string, AskedQuestion>,
  valueOf: ValueOf,
  depth: number,
): boolean | null {
  const other = shownIf && questions.get(shownIf.question);
  if (!other || depth > DEPTH_MAX) return true;
  const of = other.perUnit === "verdict" ? "verdict" : subject;
  const value = valueOf(other.id, of);
  if (value === null || value === undefined)
    return conditionHolds(other, of, questions, valueOf, depth + 1) === false ? false : null;
  const isNamed = [value].flat().some((each) => typeof each === "string" && shownIf.values.includes(each));
  return isNamed && conditionHolds(other, of, questions, valueOf, depth + 1);
}

/** Of one person's answers those whose questions are asked of them: the others are kept, and missing. A question that is gone stays asked. */
export function askedAnswers<T extends { question: Question["id"]; subject: AnswerSubject; value: AnswerValue | null }>(
  answers: readonly T[],
  questions: ReadonlyMap<string, AskedQuestion>,
): T[] {
  const values = new Map(answers.map(({ question, subject, value }) => [`${question}/${subject}`, value]));
  return answers.filter(({ question, subject }) => {
    const asked = questions.get(question);
    return !asked || isAsked(asked, subject, questions, (id, of) => values.get(`${id}/${of}`));
  });
}

/** What the questions of one level are asked of. */
export function subjectsOf(
  level: Question["perUnit"],
  units: readonly { id: AnswerSubject; kind: Unit["kind"] }[],
): AnswerSubject[] {
  return level === "verdict" ? ["verdict"] : units.filter(({ kind }) => kind === level).map(({ id }) => id);
}
