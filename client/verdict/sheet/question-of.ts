import { AnswerValue } from "../../../schema/domain/answer.ts";
import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { parseAnswerEntry } from "../../../schema/rooms/answer-keys.ts";
import { unitHere } from "../../i18n/tokens.ts";
import { valueWords } from "./value-words.ts";

/** Names the question of an answer, with its unit; null for one that the version in force does not ask. */
export function questionOf(
  answer: string,
  { methodology, units }: Pick<VerdictView, "methodology" | "units">,
  language: UiLanguage,
): string | null {
  const of = parseAnswerEntry(answer);
  const question = methodology?.content.questions.find(({ id }) => id === of?.question);
  if (!question) return null;
  const unit = units.find(({ id }) => id === of?.subject);
  return [unit ? unitHere(unit) : "", localise(question.label, language)].filter(Boolean).join(" ");
}

/** How an answer that stands by itself is read: what it answers, and its value in the reader's words. Null for what the version in force does not ask. */
export function answerReading(
  view: Pick<VerdictView, "methodology" | "units">,
  language: UiLanguage,
): { question(answer: string): string | null; value(answer: string, value: unknown): string | null } {
  return {
    question: (answer) => questionOf(answer, view, language),
    value: (answer, value) => {
      const of = parseAnswerEntry(answer)?.question;
      const question = view.methodology?.content.questions.find(({ id }) => id === of);
      const { data } = AnswerValue.safeParse(value);
      return question && data !== undefined ? valueWords(question, data) : null;
    },
  };
}
