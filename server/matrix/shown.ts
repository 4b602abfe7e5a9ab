import type { MethodologyVersion, Question } from "../../schema/domain/methodology/methodology.ts";
import type { AnswerValue } from "../../schema/domain/answer.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import { splitsIn } from "../../schema/domain/methodology/shown-category.ts";
import { writeDuration } from "../../schema/language/duration.ts";
import type { MatrixCategory } from "../../schema/protocol/http/matrix.ts";
import { splitsPair } from "../../schema/text/words.ts";
import { valueWords } from "../export/answers/answers.ts";

/** Quotes in cells are no longer than so many UTF-16 units. */
export const CELL_QUOTE_MAX = 240;

/** The categories of a version, and those that are gone: all of them, or the ones that are still said. */
export function matrixCategories(
  methodology: MethodologyVersion | null,
  isSaid: (id: string) => boolean = () => true,
): MatrixCategory[] {
  if (!methodology) return [];
  const splits = splitsIn(methodology);
  const toShown =
    (isGone: boolean) =>
    ({ id, code, parent, label }: Omit<MatrixCategory, "isGone" | "isUnsorted">): MatrixCategory => ({
      id,
      code,
      parent,
      label,
      isGone,
      isUnsorted: isGone && splits.has(id),
    });
  return [
    ...methodology.content.categories.map(toShown(false)),
    ...methodology.gone.filter(({ id }) => isSaid(id)).map(toShown(true)),
  ];
}

/** The questions that are asked: what the data say is no answer of anybody. */
export function matrixQuestions(methodology: MethodologyVersion | null): Question[] {
  return (methodology?.content.questions ?? []).filter(({ from }) => !from);
}

/** An answer as the case sheet says it: a duration in years and months. */
export function answerWords(value: AnswerValue, question: Question | undefined, language: UiLanguage): string {
  return typeof value === "number" && question?.type === "duration"
    ? writeDuration(value, language)
    : valueWords(value, question, language);
}

/** The beginning of a quote that is too long for a cell, cut between words and never inside a typed token. */
export function shortened(words: string, max = CELL_QUOTE_MAX): string {
  if (words.length <= max) return words;
  let end = words.lastIndexOf(" ", max);
  if (end < max / 2) end = splitsPair(words, max) ? max - 1 : max;
  const open = words.lastIndexOf("[", end - 1);
  if (open > 0 && words.lastIndexOf("]", end - 1) < open) end = open;
  return `${words.slice(0, end).trimEnd()} …`;
}
