import type { AnswerSubject } from "../../../schema/domain/answer.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";
import { takesAnswer } from "../../../schema/domain/methodology/takes-answer.ts";
import { parseAnswerEntry } from "../../../schema/rooms/answer-keys.ts";
import type { Facts } from "./facts.ts";
import type { WrittenValue } from "./written-value.ts";
import { GateRefusal } from "./refusal.ts";

/**
 * What a part of an answer refers to must be there: the question, asked of such a subject, in the version that is written
 * beside it (in any, where the part is written alone: it may meet a colleague's newer version), and a value that may answer
 * it there. Evidence may come before the annotation that it names. Throws GateRefusal, and NotLookedUp.
 */
export function checkAnswer(
  { entry, field, value }: WrittenValue,
  versions: readonly number[] | "any",
  facts: Facts,
): void {
  const of = parseAnswerEntry(entry);
  if (!of) throw new GateRefusal("shape", "an answer to nothing");
  const level = levelOf(of.subject, facts);
  if (level === null) throw new GateRefusal("shape", "a unit that is not there");
  const asks = (isSo: (question: Question) => boolean): boolean =>
    facts.hasQuestion(of.question, versions, (question) => question.perUnit === level && isSo(question));
  if (!asks(() => true)) throw new GateRefusal("shape", "a question that is not asked of it");
  if (field === "value" && value !== null && !asks((question) => takesAnswer(question, value)))
    throw new GateRefusal("shape", "a value that does not answer the question");
}

/** What kind of thing an answer is about; null = there is no such unit. */
function levelOf(subject: AnswerSubject, facts: Facts): Question["perUnit"] | null {
  return subject === "verdict" ? "verdict" : facts.unitKind(subject);
}
