import {
  BorderStyle,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  type INumberingOptions,
  LevelFormat,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  WidthType,
} from "docx";
import {
  INK,
  PRODUCT_FONT,
  RULE,
  run as docxRun,
  runs,
  STYLE,
  TEXT_WIDTH,
  title,
  writeDocument,
} from "../docx-parts.ts";
import { aboutTable } from "../docx-tables.ts";
import { lengthOf, LONG_CELL, LONG_QUOTE } from "./lengths.ts";
import { placeCells } from "./table-grid.ts";
import type { Block, Cell, Inline, Manuscript, Run } from "./manuscript.ts";

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];
/** A document with more headings than this has a table of contents. */
export const CONTENTS_FROM = 12;
const LIST_INDENT = 400;
/** Of columns that hold a date, a name or a role. */
const FACT_WIDTH = 2100;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: RULE } as const;

type Child = Paragraph | Table;

/** One or both languages of a document as DOCX: real styles, footnotes, lists and tables, each run in its language. */
export function outputDocx(manuscripts: readonly Manuscript[]): Promise<Uint8Array> {
  const lists = new Lists();
  const [first] = manuscripts;
  const [children = [], ...following] = manuscripts.map((manuscript) => new Writer(manuscript, lists).children());
  return writeDocument({
    network: first?.network ?? "",
    title: manuscripts.map((each) => each.title).join(" · "),
    lang: first?.language ?? "en",
    headings: "product",
    children,
    following,
    numbering: lists.options(),
  });
}

/** Numbered lists: each begins anew, at the number that it begins with. */
class Lists {
  readonly #starts = new Set<number>();
  #instance = 0;

  begin(start: number): { reference: string; instance: number } {
    this.#starts.add(start);
    return { reference: `numbers-${start}`, instance: ++this.#instance };
  }

  options(): INumberingOptions {
    return {
      config: [...this.#starts].map((start) => ({
        reference: `numbers-${start}`,
        levels: Array.from({ length: 9 }, (_, level) => ({
          level,
          format: LevelFormat.DECIMAL,
          text: `%${level + 1}.`,
          start,
          style: { paragraph: { indent: { left: LIST_INDENT * (level + 1), hanging: LIST_INDENT - 40 } } },
        })),
      })),
    };
  }
}

/** What a block stands in. */
interface Around {
  /** Depth of the list, -1 outside of any. */
  depth: number;
  list: { reference: string; instance: number } | null;
  style: string | null;
  isBold: boolean;
}
const PLAIN: Around = { depth: -1, list: null, style: null, isBold: false };

class Writer {
  readonly #manuscript: Manuscript;
  readonly #lists: Lists;
  readonly #lang: string;

  constructor(manuscript: Manuscript, lists: Lists) {
    this.#manuscript = manuscript;
    this.#lists = lists;
    this.#lang = manuscript.language;
  }

