import { type AnswerPlace, AnswerValue, isEmptyWord } from "../../../../schema/domain/answer.ts";
import type { Question } from "../../../../schema/domain/methodology/methodology.ts";
import type { OpenWording } from "../../../methodology/draft/words/open-wording.ts";
import type { Draft } from "../../../sync/draft.ts";
import type { AnswerCommands } from "../answer-commands.ts";
import { fromFields, isTyped, toFields, UNREADABLE } from "../typed-value.ts";
import { emptyKeyIn } from "./empty-keys.ts";

/** What of an answer is written in words or figures: the answer itself, or the note beside it. */
export type WrittenPart = "value" | "note";

/** Where words are written: in which layer, and of which answer. */
export interface Begun {
  place: string;
  id: string;
  part: WrittenPart;
  type: Question["type"];
}

/** What was held of words when an answer was begun: the words of every question are none. */
export function wordsHeld(was: string): string {
  return isEmptyWord(was) ? "" : was;
}

/** As the field writes what stands in it. */
export function write(commands: AnswerCommands, at: AnswerPlace, part: WrittenPart, typed: string): boolean {
  if (part === "note") return commands.note(at.question, at.subject, typed);
  const words = typed.trim();
  if (words === "") return commands.clear(at.question, at.subject);
  return emptyKeyIn(words) === null && commands.set(at.question, at.subject, words);
}

export function toWords(part: WrittenPart, type: Question["type"], value: unknown): string {
  if (part === "note" || !isTyped(type)) return typeof value === "string" ? value : "";
  return JSON.stringify(toFields(type, AnswerValue.nullable().catch(null).parse(value)));
}

/** What stands in the fields of a figure, as it was typed. */
export function figureTyped(words: string): string {
  return (JSON.parse(words || "[]") as string[]).filter((field) => field.trim() !== "").join(" ");
}

/** Undefined for what says no value, which stays in its fields. */
export function fromWords(part: WrittenPart, type: Question["type"], words: string): unknown {
  if (part === "note" || !isTyped(type)) return words;
  const value = fromFields(type, JSON.parse(words || "[]") as string[]);
  return value === UNREADABLE ? undefined : value;
}

/** Of the draft as which one's own words wait for a choice. */
export function overlapId(place: string, id: string, part: WrittenPart): string {
  return `overlap ${place} ${id}/${part}`;
}

/** What a draft of it says of whose its words are: a figure is its author's. */
export function ownOf({ isJoint }: OpenWording, part: WrittenPart, type: Question["type"]): { own?: true } {
  return isJoint && !(part === "value" && isTyped(type)) ? {} : { own: true };
}

/** Drafts of what was written a moment before, and not sent: what one went on from, with which they are one. */
export function begunAs(
  drafts: readonly Draft[],
  { place, id: answer, part }: Begun,
  { written }: OpenWording,
): Draft[] {
  return drafts.filter(({ place: at, entries: [first, ...more] }) => {
    if (at !== place || more.length > 0 || first?.root !== "answers" || first.id !== answer) return false;
    const isAll = Object.keys(first.fields).every((name) => name === part || name === "version");
    return isAll && written.trim() !== "" && first.fields[part] === written;
  });
}
