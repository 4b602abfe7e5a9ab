import { readFileSync } from "node:fs";
import { typesetPdf } from "../typst.ts";
import { lengthOf, LONG_CELL, LONG_QUOTE, SHORT_TABLE } from "./lengths.ts";
import type { Block, Cell, Inline, Manuscript } from "./manuscript.ts";
import { gridWidths, placeCells } from "./table-grid.ts";
import { byVerdict, CONTENTS_FROM, runningTitle, typeset } from "./typeset.ts";

const TEMPLATE = readFileSync(new URL("output.typ", import.meta.url), "utf8");

/** One or both languages of a document as PDF: tagged (PDF/UA-1), hyphenated, with the letter forms of each language. */
export function outputPdf(manuscripts: readonly Manuscript[]): Uint8Array<ArrayBuffer> {
  return typesetPdf(TEMPLATE, manuscripts.map(toData));
}

function toData(written: Manuscript, i: number): object {
  const manuscript = typeset(written, true);
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
    case "heading":
    case "paragraph":
      return { ...block, content: block.content.map(toInline) };
    case "recommendation":
      return { ...block, isLong: lengthOf([block]) >= LONG_CELL, content: block.content.map(toInline) };
    case "list":
      return { ...block, items: block.items.map((item) => item.map(toBlock)) };
    case "quotation":
      return { ...block, blocks: block.blocks.map(toBlock) };
    case "table":
      return toTable(block.rows);
    case "evidence": {
      const { translation, lang, ...rest } = block;
      return {
        ...rest,
        isLong: lengthOf([block]) >= LONG_QUOTE,
        ...toLanguage(lang),
        translation: translation && { words: translation.words, ...toLanguage(translation.lang) },
      };
    }
    case "facts":
      return { ...block, columns: block.head.length, isShort: lengthOf([block]) < SHORT_TABLE };
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

function toTable(rows: readonly Cell[][]): object {
  const { cells } = placeCells(rows);
  const [first = []] = rows;
  // A head that reaches down into rows below could not stand on every page.
  const isHead = first.length > 0 && first.every(({ isHeader, rowspan }) => isHeader && rowspan <= 1);
  return {
    kind: "table",
    isShort:
      rows.reduce((sum, row) => sum + row.reduce((all, cell) => all + lengthOf(cell.blocks), 0), 0) < SHORT_TABLE,
    widths: gridWidths(rows),
    heads: isHead ? 1 : 0,
    cells: cells.map(({ cell: { isHeader, colspan, rowspan, blocks }, x, y }) => ({
      x,
      y,
      header: isHeader,
      isLong: lengthOf(blocks) >= LONG_CELL,
      colspan: Math.max(1, colspan),
      // Rows that are not there are made by nobody.
      rowspan: Math.max(1, Math.min(rowspan, rows.length - y)),
      blocks: blocks.map(toBlock),
    })),
  };
}
