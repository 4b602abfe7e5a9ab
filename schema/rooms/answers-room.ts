import * as Y from "yjs";
import type { AnswerSubject, AnswerValue, Certainty } from "../domain/answer.ts";
import type { QuestionId } from "../domain/ids.ts";
import type { Anchor } from "../text/revision.ts";
import { ANSWER_PARTS, answerKey, evidenceKey, parseAnswerKey, type AnswerKey } from "./answer-keys.ts";
import { LOCAL } from "./entries.ts";
import { packAnchor } from "./packed-anchor.ts";

/** The answer of a layer to one question for one subject. */
export interface Answer {
  question: QuestionId;
  subject: AnswerSubject;
  /** null = not answered, or taken back; `not-mentioned` is an answer. */
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
  readonly root: Y.Map<unknown>;

  constructor(doc: Y.Doc) {
    this.root = doc.getMap("answers");
  }

  /** Every answer of which something was ever written, by `<question>/<subject>`. */
  answers(): Map<string, Answer> {
    const answers = new Map<string, Answer>();
    for (const key of [...this.root.keys()].sort()) {
      const parsed = parseAnswerKey(key);
      if (!parsed) continue;
      const id = `${parsed.question}/${parsed.subject}`;
      const answer = answers.get(id) ?? empty(parsed.question, parsed.subject);
      answers.set(id, answer);
      this.#read(key, parsed, answer);
    }
    return answers;
  }

  answer(question: QuestionId, subject: AnswerSubject): Answer {
    const answer = empty(question, subject);
    const prefix = `${question}/${subject}/`;
    for (const key of [...this.root.keys()].filter((each) => each.startsWith(prefix)).sort()) {
      const parsed = parseAnswerKey(key);
      if (parsed) this.#read(key, parsed, answer);
    }
    return answer;
  }

  change(question: QuestionId, subject: AnswerSubject, change: AnswerChange): void {
    this.#transact(() => {
      for (const part of ["value", "version", "note", "certainty"] as const) {
        if (change[part] !== undefined) this.root.set(answerKey(question, subject, part), change[part]);
      }
    });
  }

  /** `anchor`: null where `id` is an annotation's. */
  addEvidence(question: QuestionId, subject: AnswerSubject, id: string, anchor: Anchor | null): void {
    this.#transact(() => this.root.set(evidenceKey(question, subject, id), anchor ? packAnchor(anchor) : true));
  }

  removeEvidence(question: QuestionId, subject: AnswerSubject, id: string): void {
    this.#transact(() => this.root.set(evidenceKey(question, subject, id), null));
  }

  /** Calls back after each transaction with the keys that changed. Returns the way to stop. */
  observe(callback: (keys: ReadonlySet<string>, transaction: Y.Transaction) => void): () => void {
    const listener = (event: Y.YMapEvent<unknown>, transaction: Y.Transaction): void => {
      callback(event.keysChanged as Set<string>, transaction);
    };
    this.root.observe(listener);
    return () => this.root.unobserve(listener);
  }

  #read(key: string, { part, evidence }: AnswerKey, answer: Answer): void {
    const parsed = ANSWER_PARTS[part].value.safeParse(this.root.get(key));
    if (!parsed.success) return;
    const writer = this.root._map.get(key)?.id.client;
    if (writer !== undefined) answer.writers[evidence === null ? part : `ev/${evidence}`] = writer;
    const { data } = parsed;
    if (part === "value") answer.value = data as AnswerValue | null;
    else if (part === "version") answer.version = data as number;
    else if (part === "note") answer.note = data as string;
    else if (part === "certainty") answer.certainty = data as Certainty;
    else if (data !== null && evidence !== null)
      answer.evidence.push({ id: evidence, anchor: data === true ? null : (data as Anchor) });
  }

  #transact(change: () => void): void {
    this.root.doc?.transact(change, LOCAL);
  }
}

function empty(question: QuestionId, subject: AnswerSubject): Answer {
  return { question, subject, value: null, version: null, note: "", certainty: "sure", evidence: [], writers: {} };
}
