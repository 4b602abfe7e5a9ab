import {
  AlignmentType,
  Bookmark,
  BorderStyle,
  ExternalHyperlink,
  FootnoteReferenceRun,
  HeadingLevel,
  type IParagraphOptions,
  InternalHyperlink,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from "docx";
import { besideText, hanging, run as docxRun, runs } from "../../files/docx-parts.ts";
import { INK, PRODUCT_FONT, RULE, STYLE } from "../../files/docx-styles.ts";
import { inlineText, isKeptList, linesIn, TOGETHER } from "../typography/lengths.ts";
import { AXIS_PAGE } from "../typography/axis-page.ts";
import { gridOf } from "../typography/table-grid.ts";
import {
  type Block,
  type Cell,
  type Inline,
  isPagePart,
  type Manuscript,
  type PlaceName,
  type Run,
} from "../manuscript/manuscript.ts";
import { drawn, type Pictures } from "./docx-drawings.ts";
import { itemLook, LIST_INDENT, type Lists } from "./docx-lists.ts";
import {
  behindTable,
  BETWEEN_LINES,
  CELL_MARGIN,
  factsTable,
  INK_LINE,
  lineAcross,
  pairsTable,
  remarkBelow,
  ruledTable,
  ruleOf,
  WIDE_WIDTH,
} from "./docx-tables.ts";

const HEADINGS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4];
const TEXT_WIDTH = AXIS_PAGE.width;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: RULE } as const;
const SOFT = "6B665E";
const QUOTE_INDENT = 340;
const ABOVE_TABLE = 140;
/** What the documents of one file share, and what tells them apart. */
export interface InFile {
  lists: Lists;
  /** Begins the names of bookmarks; one with an underscore is not listed to who writes on in Word. */
  prefix: string;
  pictures: Pictures;
}
export type Child = Paragraph | Table;
export type Heading = Extract<Block, { kind: "heading" }>;

/** What a block stands in. */
interface Around {
  /** Depth of the list, -1 outside of any. */
  depth: number;
  list: { reference: string; instance: number } | null;
  style: string | null;
  isBold: boolean;
  isRight: boolean;
  /** On the page of what follows. */
  isHeld: boolean;
  /** Above another line of its cell. */
  isSplit?: boolean;
}
/** Of the place of a cell; `isDrawn`: beside what is drawn; `isLast`: of its row. */
type InRow = { isHead: boolean; isDrawn: boolean; isLast: boolean };
/** What a paragraph is for, as it looks. */
const ROLES = { plain: {}, lead: { style: STYLE.lead }, introduces: { keepNext: true } } as const;
const PLAIN: Around = { depth: -1, list: null, style: null, isBold: false, isRight: false, isHeld: false };

/** The blocks of a document as paragraphs and tables of Word. */
export class BlockWriter {
  readonly #lists: Lists;
  readonly #lang: string;
  /** Begins the names of its bookmarks. */
  readonly #prefix: string;

  /** What stands left of the text is in the house's. */
  readonly #colour: string;
  readonly #headings = new Map<Heading, string>();

  /** What is drawn, for what opens the file and draws no SVG. */
  readonly #pictures: Pictures;
  /** Width of the cell that is being written, in twentieths of a point. */
  #room = TEXT_WIDTH;

  constructor({ language, house }: Manuscript, { lists, prefix, pictures }: InFile) {
    this.#pictures = pictures;
    this.#lang = language;
    this.#colour = house.colour.slice(1);
    this.#lists = lists;
    this.#prefix = prefix;
  }

