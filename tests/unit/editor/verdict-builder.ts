import { numberBlocks } from "../../../schema/text/numbers.ts";
import type { Block, Revision } from "../../../schema/text/revision.ts";

type Part = Partial<Pick<Block, "kind" | "level" | "section" | "printed" | "cell" | "page">> & { text: string };

/** A revision of some paragraphs, or parts with what they are; a part of kind `page` is a mark so many letters into the part after it. */
export function revisionOf(parts: readonly (string | Part)[], number = 1): Revision {
  const blocks: Block[] = [];
  let text = "";
  let first = true;
  for (const given of parts) {
    const part = typeof given === "string" ? { text: given } : given;
    const { text: words, ...rest } = part;
    const base = { section: null, page: null, printed: null, number: null, level: null, cell: null, ...rest };
    const start = first ? 0 : text.length + 1;
    if (part.kind === "page") {
      blocks.push({
        ...base,
        kind: "page",
        start: start + Number(part.text || 0),
        end: start + Number(part.text || 0),
      });
      continue;
    }
    text += (first ? "" : "\n") + words;
    first = false;
    blocks.push({ ...base, kind: part.kind ?? "paragraph", start, end: start + words.length });
  }
  return { number, text, blocks: numberBlocks(blocks) };
}
