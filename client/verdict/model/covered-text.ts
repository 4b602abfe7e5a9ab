import { covered } from "../../reader/erased/covered-words.ts";
import { within, type ParagraphRanges } from "../../../schema/text/paragraph-ranges.ts";
import type { Revision } from "../../../schema/text/revision.ts";

/** Paragraphs of a text that an erasure takes words from: all of it where the text shown is not the one that they were taken from. */
export interface BeingErased {
  /** The one without the words. */
  revision: number;
  paragraphs: ParagraphRanges;
}

/** The text with each letter of these paragraphs covered: nothing of them is left to read, and every place stays where it is. */
export function coveredText(shown: Revision, { revision, paragraphs }: BeingErased): Revision {
  const numbers = shown.blocks.flatMap(({ number }) => number ?? []);
  const hidden = new Set(shown.number === revision - 1 ? within(paragraphs, numbers) : numbers);
  let text = "";
  const blocks = shown.blocks.map((block) => {
    const { number, printed, start, end } = block;
    if (number === null || !hidden.has(number)) return block;
    text += shown.text.slice(text.length, start) + covered(shown.text.slice(start, end));
    return printed === null ? block : { ...block, printed: covered(printed) };
  });
  return { ...shown, text: text + shown.text.slice(text.length), blocks };
}
