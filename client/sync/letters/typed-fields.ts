import { CONTENT } from "../../../schema/rooms/output-room.ts";
import { ALL_ROOTS } from "../../../schema/rooms/fields.ts";
import { fieldRule } from "../../../schema/rooms/root-rule.ts";
import type { EntryChange } from "../batch.ts";

/** What takes these is typed text: no id, no time, no closed word. */
const ANY_WORDS = "any words";

/** Whether people type words into a field: notes, comments and titles, and the values of answers, of which some are words. */
function isTyped(root: string, name: string): boolean {
  if (root === CONTENT) return name === "text" || name === "was";
  // What stood there before it was typed over, which may be words too.
  if (root === "answers" && name === "was") return true;
  return fieldRule(ALL_ROOTS, root, name)?.value.safeParse(ANY_WORDS).success === true;
}

/** The words that people typed into fields of an entry. */
export function typedFields({ root, fields }: EntryChange): [name: string, text: string][] {
  return Object.entries(fields).flatMap(([name, text]) =>
    typeof text === "string" && text !== "" && isTyped(root, name) ? [[name, text]] : [],
  );
}
