import { type AnswerPlace, AnswerValue, isEmptyWord } from "../../../../schema/domain/answer.ts";
import type { Question } from "../../../../schema/domain/methodology/methodology.ts";
import type { AnswerCommands } from "../answer-commands.ts";
import { fromFields, isTyped, toFields, UNREADABLE } from "../typed-value.ts";
import { emptyKeyIn } from "./empty-keys.ts";

/** What of an answer is written in words or figures: the answer itself, or the note beside it. */
export type WrittenPart = "value" | "note";

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
