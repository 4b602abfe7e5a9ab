import { toAnswersCsv } from "./csv.ts";
import { CSV, type FormatOf } from "../format.ts";

/** Answers are collected with the passages that prove them. */
export const ANSWER_FORMATS: Record<"csv-answers", FormatOf<"passages">> = {
  "csv-answers": { kind: "passages", name: "answers", ...CSV, count: ({ answers }) => answers, write: toAnswersCsv },
};
