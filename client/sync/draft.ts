import { z } from "zod";
import { isEmptyWord } from "../../schema/domain/answer.ts";
import { CONTENT } from "../../schema/rooms/output-room.ts";
import { TypedText } from "../../schema/rooms/field-rule.ts";
import { DRAFT_FIELDS } from "../../schema/rooms/draft/draft-fields.ts";
import { EntryChange } from "./batch.ts";
import { TAG_WORDS } from "../../schema/rooms/tag-words.ts";

/** Why work could not go where it was meant to go. */
export const DraftReason = z.enum([
  /** The server does not take this change. */
  "refused",
  /** Nothing may be written there any more. */
  "read-only",
  /** The place is not open to this person any more. */
  "no-access",
  /** What it changes is not there any more. */
  "no-place",
  /** Its words named what is erased; tokens stand in their place. */
  "erased",
  /** Somebody else wrote in the same field meanwhile, and what they wrote stands there: one of the two is to be chosen. */
  "overlap",
  /** The round that it was coded in was called off, or its author was taken out of it. */
  "called-off",
  /** It was typed and not sent when the page went. */
  "typed",
]);
export type DraftReason = z.infer<typeof DraftReason>;

/** Work that could not go back, kept for its author to copy, to try again or to discard. */
export const Draft = z.object({
  id: z.string(),
  /** Where it hung: the name of a place (`schema/rooms/room-place.ts`). */
  place: z.string(),
  entries: z.array(EntryChange),
  why: DraftReason,
  /** Written for a round that has closed meanwhile. */
  late: z.boolean(),
  /** When it was written, ISO 8601. */
  at: z.string(),
  /** Of typed words, the tab in whose box they stand. */
  tab: z.string().optional(),
  /** The question that it answers, as it was called when it was written, for pages that do not show it. */
  about: z.string().optional(),
  /** Of an answer or a note: no words of a colleague's are among them, as its author began from nothing or from their own. */
  own: z.literal(true).optional(),
});
export type Draft = z.infer<typeof Draft>;

/**
 * Why nothing can be written in a layer now: a round has begun since, its author's own round is over, they may not write in it though it is open,
 * or no more than that it is closed is known.
 */
export type LayerClosing = "begun" | "late" | "read-only" | "closed";

/** Whether a field is a wording of the methodology's draft, in one language. */
export function isWording(root: string, name: string): boolean {
  return DRAFT_FIELDS[root]?.[name]?.value === TypedText;
}

/** Between what stands in the fields of a figure: nobody types it into one. */
const BETWEEN = "\t";

/** What of an answer was typed and is not written: the fields of a figure that say no value, the answer in words, or the note beside it. */
export type TypedPart = "figure" | "value" | "note";

/** What stands in the fields of a figure and says no value, as it is kept: in words, which are looked over for what was erased as any. */
export function figureWords(fields: readonly string[]): string {
  return fields.map((field) => field.replaceAll(BETWEEN, " ")).join(BETWEEN);
}

/** The entry as which it is kept. `was`: what the layer held when it was begun. */
export function typedEntry(answer: string, part: TypedPart, words: string, was: string): EntryChange {
  const fields = part === "figure" ? { note: words, was } : { [part]: words, was, part };
  return { root: "answers", id: answer, made: false, fields };
}

/** What was typed into the field of an answer and not written, and what the layer held when that was begun; null for any other draft. */
export function typedIn({
  entries,
}: Pick<Draft, "entries">): { answer: string; part: TypedPart; words: string; was: string } | null {
  const [{ root, id, fields } = NO_ENTRY] = entries;
  const { was, part } = fields;
  if (root !== "answers" || typeof was !== "string") return null;
  const kept = part === "value" || part === "note" ? part : "figure";
  const words = fields[kept === "figure" ? "note" : kept];
  // Of a figure that was set aside when its place closed there are words alone.
  return typeof words === "string" && (kept !== "figure" || was !== "") ? { answer: id, part: kept, words, was } : null;
}

/** Whether words of a colleague's may stand in the answer, or the note beside one or on a tag, that it holds: what is not known to be its author's alone. */
export function mayBeJoint(draft: Pick<Draft, "entries" | "own">): boolean {
  const typed = typedIn(draft);
  if (draft.own || typed?.part === "figure") return false;
  if (typed) return typed.was.trim() !== "" && !isEmptyWord(typed.was);
  const isText = ({ root, made, fields }: EntryChange): boolean =>
    root === "answers"
      ? typeof fields["value"] === "string" || typeof fields["note"] === "string"
      : root === "annotations" && !made && TAG_WORDS.some((each) => typeof fields[each] === "string");
  return draft.entries.some(isText);
}

/** The fields of a figure that was typed and is no answer, and what they held when that was begun; null for any other draft. */
export function figureIn(draft: Pick<Draft, "entries">): { answer: string; fields: string[]; was: string } | null {
  const typed = typedIn(draft);
  return typed?.part === "figure" ? { answer: typed.answer, fields: typed.words.split(BETWEEN), was: typed.was } : null;
}

const NO_ENTRY: Pick<EntryChange, "root" | "id" | "fields"> = { root: "", id: "", fields: {} };

/** Of tags, and the note of an answer, which has that name too. */
const WORDS_BESIDE: readonly string[] = TAG_WORDS;

/** The words that a person typed into it: note, comment, answer or a wording of the methodology, a paragraph each. */
export function wordsOf(draft: Pick<Draft, "entries">): string {
  return wordsRead(draft, (_, value) => value);
}

/** The same, with values of answers as `read` says them. */
export function wordsRead(draft: Pick<Draft, "entries">, read: (answer: string, value: unknown) => unknown): string {
  const figure = figureIn(draft);
  if (figure) return figure.fields.filter((field) => field.trim() !== "").join(" ");
  const { entries } = draft;
  const words = entries.flatMap(({ root, id, fields }) => [
    fields["body"],
    root === "answers" ? read(id, fields["value"]) : undefined,
    ...WORDS_BESIDE.map((name) => fields[name]),
    root === CONTENT ? fields["text"] : undefined,
    ...Object.keys(fields).flatMap((name) => (isWording(root, name) ? [fields[name]] : [])),
  ]);
  return words.filter((text): text is string => typeof text === "string" && text !== "").join("\n\n");
}
