import type { AnswerValue, ClosedAnswer } from "../../../schema/domain/answer.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";
import { writeDuration } from "../../../schema/language/duration.ts";
import { valueParts } from "../../../schema/language/value-words.ts";
import { formatList, language, t } from "../../i18n/t.ts";

/** A value in the reader's words. */
export function valueWords(question: Pick<Question, "type" | "choices" | "formerChoices">, value: AnswerValue): string {
  return formatList(valueParts(value, question, language(), closedAnswers()));
}

/** Months as years and months. */
export function durationWords(months: number): string {
  return writeDuration(months, language());
}

/** Yes, no and the two words that every question takes, in the reader's words. */
export function closedAnswers(): Record<ClosedAnswer, string> {
  return {
    yes: t("sheet.yes"),
    no: t("sheet.no"),
    unclear: t("sheet.unclear"),
    "not-mentioned": t("sheet.not-mentioned"),
  };
}
