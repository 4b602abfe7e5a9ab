import { readFileSync } from "node:fs";
import { typesetPdf } from "../../files/typst.ts";
import { inlinesOf, linesIn, linesOf, TOGETHER } from "../typography/lengths.ts";
import { type Block, type Cell, type Inline, type Manuscript, mapWithin } from "../manuscript/manuscript.ts";
import { gridOf, placeCells } from "../typography/table-grid.ts";
import { byVerdict, CONTENTS_FROM, runningTitle, typeset } from "../typography/typeset.ts";

const TEMPLATE = readFileSync(new URL("output.typ", import.meta.url), "utf8");

/** One or both languages of a document as PDF: tagged (PDF/UA-1), hyphenated, with the letter forms of each language. */
export async function outputPdf(manuscripts: readonly Manuscript[]): Promise<Uint8Array<ArrayBuffer>> {
  const set = (isPlain: boolean): Promise<Uint8Array<ArrayBuffer>> =>
    typesetPdf(
      TEMPLATE,
      manuscripts.map((manuscript, i) => toData(manuscript, i, isPlain)),
    );
  // The typesetter trips over the tags of some cells over several rows that go on over the page.
  return set(false).catch(() => set(true));
}

/** `isPlain`: tables without cells over several rows or columns. */
function toData(written: Manuscript, i: number, isPlain: boolean): object {
  const manuscript = typeset(isPlain ? withoutSpans(written) : written, true);
  const { language, blocks, quoted, words, ...rest } = manuscript;
  const headings = blocks.filter(({ kind }) => kind === "heading").length;
  return {
    ...rest,
    ...toLanguage(language),
    id: `p${i + 1}`,
    head: runningTitle(manuscript),
    contents: headings >= CONTENTS_FROM ? words.contents : null,
    quotedTitle: words.quoted,
    quotedIntro: words.quotedIntro,
    quoted: byVerdict(quoted),
    blocks: blocks.map(toBlock),
  };
}

function toBlock(block: Block): object {
  switch (block.kind) {
    case "recommendation":
      return { ...block, isLong: linesOf([block]) > TOGETHER.row, content: block.content.map(toInline) };
    case "table":
      return toTable(block.rows);
    case "evidence": {
      const { justify } = toLanguage(block.lang);
      return { ...block, justify, isLong: linesOf([block]) > TOGETHER.quote, content: block.content.map(toInline) };
    }
    case "facts":
      return toFacts(block);
    default:
      return mapWithin(block, toInline, toBlock);
  }
}

function toInline(inline: Inline): object {
  if (inline.kind === "note") return { kind: "note", content: inline.content.map(toInline) };
  if (inline.kind === "break" || inline.kind === "place") return inline;
  return { ...inline, ...(inline.lang === null ? { lang: null, script: null } : toLanguage(inline.lang)) };
}

/** Languages that the typesetter has patterns of hyphenation for; lines of others without hyphens would be torn apart. */
const HYPHENATED: ReadonlySet<string> = new Set(["en", "sr-Cyrl", "sq"]);

/** A language as Typst names it: the script apart; and whether its lines are set to one length. */
function toLanguage(lang: string): { lang: string; script: string; justify: boolean } {
  const script = lang === "sr-Cyrl" || lang === "mk" ? "cyrl" : "latn";
  return { lang: lang.slice(0, 2), script, justify: HYPHENATED.has(lang) };
}

/** The last column is the wide one. */
const WIDE = 0.6;

function toFacts({ kind, head, rows, empty }: Extract<Block, { kind: "facts" }>): object {
  const set = rows.map((texts) => {
    const lines = linesIn(texts.at(-1) ?? "", texts.length === 1 ? 1 : WIDE);
    return { texts, lines, isLong: lines > TOGETHER.row };
  });
  const isShort = set.reduce((sum, { lines }) => sum + lines, 0) <= TOGETHER.table;
  return { kind, head, rows: set, empty, columns: head.length, isShort };
}

function toTable(rows: readonly Cell[][]): object {
  const { cells, mayBreak, ...grid } = gridOf(rows);
  // A head stands on every page, and a quote in one place.
  const places: number[] = [];
  return {
    kind: "table",
    ...grid,
    cells: cells.map(({ cell, x, y }) => {
      // Rows that are not there are made by nobody.
      const rowspan = Math.max(1, Math.min(cell.rowspan, rows.length - y));
      return {
        x,
        y,
        header: cell.isHeader,
        // One cell that must stay together keeps its rows together.
        isLong: mayBreak.slice(y, y + rowspan).includes(true),
        colspan: Math.max(1, cell.colspan),
        rowspan,
        blocks: (y < grid.heads ? takePlaces(cell.blocks, places) : cell.blocks).map(toBlock),
      };
    }),
    places,
    // What stands there again is no part of the text, and may hold no link; a note is one.
    repeats: ![...inlinesOf(rows.slice(0, grid.heads).flatMap((row) => row.flatMap(({ blocks }) => blocks)))].some(
      (inline) => inline.kind === "note" || (inline.kind === "run" && inline.href !== null),
    ),
  };
}

/** Blocks without the places of their quotes, which are put into `places`. */
function takePlaces(blocks: readonly Block[], places: number[]): Block[] {
  const line = (content: readonly Inline[]): Inline[] =>
    content.filter((inline) => inline.kind !== "place" || !places.push(inline.quoted));
  return blocks.map((block): Block => {
    switch (block.kind) {
      case "table":
        return {
          ...block,
          rows: block.rows.map((row) => row.map((cell) => ({ ...cell, blocks: takePlaces(cell.blocks, places) }))),
        };
      case "facts":
        return block;
      default:
        if ("content" in block) return { ...block, content: line(block.content) };
        if ("items" in block) return { ...block, items: block.items.map((item) => takePlaces(item, places)) };
        return { ...block, blocks: takePlaces(block.blocks, places) };
    }
  });
}

/** Cells over several stand in the first of them, and the others are empty. */
function withoutSpans(manuscript: Manuscript): Manuscript {
  const block = (of: Block): Block => {
    if (of.kind === "list") return { ...of, items: of.items.map((item) => item.map(block)) };
    if (of.kind === "quotation") return { ...of, blocks: of.blocks.map(block) };
    if (of.kind !== "table") return of;
    const { columns, cells } = placeCells(of.rows);
    const empty: Cell = { isHeader: false, colspan: 1, rowspan: 1, blocks: [] };
    const at = new Map(cells.map(({ cell, x, y }) => [`${x} ${y}`, cell]));
    const rows = of.rows.map((_, y) =>
      Array.from({ length: columns }, (_each, x): Cell => {
        const cell = at.get(`${x} ${y}`) ?? empty;
        return { ...cell, colspan: 1, rowspan: 1, blocks: cell.blocks.map(block) };
      }),
    );
    return { ...of, rows };
  };
  return { ...manuscript, blocks: manuscript.blocks.map(block) };
}
