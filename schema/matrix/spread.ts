import { type AnswerValue, PartialDate, type QuestionType } from "../domain/answer.ts";
import type { UiLanguage } from "../domain/language.ts";
import { writePartialDate } from "../language/dates.ts";
import { writeDuration } from "../language/duration.ts";
import { writeNumber } from "../language/typography.ts";

/** The least, the middle and the most of answers, in words; the middle of dates says nothing, and of two there is none. */
export interface Spread {
  /** How the ends are called. */
  of: "duration" | "date" | "number";
  low: string;
  middle: string | null;
  high: string;
}

/** From so many on they have a middle. */
const MIDDLE_FROM = 3;

/** Between which the answers to a question lie; [] where they have no order, or there are not two of them. */
export function spreadOf(type: QuestionType, values: readonly unknown[], language: UiLanguage): Spread[] {
  if (type === "date") return dates(values, language);
  if (type === "money") return amounts(values, language);
  const numbers = values.filter((value) => typeof value === "number");
  if (type === "duration") return spread("duration", numbers, (months) => writeDuration(Math.round(months), language));
  return type === "number" ? spread("number", numbers, (value) => writeNumber(value, language)) : [];
}

function spread(of: "duration" | "number", values: readonly number[], write: (value: number) => string): Spread[] {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || sorted.length < 2) return [];
  const half = (sorted.length - 1) / 2;
  const middle = ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
  return [{ of, low: write(low), middle: sorted.length < MIDDLE_FROM ? null : write(middle), high: write(high) }];
}

/** A date that lacks its day begins its month. */
function dates(values: readonly unknown[], language: UiLanguage): Spread[] {
  const given = values.filter(
    (value): value is string => typeof value === "string" && PartialDate.safeParse(value).success,
  );
  const sorted = given.toSorted();
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined || sorted.length < 2) return [];
  return [{ of: "date", low: writePartialDate(low, language), middle: null, high: writePartialDate(high, language) }];
}

/** Sums of one currency are compared with each other alone. */
function amounts(values: readonly unknown[], language: UiLanguage): Spread[] {
  const byCurrency = new Map<string, number[]>();
  for (const { amount, currency } of values.flat() as Extract<AnswerValue, { amount: number }>[])
    byCurrency.set(currency, [...(byCurrency.get(currency) ?? []), amount]);
  return [...byCurrency].flatMap(([currency, own]) =>
    spread("number", own, (value) => `${writeNumber(value, language)} ${currency}`),
  );
}
