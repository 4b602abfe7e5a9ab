import { blockAt } from "./blocks.ts";
import { isQuoted } from "./quotation.ts";
import type { Range, RevisionText } from "./revision.ts";

/** Whether a passage begins, or ends, within a sentence of its text. */
export interface Cut {
  before: boolean;
  after: boolean;
}

const ENDS = /[.!?…]["“”»’)\]]*$/u;
/** What closes a sentence, or what is closed, behind its last word. */
const CLOSES = /^\s*["“”»’)\]]*[.!?…]/u;
/** Who leaves out nothing but the sign at the end of an item leaves out nothing. */
const WORDS = /[\p{L}\p{N}]/u;
/** "1.", "(a)", "б)", "–": what a court begins an item with. */
const LABEL = /^(?:\(?[\p{L}\d]{1,4}[.)]|[-–—•])$/u;

/** Null where it is made of whole sentences. A sentence ends with its block. */
export function cutOf({ text, blocks }: RevisionText, ranges: readonly Range[]): Cut | null {
  const [first, last] = [ranges[0], ranges.at(-1)];
  if (!first || !last) return null;
  const begun = text.slice(blockAt(blocks, first.start)?.start ?? 0, first.start).trim();
  const rest = text.slice(last.end, blockAt(blocks, last.end)?.end ?? last.end);
  const [letter = ""] = /\p{L}/u.exec(text.slice(first.start, first.end)) ?? [];
  const before = WORDS.test(begun) && !LABEL.test(begun) && (!ENDS.test(begun) || /\p{Ll}/u.test(letter));
  const after = WORDS.test(rest) && !CLOSES.test(rest) && !ENDS.test(text.slice(last.start, last.end).trim());
  return before || after ? { before, after } : null;
}

const LEFT_OUT = "[…]";

/** Words with what says that a sentence goes on beyond them, in one line with the next of them; none where they are a quotation of their own. */
export function withCuts(words: string, cut: Cut | null | undefined): string {
  if (!cut || words === "" || isQuoted(words)) return words;
  return [...(cut.before ? [LEFT_OUT] : []), words, ...(cut.after ? [LEFT_OUT] : [])].join("\u00a0");
}