  #place(at: PlaceName): Bookmark {
    return new Bookmark({ id: this.#prefix + at, children: [] });
  }

  #to(at: PlaceName, text: string, options: Parameters<BlockWriter["run"]>[1] = {}): InternalHyperlink {
    return new InternalHyperlink({ anchor: this.#prefix + at, children: [this.run(text, options)] });
  }

  block(block: Block, around: Around = PLAIN): Child[] {
    // These stand around the text: docx-page-parts.ts.
    if (isPagePart(block)) return [];
    switch (block.kind) {
      case "heading":
        return [this.#heading(block)];
      case "paragraph": {
        const children = this.#inlines(around.isBold ? block.content.map(toBold) : block.content);
        const look = {
          ...ROLES[block.role ?? "plain"],
          ...(around.isHeld ? { keepNext: true } : {}),
          ...(around.isRight ? { alignment: AlignmentType.RIGHT } : {}),
          ...(around.isSplit ? { spacing: { after: BETWEEN_LINES } } : {}),
        };
        if (!block.number) return [this.#paragraph(children, around, look)];
        const number = this.run(block.number, { size: 17, font: PRODUCT_FONT, color: SOFT });
        return [new Paragraph({ ...hanging(AXIS_PAGE), ...look, children: [...besideText(number), ...children] })];
      }
      case "list":
        return this.#list(block, around);
      case "quotation":
        return block.blocks.flatMap((each) => this.block(each, { ...around, style: STYLE.quote }));
      case "table": {
        const below = block.remark
          ? remarkBelow(block.remark, this.#lang, around.isHeld)
          : behindTable(200, around.isHeld);
        const above = around.style === STYLE.cell && !block.label ? [] : this.#labelled(block);
        return [...above, this.#table(block, around), below];
      }
      case "evidence":
        return this.#evidence(block);
      case "recommendation":
        return this.#recommendation(block, around);
      case "facts":
        return [...this.#labelled(block), ...factsTable(block, this.#lang)];
    }
  }

  /** What stands on the page of what follows. */
  heldBlock(block: Block): Child[] {
    return this.block(block, { ...PLAIN, isHeld: true });
  }

  /** The bookmark of a heading. */
  headingMark(heading: Heading): string {
    const mark = this.#headings.get(heading) ?? `${this.#prefix}h${this.#headings.size + 1}`;
    this.#headings.set(heading, mark);
    return mark;
  }

  #heading(heading: Heading): Paragraph {
    const { level, number, startsPage, content } = heading;
    return new Paragraph({
      ...(startsPage ? { pageBreakBefore: true, spacing: { before: 0 } } : {}),
      heading: HEADINGS[level - 1] ?? HeadingLevel.HEADING_4,
      ...(number ? hanging(AXIS_PAGE) : {}),
      children: [
        ...(number ? besideText(this.run(number, { font: PRODUCT_FONT, color: this.#colour })) : []),
        new Bookmark({ id: this.headingMark(heading), children: [] }),
        ...this.#inlines(content, level === 1 ? STYLE.section : ""),
      ],
    });
  }

  /** A line above a table: what it is called, in the house's colour, and beside that what somebody says that it shows. */
  #labelled({ label, caption, at }: Pick<Extract<Block, { kind: "table" }>, "label" | "caption" | "at">): Paragraph[] {
    // What stands above it ends in a line of words.
    if (!label && !caption) return [behindTable(ABOVE_TABLE, true)];
    const here = at ? [this.#place(at)] : [];
    const children = caption
      ? [...here, ...besideText(this.#labelRun(label)), this.run(caption, { size: 19, bold: true, font: PRODUCT_FONT })]
      : [...here, this.#labelRun(label)];
    const hung = caption ? hanging(AXIS_PAGE) : {};
    return [
      new Paragraph({
        style: STYLE.cell,
        keepNext: true,
        ...hung,
        spacing: { before: ABOVE_TABLE + 100, after: 60 },
        children,
      }),
    ];
  }

  #labelRun(text: string): ReturnType<typeof docxRun> {
    return this.run(text, { size: 17, bold: true, font: PRODUCT_FONT, color: this.#colour });
  }

  #paragraph(
    children: ParagraphChild[],
    { depth, list, style }: Around,
    look: Pick<IParagraphOptions, "style" | "keepNext" | "alignment" | "spacing"> = {},
  ): Paragraph {
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
      ...look,
    });
  }

  /** Between lines, with its number beside it. */
  #finding([first, ...rest]: readonly Block[], label: string): Child[] {
    if (first?.kind !== "paragraph") return [first, ...rest].flatMap((block) => (block ? this.block(block) : []));
    return [
      lineAcross(LINE, 120),
      new Paragraph({
        ...hanging(AXIS_PAGE),
        spacing: { after: 120 },
        children: [...besideText(this.#labelRun(label)), ...this.#inlines(first.content)],
      }),
      ...rest.flatMap((block) => this.block(block)),
    ];
  }

  #list(list: Extract<Block, { kind: "list" }>, around: Around): Child[] {
    const { labels, items } = list;
    if (labels?.style === "findings") return items.flatMap((item, i) => this.#finding(item, labels.of[i] ?? ""));
    // Its last item would stand alone on the next page.
    const isKept = isKeptList(list);
    const depth = Math.min(around.depth + 1, 8);
    const listed = this.#lists.begin(labels);
    return items.flatMap(([first, ...rest], i) => {
      const isLast = i === items.length - 1;
      const isHeld = around.isHeld || (isKept && !isLast);
      const inItem = { ...around, depth, list: null, isHeld };
      const look = itemLook({ isHeld, isEnd: isLast && rest.length === 0 && depth === 0 && !around.style });
      const head =
        first?.kind === "paragraph"
          ? [this.#paragraph(this.#inlines(first.content), { ...around, depth, list: listed(i) }, look)]
          : first
            ? this.block(first, inItem)
            : [];
      return [...head, ...rest.flatMap((block) => this.block(block, inItem))];
    });
  }

  #evidence({ content, verdict, remark }: Extract<Block, { kind: "evidence" }>): Paragraph[] {
    // A page that is half empty is worse than a long quote in two parts.
    const isKept = linesIn(inlineText(content)) <= TOGETHER.quote;
    return [
      new Paragraph({
        style: STYLE.quote,
        ...(verdict ? hanging(AXIS_PAGE, [], QUOTE_INDENT) : {}),
        ...(remark ? { keepNext: true, spacing: { after: 60 } } : {}),
        // Where its note has no room, LibreOffice parts one that it counts single lines of, kept or not.
        ...(isKept ? { keepLines: true, widowControl: false } : {}),
        children: [...(verdict ? besideText(this.#labelRun(verdict)) : []), ...this.#inlines(content)],
      }),
      ...(remark ? [this.line(remark, STYLE.remark)] : []),
    ];
  }

  #recommendation(block: Extract<Block, { kind: "recommendation" }>, { isHeld }: Around): Child[] {
    const isBare = block.facts.length === 0;
    const line = ruleOf(this.#colour, 6);
    return [
      lineAcross({ ...line, size: 16 }, 300),
      new Paragraph({
        ...hanging(AXIS_PAGE),
        keepNext: isHeld || !isBare,
        keepLines: true,
        spacing: { after: isBare ? 300 : 80 },
        children: [
          ...besideText(this.#labelRun(`${block.label}\u00a0${block.number}`)),
          ...this.#inlines(block.content.map(toBold), STYLE.demand),
        ],
      }),
      ...(isBare
        ? []
        : [
            pairsTable(block.facts, { top: null, bottom: line, isHeld, to: (at, text) => this.#to(at, text) }),
            behindTable(300, isHeld),
          ]),
    ];
  }

  #table({ rows, remark = "" }: Extract<Block, { kind: "table" }>, { isHeld }: Around): Table {
    const { widths, cells, heads, mayBreak, isShort, isDrawn, isWide } = gridOf(rows);
    const wider = (width: number): number => (isWide ? Math.floor((width * WIDE_WIDTH) / TEXT_WIDTH) : width);
    const widthOf = new Map(cells.map(({ cell, width }) => [cell, wider(width)]));
    return ruledTable(
      widths.map(wider),
      rows.map(
        (row, y) =>
          new TableRow({
            // No row stands alone on a page.
            keepNext: y === rows.length - 1 ? isHeld || remark !== "" : isShort || y === heads || y === rows.length - 2,
            tableHeader: y < heads,
            cantSplit: !mayBreak[y],
            children: row.map((cell, x) =>
              this.#cell(cell, widthOf.get(cell) ?? TEXT_WIDTH, {
                isHead: y < heads,
                isDrawn: isDrawn && y >= heads,
                isLast: x === row.length - 1,
              }),
            ),
          }),
      ),
      heads > 0,
    );
  }

  #cell({ isHeader, colspan, rowspan, isRight = false, blocks }: Cell, width: number, row: InRow): TableCell {
    this.#room = width;
    const around = { ...PLAIN, style: STYLE.cell, isBold: isHeader, isRight };
    const children = blocks.flatMap((block, i) => this.block(block, { ...around, isSplit: i < blocks.length - 1 }));
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      columnSpan: Math.max(1, colspan),
      rowSpan: Math.max(1, rowspan),
      ...(row.isHead ? { borders: { bottom: INK_LINE } } : {}),
      // Numbers stand up to the edge of the text.
      ...(isRight && row.isLast ? { margins: { right: 0 } } : {}),
      ...(row.isDrawn ? { verticalAlign: VerticalAlignTable.CENTER } : {}),
      // A cell that ends in a table, or is empty, is no valid cell.
      children: children.at(-1) instanceof Paragraph ? children : [...children, new Paragraph({ style: STYLE.cell })],
    });
  }

  /** `style`: of the words themselves. */
  #inlines(content: readonly Inline[], style = ""): ParagraphChild[] {
    return content.flatMap((inline): ParagraphChild[] => {
      switch (inline.kind) {
        case "break":
          return [docxRun("", { break: 1 })];
        case "drawing":
          return drawn(inline, this.#pictures, { width: this.#room - CELL_MARGIN, colour: this.#colour });
        case "note":
          return [
            new FootnoteReferenceRun({
              children: [
                new Paragraph({
                  style: "FootnoteText",
                  children: [noteTab({ vanish: true }), noteTab(), ...this.#inlines(inline.content)],
                }),
              ],
            }),
          ];
        case "place":
          return [this.#place(inline.at)];
        case "to":
          return [this.#to(inline.at, inline.text, style ? { style } : {})];
        case "run":
          return [this.#words(inline, style)];
      }
    });
  }

  #words({ text, strong, em, superscript, lang, href }: Run, style: string): ParagraphChild {
    const child = this.run(text, {
      // Only what is: a heading's own weight is its style's.
      ...(strong ? { bold: true } : {}),
      ...(em ? { italics: true } : {}),
      ...(superscript ? { superScript: true } : {}),
      ...(lang ? { lang } : {}),
      ...(href ? { style: "Hyperlink" } : style ? { style } : {}),
    });
    return href ? new ExternalHyperlink({ link: href, children: [child] }) : child;
  }

  line(text: string, style: string, before?: number): Paragraph {
    const spacing = before === undefined ? {} : { spacing: { before } };
    return new Paragraph({ style, ...spacing, children: runs(text, { lang: this.#lang }) });
  }

  run(text: string, options: Parameters<typeof docxRun>[1] = {}): ReturnType<typeof docxRun> {
    return docxRun(text, { color: INK, lang: this.#lang, ...options });
  }
}

/** Between the number of a note, left of the text, and its words. LibreOffice leaves out a note's first tab; Word sees no hidden one. */
const noteTab = (looks: { vanish?: boolean } = {}): TextRun => new TextRun({ ...looks, children: [new Tab()] });

function toBold(inline: Inline): Inline {
  return inline.kind === "run" ? { ...inline, strong: true } : inline;
}
