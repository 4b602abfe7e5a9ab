import type * as Y from "yjs";
import type { AnswerSubject, AnswerValue, Certainty } from "../domain/answer.ts";
import type { QuestionId } from "../domain/ids.ts";
import type { Anchor } from "../text/revision.ts";
import { answerEntry, ANSWERS, parseAnswerEntry } from "./answer-keys.ts";
import { FlatEntries, type FlatField } from "./flat-entries.ts";
import { packAnchor } from "./packed-anchor.ts";

/** The answer of a layer to one question for one subject. */
export interface Answer {
  question: QuestionId;
  subject: AnswerSubject;
  /** null = not answered, or taken back; that the verdict does not say it is an answer. */
  value: AnswerValue | null;
  /** Methodology version in force when the value was given; null without a value. */
  version: number | null;
  note: string;
  certainty: Certainty;
  /** In the order of their ids. `anchor` is null where `id` is an annotation's. */
  evidence: { id: string; anchor: Anchor | null }[];
  /** Yjs client id that last wrote each part (`value`, `note`, `ev/<id>`, …). */
  writers: Record<string, number>;
}

/** What a person may change of an answer at once. */
export interface AnswerChange {
  value?: AnswerValue | null;
  version?: number;
  note?: string;
  certainty?: Certainty;
}

/** Typed access to the answers in a layer's document. Reads never throw, whatever a peer wrote. */
export class AnswersRoom {
  readonly entries: FlatEntries;

  constructor(doc: Y.Doc) {
    this.entries = new FlatEntries(doc, "answers", ANSWERS);
  }

  /** Every answer of which something was ever written, by `<question>/<subject>`; or of those the ones named. */
  answers(only?: ReadonlySet<string>): Map<string, Answer> {
    const answers = new Map<string, Answer>();
    for (const [id, fields] of this.entries.fields(only)) {
      const of = parseAnswerEntry(id);
      if (of) answers.set(id, toAnswer(empty(of.question, of.subject), fields));
    }
    return answers;
  }

  /** An empty answer where nobody has given one. */
  answer(question: QuestionId, subject: AnswerSubject): Answer {
    const id = answerEntry(question, subject);
    return this.answers(new Set([id])).get(id) ?? empty(question, subject);
  }

  /** Writes the parts that are named, as one act; what stands beside them stays. */
  change(question: QuestionId, subject: AnswerSubject, change: AnswerChange): void {
    this.entries.set(answerEntry(question, subject), { ...change });
  }

  /** `anchor`: null where `id` is an annotation's. */
  addEvidence(question: QuestionId, subject: AnswerSubject, id: string, anchor: Anchor | null): void {
    this.entries.set(answerEntry(question, subject), { [`ev/${id}`]: anchor ? packAnchor(anchor) : true });
  }

  /** Takes a piece of evidence away: its key stands for null from then on. */
  removeEvidence(question: QuestionId, subject: AnswerSubject, id: string): void {
    this.entries.set(answerEntry(question, subject), { [`ev/${id}`]: null });
  }

  /** Calls back after each transaction with the keys that changed. Returns the way to stop. */
  observe(callback: (keys: ReadonlySet<string>, transaction: Y.Transaction) => void): () => void {
    const { root } = this.entries;
    const listener = (event: Y.YMapEvent<unknown>, transaction: Y.Transaction): void => {
      callback(event.keysChanged as Set<string>, transaction);
    };
    root.observe(listener);
    return () => root.unobserve(listener);
  }
}

function toAnswer(answer: Answer, fields: readonly FlatField[]): Answer {
  for (const { name, value, writer } of fields) {
    answer.writers[name] = writer;
    if (name === "value") answer.value = value as AnswerValue | null;
    else if (name === "version") answer.version = value as number;
    else if (name === "note") answer.note = value as string;
    else if (name === "certainty") answer.certainty = value as Certainty;
    else if (value !== null)
      answer.evidence.push({ id: name.slice("ev/".length), anchor: value === true ? null : (value as Anchor) });
  }
  return answer;
}

function empty(question: QuestionId, subject: AnswerSubject): Answer {
  return { question, subject, value: null, version: null, note: "", certainty: "sure", evidence: [], writers: {} };
}
