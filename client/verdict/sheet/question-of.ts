import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { parseAnswerEntry } from "../../../schema/rooms/answer-keys.ts";
import { unitHere } from "../../i18n/tokens.ts";

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
