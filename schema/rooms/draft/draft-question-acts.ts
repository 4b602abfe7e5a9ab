import type { QuestionId } from "../../domain/ids.ts";
import { newKey } from "./draft-acts.ts";
import { orderAmong } from "./draft-order.ts";
import type { DraftRoom } from "./draft-room.ts";

// What people do with the questions, each as one change that others see whole. Entries are the ids in the room; one that
// is not there is ignored, since a colleague may have been quicker.

const isThere = ({ deleted }: { deleted: string | null }): boolean => deleted === null;

/** Adds a group at the end. Returns its key. */
export function addGroup(room: DraftRoom, now: string): string {
  const groups = room.groups().filter(isThere);
  const key = newKey("g");
  const order = orderAmong(room.roots.groups, groups, groups.length);
  room.roots.groups.add({ group: key, order, createdAt: now });
  return key;
}

/** Adds a question (yes, no or unclear; of the verdict) at the end of a group. Returns its entry. */
export function addQuestion(room: DraftRoom, group: string, now: string): string {
  const questions = room.questions().filter(isThere);
  const order = orderAmong(room.roots.questions, questions, questions.length);
  const question = newKey("q");
  return room.roots.questions.add({
    question,
    group,
    order,
    type: "yes-no-unclear",
    level: "verdict",
    evidenceExpected: true,
    createdAt: now,
  });
}

/** Adds a choice at the end of a question's. Returns its entry. */
export function addChoice(room: DraftRoom, question: QuestionId, now: string): string {
  const choices = room.choices().filter((each) => isThere(each) && each.question === question);
  const order = orderAmong(room.roots.choices, choices, choices.length);
  return room.roots.choices.add({ question, choice: newKey("o").replace(".", "-"), order, createdAt: now });
}

/** Moves a question to a place among those of a group. */
export function moveQuestion(room: DraftRoom, entry: string, group: string, index: number): void {
  const others = room.questions().filter((each) => isThere(each) && each.group === group && each.entry !== entry);
  room.roots.questions.set(entry, { group, order: orderAmong(room.roots.questions, others, index) });
}

/** Moves a group to a place among the groups. */
export function moveGroup(room: DraftRoom, entry: string, index: number): void {
  const others = room.groups().filter((each) => isThere(each) && each.entry !== entry);
  room.roots.groups.set(entry, { order: orderAmong(room.roots.groups, others, index) });
}

/** Moves a choice to a place among those of its question. */
export function moveChoice(room: DraftRoom, entry: string, index: number): void {
  const choices = room.choices().filter(isThere);
  const question = choices.find((each) => each.entry === entry)?.question;
  const others = choices.filter((each) => each.question === question && each.entry !== entry);
  room.roots.choices.set(entry, { order: orderAmong(room.roots.choices, others, index) });
}
