import type { Block, Inline } from "./manuscript.ts";

/** Longer quotes may go on over the page. */
export const LONG_QUOTE = 900;
/** A row with a longer cell may go on over the page. */
export const LONG_CELL = 900;

/** A table with less to read stands on one page: a row alone on the next one is read as another table. */
export const SHORT_TABLE = 700;

/** Characters of blocks, to know what may be kept on one page. */
export function lengthOf(blocks: readonly Block[]): number {
  return textOf(blocks).length;
}

/** The words of blocks, a line each, without those of notes. */
export function textOf(blocks: readonly Block[]): string {
  return blocks.map(wordsOf).join("\n");
}

function wordsOf(block: Block): string {
  switch (block.kind) {
    case "heading":
    case "paragraph":
    case "recommendation":
      return inlineText(block.content);
    case "list":
      return textOf(block.items.flat());
    case "quotation":
      return textOf(block.blocks);
    case "table":
      return textOf(block.rows.flat().flatMap((cell) => cell.blocks));
    case "evidence":
      return [block.words, block.translation?.words ?? "", block.source].join("\n");
    case "facts":
      return block.rows.flat().join("\n");
  }
}

/** The words of a line, without those of its notes. */
export function inlineText(content: readonly Inline[]): string {
  return content.map((inline) => (inline.kind === "run" ? inline.text : "")).join("");
}
