import { normaliseText } from "../../../schema/text/normalise.ts";
import type { Edit, Range, Revision } from "../../../schema/text/revision.ts";
import { takenOut } from "../../../schema/text/edits/taken-out.ts";

/** Other words in the place of one; with none it goes, together with the space that parted it from its neighbour. */
export function correctionOf({ text }: Revision, { start, end }: Range, words: string): Edit {
  const insert = normaliseText(words).replace(/\s+/g, " ").trim();
  return insert === "" ? takenOut(text, { start, end }) : { start, end, insert };
}
