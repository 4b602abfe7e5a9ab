import { type AnswerSubject, type AnswerValue, isEmptyWord } from "../answer.ts";
import type { ValueOf } from "./asked.ts";
import { QuestionId } from "../ids.ts";
import { monthsBetween } from "./months-between.ts";

/** Durations of the starter methodology that two dates give. Another methodology's questions are offered nothing. */
const DURATIONS: Readonly<Record<string, { from: string; to: string }>> = {
  "q.duration-first": { from: "q.indictment-date", to: "q.verdict-date" },
};

/** Whole months that answered dates give for a question that is not answered yet; null where they give none. */
export function offeredMonths(question: string, subject: AnswerSubject, valueOf: ValueOf): number | null {
  const dates = DURATIONS[question];
  const isOpen = (valueOf(QuestionId.parse(question), subject) ?? null) === null;
  // Of another instance the date of the verdict is the end of something else.
  const instance = valueOf(QuestionId.parse("q.instance"), "verdict");
  if (!dates || !isOpen || (instance !== "first" && instance !== undefined && instance !== null)) return null;
  const dateOf = (id: string): string | null => asDate(valueOf(QuestionId.parse(id), subject));
  const months = monthsBetween(dateOf(dates.from), dateOf(dates.to));
  return months !== null && months >= 0 ? months : null;
}

function asDate(value: AnswerValue | null | undefined): string | null {
  return typeof value === "string" && !isEmptyWord(value) ? value : null;
}
