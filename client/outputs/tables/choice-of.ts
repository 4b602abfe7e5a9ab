import type { QuestionType } from "../../../schema/domain/answer.ts";
import type { SourceRef } from "../../../schema/protocol/http/parts/source-ref.ts";
import type { QuoteParts } from "../quotes/quote-parts.ts";

/** What may be compared or drawn: the document's verdicts, and the questions that anything is answered to, with those that are chosen. */
export function choiceOf(
  parts: QuoteParts,
  block: string,
): {
  sources: readonly SourceRef[];
  questions: readonly { id: string; label: string; type: QuestionType | undefined }[];
} {
  const questions = new Map<string, { label: string; type: QuestionType | undefined }>();
  const state = parts.state(block);
  for (const { question, label, type } of parts.tray?.answers ?? []) questions.set(question, { label, type });
  if (state?.kind === "comparison")
    for (const { id, label } of state.questions) questions.set(id, { label, type: undefined });
  return {
    sources: parts.tray?.sources ?? [],
    questions: [...questions].map(([id, of]) => ({ id, ...of })),
  };
}
