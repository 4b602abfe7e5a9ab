import { z } from "zod";
import { AnswerSubject, AnswerValue, Certainty } from "../domain/answer.ts";
import { QuestionId, RANDOM_ID } from "../domain/ids.ts";
import { field, type FieldRule, TypedText } from "./field-rule.ts";
import { PackedAnchor } from "./packed-anchor.ts";
import { flatKey, type FlatRule } from "./root-rule.ts";

/**
 * Answers stand in a layer's document under flat keys, one value each, so that there is one answer a question and subject
 * however many people give it at once, and none of what they write beside it is lost:
 * `<question>/<subject>/value|version|note|certainty` and `<question>/<subject>/ev/<id>`.
 */
export interface AnswerKey {
  question: QuestionId;
  subject: AnswerSubject;
  part: AnswerPart;
  /** Of a piece of evidence: the annotation's id, or a random one for a passage without a tag; null for other parts. */
  evidence: string | null;
}
export type AnswerPart = "value" | "version" | "note" | "certainty" | "ev";

/** Shape of the value under a key, by its part. Whoever may write the layer may change each. */
export const ANSWER_PARTS: Readonly<Record<AnswerPart, FieldRule>> = {
  /** null = taken back: not answered. */
  value: field(AnswerValue.nullable(), "writer"),
  /** Methodology version in force when the value was given. */
  version: field(z.int().positive(), "writer"),
  note: field(TypedText, "writer"),
  certainty: field(Certainty, "writer"),
  /** true = the annotation of that id; an anchor = that passage; null = taken away. */
  ev: field(z.union([z.literal(true), PackedAnchor, z.null()]), "writer"),
};

/** The key of one part of an answer; evidence has keys of its own. */
export function answerKey(question: QuestionId, subject: AnswerSubject, part: Exclude<AnswerPart, "ev">): string {
  return `${question}/${subject}/${part}`;
}

/** The key of one piece of evidence. `id`: the annotation's, or a random one for a passage without a tag. */
export function evidenceKey(question: QuestionId, subject: AnswerSubject, id: string): string {
  return `${question}/${subject}/ev/${id}`;
}

/** What a key says, or null where it is none. */
export function parseAnswerKey(key: string): AnswerKey | null {
  const [question, subject, part, evidence, ...rest] = key.split("/");
  const known = { question: QuestionId.safeParse(question), subject: AnswerSubject.safeParse(subject) };
  if (!known.question.success || !known.subject.success || rest.length > 0) return null;
  const of = { question: known.question.data, subject: known.subject.data };
  if (part === "ev") return evidence && RANDOM_ID.test(evidence) ? { ...of, part, evidence } : null;
  if (evidence !== undefined) return null;
  if (part === "value" || part === "version" || part === "note" || part === "certainty")
    return { ...of, part, evidence: null };
  return null;
}

/** An answer as an entry of its flat root: `<question>/<subject>`. */
export function answerEntry(question: QuestionId, subject: AnswerSubject): string {
  return `${question}/${subject}`;
}

/** The question and subject of an entry, or null where it is none. */
export function parseAnswerEntry(entry: string): Pick<AnswerKey, "question" | "subject"> | null {
  return parseAnswerKey(flatKey(entry, "value"));
}

/** How the root `answers` of a layer is read: an entry an answer, a field a part; each piece of evidence is a field `ev/<id>`. */
export const ANSWERS: FlatRule = {
  split(key) {
    const parsed = parseAnswerKey(key);
    if (!parsed) return null;
    const entry = answerEntry(parsed.question, parsed.subject);
    return { entry, field: key.slice(entry.length + 1) };
  },
  field: (field) => {
    const part = field.startsWith("ev/") ? "ev" : field;
    return Object.hasOwn(ANSWER_PARTS, part) ? ANSWER_PARTS[part as AnswerPart] : undefined;
  },
};
