import { blockAt } from "../../../schema/text/blocks.ts";
import { normaliseText } from "../../../schema/text/normalise.ts";
import type { Edit, Range, Revision } from "../../../schema/text/revision.ts";

/** Other words in the place of one; with none it goes, together with the space that parted it from the next. */
export function correctionOf(revision: Revision, { start, end }: Range, words: string): Edit {
  const insert = normaliseText(words).replace(/\s+/g, " ").trim();
  if (insert !== "") return { start, end, insert };
  const { text, blocks } = revision;
  const block = blockAt(blocks, start);
  if (text[end] === " ") return { start, end: end + 1, insert };
  const hasSpaceBefore = text[start - 1] === " " && start > (block?.start ?? 0);
  return { start: hasSpaceBefore ? start - 1 : start, end, insert };
}
