import type { AnswerValue } from "../../schema/domain/answer.ts";
import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import { choiceLabel, type Question } from "../../schema/domain/methodology/methodology.ts";
import { writeDuration } from "../../schema/language/duration.ts";
import { inMonths, valueWords } from "../export/answers/answers.ts";
import type { FrozenTable } from "../store/shapes/frozen-table.ts";

/** What is answered of somebody, or of the verdict, to one question. */
export type Said = Extract<FrozenTable, { kind: "chart" }>["given"][number];
/** How so many months are said. */
export type Duration = (months: number, language: UiLanguage) => string;

/** What a chart froze when durations were said in months is read, and compared, in months; what it froze since, in years and months. */
export function frozenDuration(
  frozen: readonly Said[],
  questions: ReadonlyMap<string, Question>,
  language: UiLanguage,
): { duration?: Duration } {
  const isInMonths = frozen.some(({ question, words, amounts: [first] }) => {
    if (questions.get(question)?.type !== "duration" || !Number.isInteger(first?.amount)) return false;
    const months = first?.amount ?? 0;
    return words === inMonths(months, language) && words !== writeDuration(months, language);
  });
  return isInMonths ? { duration: inMonths } : {};
}

/** A value as it is counted and as it is measured. */
export function said(
  value: AnswerValue | null,
  question: Question,
  language: UiLanguage,
  duration?: Duration,
): Pick<Said, "keys" | "amounts" | "words"> {
  if (value === null) return { keys: [], amounts: [], words: "" };
  const words = valueWords(value, question, language, duration);
  const all = [value].flat();
  if (
    question.type === "date" ||
    question.type === "number" ||
    question.type === "duration" ||
    question.type === "money"
  )
    return { keys: [], amounts: all.flatMap(amountOf), words };
  const keys = all.flatMap((each) => {
    if (typeof each === "object") return [];
    const key = String(each);
    const label = choiceLabel(question, key);
    return { key, label: label ? localise(label, language) : valueWords(key, question, language) };
  });
  return { keys, amounts: [], words };
}

function amountOf(
  value: string | number | { amount: number; currency: string },
): { amount: number; currency: string }[] {
  if (typeof value === "object") return [value];
  if (typeof value === "number") return [{ amount: value, currency: "" }];
  const [year, month = "1", day = "1"] = value.split("-");
  const days = Date.UTC(Number(year), Number(month) - 1, Number(day)) / 86_400_000;
  return /^\d{4}/.test(value) && Number.isFinite(days) ? [{ amount: days, currency: "" }] : [];
}
