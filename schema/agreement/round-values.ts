import type { AnswerValue, QuestionType } from "../domain/answer.ts";
import type { Given } from "./coefficients/ratings.ts";
import type { RoundQuestion } from "./round.ts";

const SCALES: Readonly<Record<QuestionType, RoundQuestion["scale"] | null>> = {
  "yes-no-unclear": "nominal",
  choice: "nominal",
  date: "nominal",
  money: "nominal",
  number: "number",
  duration: "number",
  "multi-choice": "set",
  text: null,
};

/** How answers to a type of question are compared; null for free text, which is not. */
export const scaleOf = (type: QuestionType): RoundQuestion["scale"] | null => SCALES[type];

/** An answer as agreement compares it: sums of money as words like `1000 EUR`, several of them as a set. */
export function ratingOf(value: AnswerValue): Given {
  if (typeof value === "string" || typeof value === "number") return value;
  if (!Array.isArray(value)) return `${value.amount} ${value.currency}`;
  return value.map((one) => (typeof one === "string" ? one : `${one.amount} ${one.currency}`));
}
