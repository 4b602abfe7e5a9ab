import { type ClosedAnswer, isClosedAnswer, isEmptyWord, PartialDate } from "../domain/answer.ts";
import { localise, type UiLanguage } from "../domain/language.ts";
import { choiceLabel, type Question } from "../domain/methodology/methodology.ts";
import { writePartialDate } from "./dates.ts";
import { writeDuration } from "./duration.ts";
import { writeNumber } from "./typography.ts";

/** One value of an answer, or of a rating that compares answers. */
type Said = string | number | boolean | { amount: number; currency: string };

/**
 * An answer's value in words of a language, as its question offers it: one for each choice or amount, else a single one.
 * `closed` are the words for yes, no and the two that every question takes.
 */
export function valueParts(
  value: Said | readonly Said[],
  question: Pick<Question, "type" | "choices" | "formerChoices"> | undefined,
  language: UiLanguage,
  closed: Readonly<Record<ClosedAnswer, string>>,
  duration = writeDuration,
): string[] {
  if (isEmptyWord(value)) return [closed[value]];
  const one = (each: Said): string => {
    if (typeof each === "boolean") return String(each);
    if (typeof each === "object") return `${writeNumber(each.amount, language)} ${each.currency}`;
    if (typeof each === "number")
      return question?.type === "duration" ? duration(each, language) : writeNumber(each, language);
    const choice = question && choiceLabel(question, each);
    if (choice) return localise(choice, language) || each;
    // What else stands in a date was brought in from elsewhere: it is said as it stands.
    if (question?.type === "date") return PartialDate.safeParse(each).success ? writePartialDate(each, language) : each;
    return isClosedAnswer(each) && question?.type !== "text" ? closed[each] : each;
  };
  return [value].flat().map(one);
}
