import { ANSWER_WORDS, EXPORT_WORDS, RULING_WORDS } from "../words/words.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { ExportedAnswer } from "./answers.ts";
import { typedAnswer, type TypedQuestion } from "./typed-answer.ts";
import { rulingColumns } from "../ruling-columns.ts";
import { capital, type Column } from "../files/column.ts";

export interface AnswerOfVerdict {
  verdict: Verdict;
  answer: ExportedAnswer;
  /** As the version of the file asks it; left out where that does not. */
  question?: TypedQuestion | undefined;
}

/** The columns of a table of answers in a language. */
export function answerColumns(language: UiLanguage): Column<AnswerOfVerdict>[] {
  const words = { ...EXPORT_WORDS[language], ...ANSWER_WORDS[language] };
  const column = (
    header: string,
    width: number,
    value: Column<AnswerOfVerdict>["value"],
    isNumeric = false,
  ): Column<AnswerOfVerdict> => ({ header, width, isNumeric, value });
  return [
    column(words.country, 18, ({ verdict }) => words.countries[verdict.country]),
    column(words.caseNumber, 26, ({ verdict }) => verdict.caseNumber),
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
    column(words.note, 28, ({ answer }) => answer.note),
    column(words.answeredBy, 18, ({ answer: { author, givenBy } }) =>
      givenBy.length > 0 ? givenBy.join(", ") : author,
    ),
    { ...column(words.answeredAt, 26, ({ answer }) => answer.at ?? ""), date: "time" },
    { ...column(words.layer, 14, ({ answer }) => words.layers[answer.layerKind]), isAside: true },
    { ...column(capital(words.round), 8, ({ answer }) => String(answer.round), true), isAside: true },
    {
      ...column(words.methodologyVersion, 12, ({ answer }) => String(answer.methodologyVersion ?? ""), true),
      isAside: true,
    },
    { ...column(words.questionId, 24, ({ answer }) => answer.question), isId: true },
    column(RULING_WORDS[language].added, 28, ({ answer }) => answer.reason),
    ...rulingColumns<AnswerOfVerdict>(language, ({ answer }) => answer.ruling),
  ];
}
