import { ANSWER_WORDS, EXPORT_WORDS, RULING_WORDS } from "../words/words.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { ExportedAnswer } from "./answers.ts";
import { capital, type Column } from "../files/column.ts";

export interface AnswerOfVerdict {
  verdict: Verdict;
  answer: ExportedAnswer;
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
    column(words.country, 16, ({ verdict }) => words.countries[verdict.country]),
    column(words.caseNumber, 16, ({ verdict }) => verdict.caseNumber),
    column(words.subject, 16, ({ answer }) => answer.unit || words.verdict),
    column(words.question, 50, ({ answer }) => answer.label),
    column(words.answer, 40, ({ answer }) => answer.words, true),
    column(words.unsure, 10, ({ answer }) => (answer.certainty === "unsure" ? words.unsure : "")),
    column(words.evidence, 60, ({ answer }) =>
      answer.evidence.map(({ quote, citation }) => `${quote} (${citation})`).join("\n"),
    ),
    column(words.note, 40, ({ answer }) => answer.note),
    column(words.answeredBy, 22, ({ answer }) => answer.author),
    { ...column(words.answeredAt, 26, ({ answer }) => answer.at ?? ""), date: "time" },
    column(words.layer, 14, ({ answer }) => words.layers[answer.layerKind]),
    column(capital(words.round), 8, ({ answer }) => String(answer.round), true),
    column(words.methodologyVersion, 12, ({ answer }) => String(answer.methodologyVersion ?? ""), true),
    column(words.questionId, 24, ({ answer }) => answer.question),
    column(RULING_WORDS[language].added, 40, ({ answer }) => answer.reason),
  ];
}
