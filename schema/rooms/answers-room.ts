import type * as Y from "yjs";
import { type AnswerSubject, AnswerValue, type Certainty } from "../domain/answer.ts";
import type { QuestionId } from "../domain/ids.ts";
import type { Anchor } from "../text/revision.ts";
import { answerEntry, ANSWERS, parseAnswerEntry, parseAnswerKey } from "./answer-keys.ts";
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

/** An answer in whose place another stands that was given without knowing of it. */
export interface Overtaken {
  /** `<question>/<subject>`. */
  id: string;
  /** null where it is not known. */
  value: AnswerValue | null;
  /** Yjs client id. */
  writer: number;
}

/** Typed access to the answers in a layer's document. Reads never throw, whatever a peer wrote. */
export class AnswersRoom {
  readonly entries: FlatEntries;

  constructor(doc: Y.Doc) {
    this.entries = new FlatEntries(doc, "answers", ANSWERS);
  }

  /** Under which this copy writes. */
  get client(): number | undefined {
    return this.entries.root.doc?.clientID;
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

  /**
   * Answers that came with a transaction and do not stand: what stood here already was given at the same time, and stays. Only while the
   * transaction is being told of, since what does not stand is kept no longer.
   */
  overtaken(keys: ReadonlySet<string>, { beforeState }: Y.Transaction): Overtaken[] {
    const isNew = ({ id }: Y.Item): boolean => id.clock >= (beforeState.get(id.client) ?? 0);
    return [...keys].flatMap((key) => {
      const parsed = parseAnswerKey(key);
      const stands = parsed?.part === "value" ? this.entries.root._map.get(key) : undefined;
      const came = stands?.left;
      if (!parsed || !stands || !came || isNew(stands) || !isNew(came)) return [];
      // What had lost its place at the server comes without its words.
      const value = AnswerValue.safeParse(came.content.getContent().at(-1)).data ?? null;
      return [{ id: answerEntry(parsed.question, parsed.subject), value, writer: came.id.client }];
    });
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
