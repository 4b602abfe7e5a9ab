import type { Block, Inline } from "./manuscript.ts";

/** Longer quotes may go on over the page. */
export const LONG_QUOTE = 900;
/** A row with a longer cell may go on over the page. */
export const LONG_CELL = 900;

/** Characters of blocks, to know what may be kept on one page. */
export function lengthOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => {
    switch (block.kind) {
      case "heading":
      case "paragraph":
      case "recommendation":
        return sum + inlineLength(block.content);
      case "list":
        return sum + lengthOf(block.items.flat());
      case "quotation":
        return sum + lengthOf(block.blocks);
      case "table":
        return sum + lengthOf(block.rows.flat().flatMap((cell) => cell.blocks));
      case "evidence":
        return sum + block.words.length + (block.translation?.words.length ?? 0) + block.source.length;
      case "facts":
        return sum + block.rows.flat().reduce((all, { length }) => all + length, 0);
    }
  }, 0);
}

function inlineLength(content: readonly Inline[]): number {
  return content.reduce((sum, inline) => sum + (inline.kind === "run" ? inline.text.length : 0), 0);
}
