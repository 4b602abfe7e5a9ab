import { type Block, type Inline, isPagePart, type PlainBlock } from "../manuscript/manuscript.ts";

/**
 * What has no more lines is kept on one page: a quote, a row of a table or a recommendation, the head of a table, a short table,
 * of which a row alone on the next page would be read as another one, and a paragraph with notes, of which a note would take its last line
 * to the next page by itself, and a short list, whose last item would stand alone there. Longer ones would leave pages half empty, and fall off
 * their foot in the end, or leave a third of a page empty above a table.
 */
export const TOGETHER = { quote: 10, row: 20, head: 8, table: 14, noted: 8, list: 8, introduces: 5 } as const;

/** About so many characters fill a line of the page: of text, and of the smaller letters of a table as wide as it. */
const [LINE, TABLE_LINE] = [72, 90];

/** Whether a list stands on one page. */
export function isKeptList(list: Extract<Block, { kind: "list" }>): boolean {
  return linesOf([list]) <= TOGETHER.list && ![...inlinesOf([list])].some(({ kind }) => kind === "note");
}

/** About how many lines a text takes; `share`: in a table, in so much of the page's width. */
export function linesIn(text: string, share?: number): number {
  const fit = share === undefined ? LINE : Math.max(1, TABLE_LINE * share);
  return text.split("\n").reduce((sum, { length }) => sum + Math.max(1, Math.ceil(length / fit)), 0);
}

/** Of a table of facts the last column is the wide one. */
const WIDE = 0.6;

/** About how many lines a row of facts takes; one text alone reaches over all columns. */
export function factLines(texts: readonly string[]): number {
  return linesIn(texts.at(-1) ?? "", texts.length === 1 ? 1 : WIDE);
}

/** Whether a table of facts stands on one page. */
export function areShortFacts(rows: readonly (readonly string[])[]): boolean {
  return rows.reduce((sum, row) => sum + factLines(row), 0) <= TOGETHER.table;
}

/** The same of blocks. */
export function linesOf(blocks: readonly Block[], share?: number): number {
  return blocks.length === 0 ? 0 : linesIn(textOf(blocks), share);
}

/** The words of blocks, a line each, without those of notes. */
export function textOf(blocks: readonly Block[]): string {
  return blocks.map(wordsOf).join("\n");
}

function wordsOf(block: Block): string {
  if (isPagePart(block)) return "rows" in block ? block.rows.map((row) => row.join(" ")).join("\n") : "";
  switch (block.kind) {
    case "recommendation":
      return [inlineText(block.content), ...block.facts.map(([name, value]) => `${name} ${value}`)].join("\n");
    case "table":
      return [textOf(block.rows.flat().flatMap((cell) => cell.blocks)), block.remark].filter(Boolean).join("\n");
    case "evidence":
      return [inlineText(block.content), block.remark].filter(Boolean).join("\n");
    case "facts":
      return block.rows.flat().join("\n");
    default:
      return "content" in block ? inlineText(block.content) : textOf(withinOf(block));
  }
}

/** The words of a line, without those of its notes. */
export function inlineText(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (inline.kind === "to") return `${inline.text}${inline.note ?? ""}`;
      return "text" in inline ? inline.text : inline.kind === "break" ? "\n" : "";
    })
    .join("");
}

/** Everything that stands in lines of blocks, in its order. */
export function* inlinesOf(blocks: readonly Block[]): Iterable<Inline> {
  for (const block of blocks) {
    if (isPagePart(block)) continue;
    switch (block.kind) {
      case "recommendation":
      case "evidence":
        yield* block.content;
        break;
      case "table":
        yield* inlinesOf(block.rows.flat().flatMap((cell) => cell.blocks));
        break;
      case "facts":
        break;
      default:
        if ("content" in block) yield* block.content;
        else yield* inlinesOf(withinOf(block));
    }
  }
}

function withinOf(block: Exclude<PlainBlock, { content: Inline[] }>): Block[] {
  return "items" in block ? block.items.flat() : block.blocks;
}
