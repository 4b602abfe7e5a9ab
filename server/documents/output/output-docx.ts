import {
  Bookmark,
  BookmarkEnd,
  BookmarkStart,
  bookmarkUniqueNumericId,
  BorderStyle,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  type INumberingOptions,
  InternalHyperlink,
  LeaderType,
  LevelFormat,
  PageReference,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableOfContents,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import { estimatePageNumbersWith } from "docx/layout";
import {
  type DocumentPart,
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
import { lengthOf, LONG_CELL, LONG_QUOTE, SHORT_TABLE } from "./lengths.ts";
import { gridWidths, placeCells } from "./table-grid.ts";
import { byVerdict, CONTENTS_FROM, runningTitle, typeset } from "./typeset.ts";
import type { Block, Cell, Inline, Manuscript, Run } from "./manuscript.ts";

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];
const LIST_INDENT = 400;
/** A row of facts, each on a line of its own, that is longer may go on over the page. */
const LONG_FACTS = 500;
/** Of columns that hold a date, a name or a role. */
const FACT_WIDTH = 2100;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: RULE } as const;

type Child = Paragraph | Table;

/** One or both languages of a document as DOCX: real styles, footnotes, lists and tables, each run in its language. */
export function outputDocx(manuscripts: readonly Manuscript[]): Promise<Uint8Array> {
  const lists = new Lists();
  const [first] = manuscripts;
  const children = manuscripts.flatMap((each, i) => new Writer(typeset(each), lists, `_p${i + 1}`).parts());
  return writeDocument({
    network: first?.network ?? "",
    title: manuscripts.map((each) => each.title).join(" · "),
    lang: first?.language ?? "en",
    headings: "product",
    children,
    numbering: lists.options(),
    // The numbers are those of the page that a program lays out as Word does; it works them out anew when it is asked to.
    pageNumbers: estimatePageNumbersWith({ guess: true }),
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
  /** Begins the names of its bookmarks; one with an underscore is not listed to who writes on in Word. */
  readonly #prefix: string;

  constructor(manuscript: Manuscript, lists: Lists, prefix: string) {
    this.#manuscript = manuscript;
    this.#lists = lists;
    this.#lang = manuscript.language;
    this.#prefix = prefix;
  }

  /** A long document has a cover and contents before it. */
  parts(): DocumentPart[] {
    const { mark, blocks, words } = this.#manuscript;
    const head = [runningTitle(this.#manuscript), mark] as const;
    const body = [...blocks.flatMap((block) => this.#block(block, PLAIN)), ...this.#quoted()];
    if (blocks.filter(({ kind }) => kind === "heading").length < CONTENTS_FROM)
      return [{ children: [...this.#cover(), ...body], head, isCover: true }];
    // Contents list what their own language holds: all from here to the end of it.
    const id = bookmarkUniqueNumericId();
    const contents = [
      new Paragraph({
        style: STYLE.subtitle,
        pageBreakBefore: true,
        children: [inLine(new BookmarkStart(this.#prefix, id)), this.#run(words.contents, { bold: true })],
      }),
      new TableOfContents(words.contents, {
        hyperlink: true,
        headingStyleRange: "1-2",
        entriesFromBookmark: this.#prefix,
      }),
    ];
    const end = new Paragraph({ style: STYLE.cell, children: [inLine(new BookmarkEnd(id))] });
    return [
      { children: [...this.#cover(2600), ...contents], head, isCover: true },
      { children: [...body, end], head },
    ];
  }

  /** `lowered`: so much room above, in twentieths of a point. */
  #cover(lowered = 0): Child[] {
    const { mark, subtitle, cover } = this.#manuscript;
    return [
      ...(lowered > 0 ? [new Paragraph({ spacing: { before: lowered, after: 0 } })] : []),
      ...(mark ? [this.#line(mark, STYLE.mark)] : []),
      title(this.#manuscript.title),
      this.#line(subtitle, STYLE.subtitle),
      aboutTable(cover),
    ];
  }

  /** All quotes, each with the way to the page that it stands on. */
  #quoted(): Paragraph[] {
    const { quoted, words } = this.#manuscript;
    if (quoted.length === 0) return [];
    const edge = { type: "right" as const, position: TEXT_WIDTH, leader: LeaderType.DOT };
    return [
      new Paragraph({ heading: HeadingLevel.HEADING_1, children: [this.#run(words.quoted)] }),
      new Paragraph({ keepNext: true, children: [this.#run(words.quotedIntro)] }),
      ...byVerdict(quoted).flatMap(({ verdict, quotes }) => [
        new Paragraph({
          style: STYLE.about,
          keepNext: true,
          spacing: { before: 160, after: 60 },
          children: [this.#run(verdict, { bold: true, noProof: true })],
        }),
        ...quotes.map(
          ({ text, at }) =>
            new Paragraph({
              style: STYLE.about,
              indent: { left: 560, right: 560, hanging: 280 },
              tabStops: [edge],
              children: [
                new InternalHyperlink({ anchor: this.#bookmark(at), children: [this.#run(text)] }),
                new TextRun({ children: [new Tab()] }),
                new PageReference(this.#bookmark(at), { hyperlink: true }),
              ],
            }),
        ),
      ]),
    ];
  }

  #bookmark(quoted: number): string {
    return `${this.#prefix}q${quoted + 1}`;
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
    const { words, lang, source, translation, remark, quoted: at } = block;
    const quoted = (text: string, of: string, before: ParagraphChild[], italics = false): Paragraph =>
      new Paragraph({
        style: STYLE.quote,
        keepNext: true,
        // A page that is half empty is worse than a long quote in two parts.
        keepLines: text.length < LONG_QUOTE,
        children: [...before, ...runs(text, { lang: of, ...(italics ? { italics } : {}) })],
      });
    const place = at === null ? [] : [new Bookmark({ id: this.#bookmark(at), children: [] })];
    return [
      quoted(words, lang, place),
      ...(translation ? [quoted(translation.words, translation.lang, [], true)] : []),
      new Paragraph({
        style: STYLE.source,
        keepLines: true,
        keepNext: remark !== "",
        // Names of courts are in their own language, which no dictionary of this one knows.
        children: [this.#run(source, { noProof: true })],
      }),
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
    const cell = (text: string, i: number, bold: boolean, span: number): TableCell =>
      new TableCell({
        width: { size: span > 1 ? TEXT_WIDTH : (widths[i] ?? last), type: WidthType.DXA },
        columnSpan: span,
        ...(bold ? { shading: { type: ShadingType.CLEAR, fill: "F3F1EC" } } : {}),
        children: [new Paragraph({ style: STYLE.cell, children: runs(text, { bold, color: INK, lang: this.#lang }) })],
      });
    const isShort = rows.flat().join("").length < SHORT_TABLE;
    return this.#grid(
      widths,
      [head, ...rows].map(
        (row, r) =>
          new TableRow({
            keepNext: isShort && r < rows.length,
            cantSplit: row.join("").length < LONG_FACTS,
            tableHeader: r === 0,
            children: row.map((text, i) => cell(text, i, r === 0, row.length === 1 ? head.length : 1)),
          }),
      ),
    );
  }

  #table(rows: readonly Cell[][]): Table {
    const widths = gridWidths(rows);
    const places = new Map(placeCells(rows).cells.map(({ cell, x }) => [cell, x]));
    const widthOf = (cell: Cell): number => {
      const x = places.get(cell) ?? 0;
      return widths.slice(x, x + Math.max(1, cell.colspan)).reduce((sum, width) => sum + width, 0);
    };
    const isShort = lengthOf(rows.flat().flatMap((cell) => cell.blocks)) < SHORT_TABLE;
    return this.#grid(
      widths,
      rows.map(
        (row, y) =>
          new TableRow({
            keepNext: isShort && y < rows.length - 1,
            tableHeader: rows.slice(0, y + 1).every((each) => each.every(({ isHeader }) => isHeader)),
            cantSplit: row.every(({ blocks }) => lengthOf(blocks) < LONG_CELL),
            children: row.map((cell) => this.#cell(cell, widthOf(cell))),
          }),
      ),
    );
  }

  #cell({ isHeader, colspan, rowspan, blocks }: Cell, width: number): TableCell {
    const children = blocks.flatMap((block) => this.#block(block, { ...PLAIN, style: STYLE.cell, isBold: isHeader }));
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
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
              children: [
                new Paragraph({ style: "FootnoteText", children: [this.#run(" "), ...this.#inlines(inline.content)] }),
              ],
            }),
          ];
        case "place":
          return [new Bookmark({ id: this.#bookmark(inline.quoted), children: [] })];
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

/** The library's types know of bookmarks within one paragraph; it writes those over several, too. */
function inLine(mark: BookmarkStart | BookmarkEnd): ParagraphChild {
  return mark as unknown as ParagraphChild;
}