  children(): (Child | TableOfContents)[] {
    const { mark, subtitle, cover, blocks, quoted, words } = this.#manuscript;
    const headings = blocks.filter(({ kind }) => kind === "heading").length;
    return [
      ...(mark ? [this.#line(mark, STYLE.subtitle)] : []),
      title(this.#manuscript.title),
      this.#line(subtitle, STYLE.subtitle),
      aboutTable(cover),
      ...(headings >= CONTENTS_FROM
        ? [
            this.#line(words.contents, STYLE.subtitle, 360),
            new TableOfContents(words.contents, { hyperlink: true, headingStyleRange: "1-2", beginDirty: false }),
          ]
        : []),
      ...blocks.flatMap((block) => this.#block(block, PLAIN)),
      ...(quoted.length > 0
        ? [
            new Paragraph({ heading: HeadingLevel.HEADING_1, children: [this.#run(words.quoted)] }),
            new Paragraph({ keepNext: true, children: [this.#run(words.quotedIntro)] }),
            ...this.#quoted(quoted),
          ]
        : []),
    ];
  }

  #quoted(quoted: Manuscript["quoted"]): Paragraph[] {
    const list = this.#lists.begin(1);
    return quoted.map(
      ({ source, category }) =>
        new Paragraph({
          style: STYLE.about,
          numbering: { ...list, level: 0 },
          children: [this.#run(category ? `${source} · ${category}` : source)],
        }),
    );
  }

  #block(block: Block, around: Around): Child[] {
    switch (block.kind) {
      case "heading":
        return [
          new Paragraph({
            heading: HEADINGS[block.level - 1] ?? HeadingLevel.HEADING_4,
            children: this.#inlines(block.content),
          }),
        ];
      case "paragraph":
        return [this.#paragraph(this.#inlines(around.isBold ? block.content.map(toBold) : block.content), around)];
      case "list":
        return this.#list(block.start, block.items, around);
      case "quotation":
        return block.blocks.flatMap((each) => this.#block(each, { ...around, style: STYLE.quote }));
      case "table":
        return [this.#table(block.rows), new Paragraph({ style: STYLE.cell })];
      case "evidence":
        return this.#evidence(block);
      case "recommendation":
        return this.#recommendation(block);
      case "facts":
        return block.rows.length === 0
          ? [this.#line(block.empty, STYLE.remark)]
          : [this.#facts(block.head, block.rows), new Paragraph({ style: STYLE.cell })];
    }
  }

  #paragraph(children: ParagraphChild[], { depth, list, style }: Around): Paragraph {
    return new Paragraph({
      children,
      ...(style ? { style } : {}),
      ...(list
        ? {
            numbering: { ...list, level: depth },
            indent: { left: LIST_INDENT * (depth + 1), hanging: LIST_INDENT - 40 },
            spacing: { after: 60 },
          }
        : {}),
      ...(!list && depth >= 0 ? { indent: { left: LIST_INDENT * (depth + 1) }, spacing: { after: 60 } } : {}),
    });
  }

  #list(start: number | null, items: readonly Block[][], around: Around): Child[] {
    const depth = Math.min(around.depth + 1, 8);
    const list = start === null ? null : this.#lists.begin(start);
    return items.flatMap(([first, ...rest]) => {
      const inItem = { ...around, depth, list: null };
      const head =
        first?.kind === "paragraph"
          ? [
              list
                ? this.#paragraph(this.#inlines(first.content), { ...around, depth, list })
                : new Paragraph({
                    bullet: { level: depth },
                    indent: { left: LIST_INDENT * (depth + 1), hanging: LIST_INDENT - 40 },
                    spacing: { after: 60 },
                    children: this.#inlines(first.content),
                    ...(around.style ? { style: around.style } : {}),
                  }),
            ]
          : first
            ? this.#block(first, inItem)
            : [];
      return [...head, ...rest.flatMap((block) => this.#block(block, inItem))];
    });
  }

  #evidence(block: Extract<Block, { kind: "evidence" }>): Paragraph[] {
    const { words, lang, source, translation, remark } = block;
    const quoted = (text: string, of: string, italics = false): Paragraph =>
      new Paragraph({
        style: STYLE.quote,
        keepNext: true,
        // A page that is half empty is worse than a long quote in two parts.
        keepLines: text.length < LONG_QUOTE,
        children: runs(text, { lang: of, ...(italics ? { italics } : {}) }),
      });
    return [
      quoted(words, lang),
      ...(translation ? [quoted(translation.words, translation.lang, true)] : []),
      this.#line(source, STYLE.source),
      ...(remark ? [this.#line(remark, STYLE.remark)] : []),
    ];
  }

  #recommendation(block: Extract<Block, { kind: "recommendation" }>): Child[] {
    const border = { style: BorderStyle.SINGLE, size: 4, color: RULE, space: 4 };
    return [
      new Paragraph({
        keepNext: true,
        spacing: { before: 200, after: 60 },
        border: { top: border },
        children: [this.#run(`${block.label}. `, { bold: true, font: PRODUCT_FONT }), ...this.#inlines(block.content)],
      }),
      ...(block.facts.length > 0 ? [aboutTable(block.facts, true), new Paragraph({ style: STYLE.cell })] : []),
    ];
  }

  #facts(head: readonly string[], rows: readonly (readonly string[])[]): Table {
    // The last column holds the sentences.
    const last = TEXT_WIDTH - FACT_WIDTH * (head.length - 1);
    const widths = head.map((_, i) => (i === head.length - 1 ? last : FACT_WIDTH));
    const cell = (text: string, i: number, bold: boolean): TableCell =>
      new TableCell({
        width: { size: widths[i] ?? last, type: WidthType.DXA },
        ...(bold ? { shading: { type: ShadingType.CLEAR, fill: "F3F1EC" } } : {}),
        children: [new Paragraph({ style: STYLE.cell, children: runs(text, { bold, color: INK, lang: this.#lang }) })],
      });
    return this.#grid(
      widths,
      [head, ...rows].map(
        (row, r) =>
          new TableRow({
            cantSplit: true,
            tableHeader: r === 0,
            children: row.map((text, i) => cell(text, i, r === 0)),
          }),
      ),
    );
  }

  #table(rows: readonly Cell[][]): Table {
    const { columns } = placeCells(rows);
    const width = Math.floor(TEXT_WIDTH / columns);
    return this.#grid(
      Array.from({ length: columns }, () => width),
      rows.map(
        (row) =>
          new TableRow({
            tableHeader: row.every(({ isHeader }) => isHeader),
            cantSplit: row.every(({ blocks }) => lengthOf(blocks) < LONG_CELL),
            children: row.map((cell) => this.#cell(cell, width)),
          }),
      ),
    );
  }

  #cell({ isHeader, colspan, rowspan, blocks }: Cell, width: number): TableCell {
    const children = blocks.flatMap((block) => this.#block(block, { ...PLAIN, style: STYLE.cell, isBold: isHeader }));
    return new TableCell({
      width: { size: width * Math.max(1, colspan), type: WidthType.DXA },
      columnSpan: Math.max(1, colspan),
      rowSpan: Math.max(1, rowspan),
      ...(isHeader ? { shading: { type: ShadingType.CLEAR, fill: "F3F1EC" } } : {}),
      // A cell that ends in a table, or is empty, is no valid cell.
      children: children.at(-1) instanceof Paragraph ? children : [...children, new Paragraph({ style: STYLE.cell })],
    });
  }

  #grid(columnWidths: readonly number[], rows: TableRow[]): Table {
    return new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      layout: TableLayoutType.FIXED,
      columnWidths: [...columnWidths],
      margins: { top: 50, bottom: 50, left: 90, right: 90 },
      borders: { top: LINE, bottom: LINE, left: LINE, right: LINE, insideHorizontal: LINE, insideVertical: LINE },
      rows,
    });
  }

  #inlines(content: readonly Inline[]): ParagraphChild[] {
    return content.flatMap((inline): ParagraphChild[] => {
      switch (inline.kind) {
        case "break":
          return [docxRun("", { break: 1 })];
        case "note":
          return [
            new FootnoteReferenceRun({
              children: [new Paragraph({ style: STYLE.about, children: this.#inlines(inline.content) })],
            }),
          ];
        case "run":
          return [this.#words(inline)];
      }
    });
  }

  #words({ text, strong, em, superscript, lang, href }: Run): ParagraphChild {
    const child = this.#run(text, {
      // Only what is: a heading's own weight is its style's.
      ...(strong ? { bold: true } : {}),
      ...(em ? { italics: true } : {}),
      ...(superscript ? { superScript: true } : {}),
      ...(lang ? { lang } : {}),
      ...(href ? { style: "Hyperlink" } : {}),
    });
    return href ? new ExternalHyperlink({ link: href, children: [child] }) : child;
  }

  #line(text: string, style: string, before?: number): Paragraph {
    const spacing = before === undefined ? {} : { spacing: { before } };
    return new Paragraph({ style, ...spacing, children: runs(text, { lang: this.#lang }) });
  }

  #run(text: string, options: Parameters<typeof docxRun>[1] = {}): ReturnType<typeof docxRun> {
    return docxRun(text, { color: INK, lang: this.#lang, ...options });
  }
}

function toBold(inline: Inline): Inline {
  return inline.kind === "run" ? { ...inline, strong: true } : inline;
}
