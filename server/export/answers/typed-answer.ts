import { isEmptyWord, PartialDate, type AnswerValue } from "../../../schema/domain/answer.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";
import type { TypedValue } from "../files/column.ts";
import { typedDay } from "../files/xlsx.ts";
import { ANSWER_WORDS } from "../words/words.ts";

export type TypedQuestion = Pick<Question, "type">;

/** Spreadsheets count days from 1900 on. */
const WHOLE_DAY = /^(?:19|[2-9]\d)\d{2}-\d{2}-\d{2}$/;

/** A number, an amount or a whole day as a spreadsheet sorts it, with its unit in sight; null for whatever is words. */
export function typedAnswer(
  given: AnswerValue,
  question: TypedQuestion | undefined,
  language: UiLanguage,
): TypedValue | null {
  if (isEmptyWord(given)) return null;
  const [value, ...others] = [given].flat();
  if (value === undefined || others.length > 0) return null;
  if (typeof value === "object")
    return { value: value.amount, format: `${figures(value.amount)}${unit(value.currency)}` };
  if (typeof value === "number")
    return {
      value,
      format: `${figures(value)}${question?.type === "duration" ? unit(ANSWER_WORDS[language].months) : ""}`,
    };
  const isDay = question?.type === "date" && WHOLE_DAY.test(value) && PartialDate.safeParse(value).success;
  return isDay ? typedDay(value, language) : null;
}

function figures(value: number): string {
  return Number.isInteger(value) ? "#,##0" : "#,##0.00";
}

/** Words in a format, which would else be taken for signs of it. */
function unit(words: string): string {
  return ` "${words.replaceAll('"', "")}"`;
}
