import type { AnswerSubject, AnswerValue, Certainty } from "../../../schema/domain/answer.ts";
import { AnnotationId, newId, type QuestionId } from "../../../schema/domain/ids.ts";
import { takesAnswer } from "../../../schema/domain/methodology/takes-answer.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { OwnActs } from "../model/own-acts.ts";
import type { VerdictRooms } from "../model/rooms.ts";
import type { ShownVerdict } from "../model/shown-verdict.ts";
import type { LayerAnswers } from "./layer-answers.ts";

/** What a person does with answers in their layer. Where they may not write, nothing happens and false is said. */
export class AnswerCommands {
  private readonly shown: ShownVerdict;
  private readonly rooms: VerdictRooms;
  private readonly acts: OwnActs;
  private readonly answers: LayerAnswers;

  constructor(shown: ShownVerdict, rooms: VerdictRooms, acts: OwnActs, answers: LayerAnswers) {
    this.shown = shown;
    this.rooms = rooms;
    this.acts = acts;
    this.answers = answers;
  }

  /** Answers a question of the version in force; false where the value does not answer it there. */
  set(question: QuestionId, subject: AnswerSubject, value: AnswerValue): boolean {
    const { methodology } = this.shown.view;
    const asked = methodology?.content.questions.find(({ id }) => id === question);
    if (!methodology || !asked || !takesAnswer(asked, value)) return false;
    this.answers.takesPlace(answerEntry(question, subject), value);
    if (!this.write(question, subject, { value, version: methodology.number })) return false;
    this.answers.gave(answerEntry(question, subject), value);
    return true;
  }

  /** Takes the value back: not answered. Note and evidence stay. */
  clear(question: QuestionId, subject: AnswerSubject): boolean {
    this.answers.takesPlace(answerEntry(question, subject), null);
    this.answers.gave(answerEntry(question, subject), null);
    return this.write(question, subject, { value: null });
  }

  /** What another answered in place of this person's answer has been looked at, and stays. */
  accept(question: QuestionId, subject: AnswerSubject): void {
    const id = answerEntry(question, subject);
    this.answers.gave(id, null);
    this.answers.rebuild(new Set([id]));
  }

  note(question: QuestionId, subject: AnswerSubject, note: string): boolean {
    return this.write(question, subject, { note });
  }

  certainty(question: QuestionId, subject: AnswerSubject, certainty: Certainty): boolean {
    return this.write(question, subject, { certainty });
  }

  /** Rests an answer on a tag of this layer. */
  addTag(question: QuestionId, subject: AnswerSubject, tag: string): boolean {
    return this.write(question, subject, { [`ev/${tag}`]: true });
  }

  /** Rests an answer on a passage of the revision shown. */
  addPassage(question: QuestionId, subject: AnswerSubject, ranges: readonly Range[]): boolean {
    if (ranges.length === 0) return false;
    return this.write(question, subject, { [`ev/${newId(AnnotationId)}`]: packAnchor(this.shown.anchor(ranges)) });
  }

  /** The passage's words as they are now: a change of them has been looked at. */
  renewPassage(question: QuestionId, subject: AnswerSubject, id: string, ranges: readonly Range[]): boolean {
    if (ranges.length === 0) return false;
    return this.write(question, subject, { [`ev/${id}`]: packAnchor(this.shown.anchor(ranges)) });
  }

  /** Vouches for a passage that somebody gave to an earlier answer: it is written again as it is, by this person. */
  keepEvidence(question: QuestionId, subject: AnswerSubject, id: string): boolean {
    const { layer } = this.rooms;
    const entry = answerEntry(question, subject);
    const value = layer?.answers.entries.value(entry, `ev/${id}`) ?? null;
    if (!layer || layer.right !== "write" || value === null) return false;
    this.acts.act(layer.undo, () => layer.undo.change(layer.answers.entries, entry, { [`ev/${id}`]: value }));
    return true;
  }

  removeEvidence(question: QuestionId, subject: AnswerSubject, id: string): boolean {
    return this.write(question, subject, { [`ev/${id}`]: null });
  }

  private write(question: QuestionId, subject: AnswerSubject, fields: Record<string, unknown>): boolean {
    const { layer } = this.rooms;
    if (!layer || layer.right !== "write") return false;
    const { entries } = layer.answers;
    const id = answerEntry(question, subject);
    const isSame = Object.entries(fields).every(
      ([name, value]) => JSON.stringify(entries.value(id, name) ?? null) === JSON.stringify(value ?? null),
    );
    if (!isSame) this.acts.act(layer.undo, () => layer.undo.change(entries, id, fields));
    return true;
  }
}
