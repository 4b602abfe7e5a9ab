import { z } from "zod";
import { UnitId, type QuestionId } from "./ids.ts";

/** What a closed question may ask for. `yes-no-unclear` is yes, no or unclear; durations are whole months; dates may lack day or month. */
export const QUESTION_TYPES = [
  "yes-no-unclear",
  "number",
  "date",
  "duration",
  "money",
  "choice",
  "multi-choice",
  "text",
] as const;
export const QuestionType = z.enum(QUESTION_TYPES);
export type QuestionType = z.infer<typeof QuestionType>;

/** Whether questions of a type are answered with one or more of a few words, which are counted. */
export function isClosedType(type: QuestionType): boolean {
  return type === "yes-no-unclear" || type === "choice" || type === "multi-choice";
}

/** Said of a question that the verdict does not answer. It is an answer, and never the same as no answer. */
export const NOT_MENTIONED = "not-mentioned";

/** Said of a question that the verdict answers, but not clearly; of yes and no it is the third. */
export const UNCLEAR = "unclear";

/** What every question may be answered with beside its own values: each excludes all else, and agreement compares it as any value. */
export const EMPTY_WORDS = [NOT_MENTIONED, UNCLEAR] as const;
export type EmptyWord = (typeof EMPTY_WORDS)[number];

/** Whether a value is one of the two words that every question takes. */
export function isEmptyWord(value: unknown): value is EmptyWord {
  return EMPTY_WORDS.some((each) => each === value);
}

/** What closed questions are answered with; each language has words for them. */
export const CLOSED_ANSWERS = ["yes", "no", UNCLEAR, NOT_MENTIONED] as const;
export type ClosedAnswer = (typeof CLOSED_ANSWERS)[number];

/** Whether a value is one of the closed words, and no choice of the question. */
export function isClosedAnswer(value: unknown): value is ClosedAnswer {
  return CLOSED_ANSWERS.some((each) => each === value);
}

const Amount = z.strictObject({
  amount: z.number().nonnegative().max(1e13),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
/** What a choice is known by in answers. */
export const ChoiceKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/);
/** `2024`, `2024-06` or `2024-06-19`. */
export const PartialDate = z.string().regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/);

/** The value of an answer by the type of its question, beside the words of every question. */
export const ANSWER_VALUES: Readonly<Record<QuestionType, z.ZodType>> = {
  "yes-no-unclear": z.enum(["yes", "no", UNCLEAR]),
  number: z.number().min(-1e12).max(1e12),
  date: PartialDate,
  duration: z.int().nonnegative().max(12_000),
  money: z.union([Amount, z.array(Amount).min(1).max(8)]),
  choice: ChoiceKey,
  "multi-choice": z.array(ChoiceKey).min(1).max(40),
  text: z.string().trim().min(1).max(20_000),
};

/** Any value that an answer may have, whatever its question: what a room takes before the question is looked at. */
export const AnswerValue = z.union([
  z.string().trim().min(1).max(20_000),
  z.number(),
  z.array(ChoiceKey).min(1).max(40),
  Amount,
  z.array(Amount).min(1).max(8),
]);
export type AnswerValue = z.infer<typeof AnswerValue>;

/** Whether a value may answer a question of a type; the words of every question always may. */
export function fitsQuestion(type: QuestionType, value: unknown): boolean {
  return isEmptyWord(value) || ANSWER_VALUES[type].safeParse(value).success;
}

export const Certainty = z.enum(["sure", "unsure"]);
export type Certainty = z.infer<typeof Certainty>;

/** What a question is answered for: the verdict itself, or one of its units. */
export const AnswerSubject = z.union([z.literal("verdict"), UnitId]);
export type AnswerSubject = z.infer<typeof AnswerSubject>;

/** Where an answer stands. */
export interface AnswerPlace {
  question: QuestionId;
  subject: AnswerSubject;
}
