import { fitsQuestion, isEmptyWord } from "../answer.ts";
import type { Question } from "./methodology.ts";

/** Whether a value may answer a question: it fits the type, and of a choice it is one that the question offers. */
export function takesAnswer({ type, choices }: Pick<Question, "type" | "choices">, value: unknown): boolean {
  if (!fitsQuestion(type, value)) return false;
  if (isEmptyWord(value) || !choices || (type !== "choice" && type !== "multi-choice")) return true;
  const offered = new Set<unknown>(choices.map(({ id }) => id));
  return [value].flat().every((choice) => offered.has(choice));
}
