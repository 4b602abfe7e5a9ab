import { ANSWER_WORDS, EXPORT_WORDS, RULING_WORDS } from "../words/words.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { ExportedAnswer } from "./answers.ts";
import { typedAnswer, type TypedQuestion } from "./typed-answer.ts";
import { rulingColumns } from "../ruling-columns.ts";
import { capital, type Column } from "../files/column.ts";
import { ALL_TOLD, type Told, toldColumns } from "../told.ts";

export interface AnswerOfVerdict {
  verdict: Verdict;
  answer: ExportedAnswer;
  /** As the version of the file asks it; left out where that does not. */
  question?: TypedQuestion | undefined;
}

/** The columns of a table of answers in a language, without those of what is not told. */
export function answerColumns(language: UiLanguage, told: Told = ALL_TOLD): Column<AnswerOfVerdict>[] {
  const words = { ...EXPORT_WORDS[language], ...ANSWER_WORDS[language] };
  const column = (
    header: string,
    width: number,
    value: Column<AnswerOfVerdict>["value"],
    isNumeric = false,
  ): Column<AnswerOfVerdict> => ({ header, width, isNumeric, value });
  return toldColumns(told, [
    column(words.country, 18, ({ verdict }) => words.countries[verdict.country]),
    column(told.withoutCaseNumbers ? words.verdict : words.caseNumber, 26, ({ verdict }) => verdict.caseNumber),
    column(words.subject, 16, ({ answer }) => answer.unit || words.verdict),
    column(words.question, 40, ({ answer }) => answer.label),
    {
      ...column(words.answer, 34, ({ answer }) => answer.words, true),
      typed: ({ answer, question }) => typedAnswer(answer.value, question, language),
    },
    column(words.unsure, 10, ({ answer }) => (answer.certainty === "unsure" ? words.unsure : "")),
    column(words.evidence, 80, ({ answer }) =>
      answer.evidence.map(({ quote, citation }) => `${quote} (${citation})`).join("\n"),
    ),
    { ...column(words.note, 28, ({ answer }) => answer.note), tells: "note" },
    {
      ...column(words.answeredBy, 18, ({ answer: { author, givenBy } }) =>
        givenBy.length > 0 ? givenBy.join(", ") : author,
      ),
      tells: "note",
    },
    { ...column(words.answeredAt, 26, ({ answer }) => answer.at ?? ""), date: "time" },
    { ...column(words.layer, 14, ({ answer }) => words.layers[answer.layerKind]), isAside: true },
    { ...column(capital(words.round), 8, ({ answer }) => String(answer.round), true), isAside: true },
    {
      ...column(words.methodologyVersion, 12, ({ answer }) => String(answer.methodologyVersion ?? ""), true),
      isAside: true,
    },
    { ...column(words.questionId, 24, ({ answer }) => answer.question), isId: true },
    { ...column(RULING_WORDS[language].added, 28, ({ answer }) => answer.reason), tells: "note" },
    ...rulingColumns<AnswerOfVerdict>(language, ({ answer }) => answer.ruling),
  ]);
}
