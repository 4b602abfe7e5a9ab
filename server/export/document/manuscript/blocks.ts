import { inlinesOf, linesOf, TOGETHER } from "../typography/lengths.ts";
import type { Block, Cell, Inline, PlaceName } from "./manuscript.ts";
import { run } from "./words-of-nodes.ts";

/** Blocks that the product makes around what people wrote. */
export function headingOf(text: string, number = "", startsPage = false): Extract<Block, { kind: "heading" }> {
  return { kind: "heading", level: 1, number, range: "", startsPage, content: [run(text)] };
}

export function paragraphOf(...content: Inline[]): Block {
  return { kind: "paragraph", number: "", content };
}

/** Blocks of which a last paragraph stays on the page of the table behind it. */
export function introducing(blocks: readonly Block[]): Block[] {
  const last = blocks.at(-1);
  return last?.kind === "paragraph" ? [...blocks.slice(0, -1), { ...last, role: "introduces" }] : [...blocks];
}

/** A few sentences stay on the page of the quote that they bring in; with more of them a third of the page before would be empty. */
export function bringingIn(blocks: readonly Block[]): Block[] {
  const bringsIn = (block: Block): boolean =>
    block.kind === "paragraph" && !block.role && linesOf([block]) <= TOGETHER.introduces;
  return blocks.map((block, i) =>
    blocks[i + 1]?.kind === "evidence" && bringsIn(block) ? ({ ...block, role: "introduces" } as Block) : block,
  );
}

/** Rows of texts, or of lines, under a head. `isNamed`: the first of a row says what it is of; `right`: columns of numbers, from 0. */
export function tableOf(
  label: string,
  head: readonly string[],
  rows: readonly (readonly (string | Inline[])[])[],
  { isNamed = false, right = [] }: { isNamed?: boolean; right?: readonly number[] } = {},
): Block {
  const cell = (isHeader: boolean, content: string | Inline[], column: number): Cell => {
    const lines = typeof content === "string" ? content.split("\n").map((line) => [run(line)]) : [content];
    const blocks = lines.map((line) => paragraphOf(...line));
    return { isHeader, colspan: 1, rowspan: 1, ...(right.includes(column) ? { isRight: true } : {}), blocks };
  };
  return {
    kind: "table",
    label,
    caption: "",
    rows: [
      head.map((each, i) => cell(true, each, i)),
      ...rows.map((row) => row.map((each, i) => cell(isNamed && i === 0, each, i))),
    ],
  };
}

const IN_WORDS: ReadonlySet<Inline["kind"]> = new Set(["run", "place", "to"]);

/** Without headings under which nothing stands. One that holds more than words stays. */
export function withoutEmpty(blocks: readonly Block[]): Block[] {
  const kept: Block[] = [];
  /** Of the heading that follows; 0 where words do. */
  let next = 1;
  for (const block of blocks.toReversed()) {
    if (block.kind !== "heading") next = 0;
    else {
      const isEmpty = next > 0 && next <= block.level && block.content.every(({ kind }) => IN_WORDS.has(kind));
      if (isEmpty) continue;
      next = block.level;
    }
    kept.push(block);
  }
  return kept.reverse();
}

/** The blocks of a summary: what it begins with is read from afar, and what its numbered list finds stands between lines. */
export function summaryBlocks(blocks: readonly Block[]): Block[] {
  const lead = blocks.findIndex(({ kind }) => kind === "paragraph");
  return blocks.map((block, i): Block => {
    if (i === lead && block.kind === "paragraph") return { ...block, role: "lead" };
    if (block.kind !== "list" || !block.labels) return block;
    const { start } = block.labels;
    const of = block.items.map((_, item) => String(start + item));
    return { ...block, labels: { start, style: "findings", of } };
  });
}

/** The recommendations among blocks, wherever they stand. */
export function recommendationsIn(blocks: readonly Block[]): Extract<Block, { kind: "recommendation" }>[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case "recommendation":
        return [block];
      case "table":
        return recommendationsIn(block.rows.flat().flatMap((cell) => cell.blocks));
      case "list":
        return recommendationsIn(block.items.flat());
      case "quotation":
        return recommendationsIn(block.blocks);
      default:
        return [];
    }
  });
}

/** Where each quote stands, by its place: the paragraph that it is in or behind, "" where none is numbered, and its note. */
export function placesIn(blocks: readonly Block[]): Map<PlaceName, { paragraph: string; note: number }> {
  const places = new Map<PlaceName, { paragraph: string; note: number }>();
  let paragraph = "";
  let note = 0;
  for (const block of blocks) {
    if (block.kind === "paragraph" && block.number) paragraph = block.number;
    for (const inline of inlinesOf([block])) {
      if (inline.kind === "place") places.set(inline.at, { paragraph, note: note + 1 });
      if (inline.kind === "note") note++;
    }
  }
  return places;
}

/** Headings of the first level with the numbers of their paragraphs. */
export function withRanges(blocks: readonly Block[]): Block[] {
  let range: string[] = [];
  const ranged: Block[] = [];
  for (const block of blocks.toReversed()) {
    if (block.kind === "paragraph" && block.number) range.push(block.number);
    if (block.kind !== "heading" || block.level > 1) {
      ranged.push(block);
      continue;
    }
    const [last] = range;
    const first = range.at(-1);
    ranged.push({
      ...block,
      range: first === undefined ? "" : `¶\u00a0${first === last ? first : `${first}–${last}`}`,
    });
    range = [];
  }
  return ranged.reverse();
}
