import { type AnswerValue, isClosedAnswer, isEmptyWord, PartialDate } from "../../../schema/domain/answer.ts";
import { localise } from "../../../schema/domain/language.ts";
import { choiceLabel, type Question } from "../../../schema/domain/methodology/methodology.ts";
import { writePartialDate } from "../../../schema/language/dates.ts";
import { writeDuration } from "../../../schema/language/duration.ts";
import { formatList, formatNumber, language, t } from "../../i18n/t.ts";

/** A value in the reader's words. */
export function valueWords(question: Pick<Question, "type" | "choices" | "formerChoices">, value: AnswerValue): string {
  const { type } = question;
  if (isEmptyWord(value)) return t(`sheet.${value}`);
  const named = (id: string): string | undefined => {
    const label = choiceLabel(question, id);
    return label && (localise(label, language()) || id);
  };
  if (typeof value === "number") return type === "duration" ? durationWords(value) : formatNumber(value);
  if (typeof value === "string") {
    if (type === "date") return PartialDate.safeParse(value).success ? writePartialDate(value, language()) : value;
    const choice = named(value);
    if (choice !== undefined) return choice;
    return isClosedAnswer(value) && type !== "text" ? t(`sheet.${value}`) : value;
  }
  return formatList(
    [value]
      .flat()
      .map((each) =>
        typeof each === "object" ? `${formatNumber(each.amount)} ${each.currency}` : (named(each) ?? each),
      ),
  );
}

/** Months as years and months. */
export function durationWords(months: number): string {
  return writeDuration(months, language());
}
