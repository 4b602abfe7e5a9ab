import {
  AlignmentType,
  BorderStyle,
  HorizontalPositionRelativeFrom,
  ImageRun,
  InternalHyperlink,
  LineRuleType,
  PageReference,
  Paragraph,
  type ParagraphChild,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  TextWrappingType,
  VerticalAlignTable,
  VerticalPositionRelativeFrom,
  WidthType,
} from "docx";
import type { Picture, Said } from "../../../../schema/domain/house.ts";
import { besideText, hanging, title } from "../../files/docx-parts.ts";
import { COURT_FONT, GREY, PRODUCT_FONT, RULE, STYLE } from "../../files/docx-styles.ts";
import { writePng } from "../../../house/draw-png.ts";
import { inlineText } from "../typography/lengths.ts";
import { AXIS_PAGE } from "../typography/axis-page.ts";
import { balancedWidth, isPart, LAST_TOGETHER, listedIn, titleSize } from "../typography/front-matter.ts";
import type { Block, Manuscript, PagePart } from "../manuscript/manuscript.ts";
import { donorsOf } from "../manuscript/printed-house.ts";
import type { BlockWriter, Child, Heading } from "./docx-blocks.ts";
import { behindTable, pairsTable } from "./docx-tables.ts";

const WIDTH = AXIS_PAGE.width;
/** Twentieths of a point, pixels and the library's own measure in a millimetre. */
const [TWIPS, PIXELS, EMU] = [56.7, 3.78, 36_000];
const twips = (mm: number): number => Math.round(mm * TWIPS);
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const NO_BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };
const THIN = { style: BorderStyle.SINGLE, size: 4, color: RULE, space: 2 } as const;
/** Where no heading follows, which has its own room. */
const BELOW_TITLE = 240;
/** The letters of a cover's title reach far below its line. */
const BELOW_COVER_TITLE = twips(4);
/** Of what stands below a title, in points. */
const NOTE_SIZE = 15.5;
/** Between the name of an organisation and the next one's logo. */
const BETWEEN_MARKS = twips(5);
const PAGE_TAB = { type: "right" as const, position: WIDTH };
/** About so many small letters stand in a line. */
const BESIDE = 80;
const RANGE_TAB = { type: "left" as const, position: WIDTH - twips(34) };

/** What stands around the text of a paper. */
export class PageParts {
  readonly #manuscript: Manuscript;
  readonly #blocks: BlockWriter;

  constructor(manuscript: Manuscript, blocks: BlockWriter) {
    this.#manuscript = manuscript;
    this.#blocks = blocks;
  }

  part(part: PagePart): Child[] {
    switch (part.kind) {
      case "opening":
        return part.form === "cover" ? this.#cover(part) : this.#head(part);
      case "contents":
        return this.#contents(part);
      case "box":
        return [pairsTable(part.rows, { isRuled: true }), behindTable()];
      case "imprint":
        return [
          // At the foot of a page of contents; else behind the text: on the last page notes stand at the foot.
          ...(part.atFoot ? [] : [behindTable(400, true)]),
          pairsTable(part.rows, { bottom: null, isAtFoot: part.atFoot }),
          behindTable(),
        ];
      case "back":
        return this.#back(part);
    }
  }

  #head({ form, label, subtitle, note, when, rows }: Extract<Block, { kind: "opening" }>): Child[] {
    return [
      ...(form === "letterhead" ? this.#letterhead() : []),
      ...(rows.length > 0 ? [pairsTable(rows, { top: null, bottom: null }), behindTable()] : []),
      ...this.#mark(),
      new Paragraph({
        style: STYLE.subtitle,
        tabStops: [PAGE_TAB],
        children: [this.#label(label), tab(), this.#blocks.run(when, { size: 17, color: GREY })],
      }),
      this.#title(false),
      ...this.#note(subtitle),
      ...this.#note(note),
      behindTable(BELOW_TITLE, true),
    ];
  }

  #letterhead(): Child[] {
    const { network, house } = this.#manuscript;
    const line = { style: BorderStyle.SINGLE, size: 16, color: house.colour.slice(1), space: 6 };
    const [first = ""] = house.contact;
    const isBeside = network.length + first.length <= BESIDE;
    return [
      ...this.#marks(),
      // How it is reached stands at the right edge, its first line beside the name where there is room for both.
      new Paragraph({
        style: STYLE.about,
        border: { top: line },
        spacing: { before: 160 },
        tabStops: [PAGE_TAB],
        children: [
          this.#blocks.run(network, { bold: true }),
          ...(isBeside ? [tab(), this.#blocks.run(first, { color: GREY })] : []),
        ],
      }),
      ...house.contact.slice(isBeside ? 1 : 0).map(
        (text) =>
          new Paragraph({
            style: STYLE.about,
            alignment: AlignmentType.RIGHT,
            children: [this.#blocks.run(text, { color: GREY })],
          }),
      ),
      new Paragraph({ style: STYLE.cell, spacing: { after: 160 } }),
    ];
  }

  /** A page in three: whose it is, what it is, and when and for whose money. */
  #cover({ label, subtitle, note, when, also }: Extract<Block, { kind: "opening" }>): Child[] {
    const middle = [
      ...this.#mark(),
      new Paragraph({ style: STYLE.subtitle, children: [this.#label(label)] }),
      this.#title(true),
      ...this.#note(subtitle, BELOW_COVER_TITLE),
      ...this.#note(note, subtitle ? 0 : BELOW_COVER_TITLE),
    ];
    const low = [
      new Paragraph({
        style: STYLE.about,
        tabStops: [PAGE_TAB],
        spacing: { after: twips(10) },
        children: [
          this.#blocks.run(when, { bold: true, size: 20 }),
          tab(),
          this.#blocks.run(also ? `${label} · ${also}` : this.#manuscript.network, { color: GREY }),
        ],
      }),
      ...this.#donors(),
    ];
    return page([
      [50, this.#marks()],
      [100, middle],
      [82, low],
    ]);
  }

  #title(isOnCover: boolean): Paragraph {
    const { title: text } = this.#manuscript;
    const size = titleSize(text, isOnCover);
    return title(text, 2 * size, balanced(text, size));
  }

  #back({ label, said }: Extract<PagePart, { kind: "back" }>): Child[] {
    const { network, house } = this.#manuscript;
    return page([
      [50, []],
      [
        100,
        [
          new Paragraph({
            spacing: { after: twips(7), line: 440, lineRule: LineRuleType.AT_LEAST },
            children: [this.#blocks.run(said || this.#manuscript.title, { size: 31 })],
          }),
          new Paragraph({ style: STYLE.subtitle, children: [this.#label(label)] }),
        ],
      ],
      [
        82,
        [
          ...this.#marks(),
          new Paragraph({ style: STYLE.cell }),
          ...[network, ...house.contact].map(
            (text, i) =>
              new Paragraph({
                style: STYLE.about,
                ...(i === 0 ? { border: { top: { ...THIN, space: 8 } } } : {}),
                children: [this.#blocks.run(text, { color: GREY })],
              }),
          ),
        ],
      ],
    ]);
  }

  /**
   * A paragraph each with the number of its page: a table of contents would show its own estimate until somebody asks for
   * another, and a reference to a page is worked out by whatever opens the file.
   */
  #contents({ title: text, ownPage }: Extract<PagePart, { kind: "contents" }>): Child[] {
    const listed = listedIn(this.#manuscript.blocks);
    return [
      new Paragraph({
        ...(ownPage ? { pageBreakBefore: true } : { keepNext: true }),
        spacing: ownPage ? { after: 300 } : { before: 300, after: 160 },
        children: [ownPage ? this.#blocks.run(text, { bold: true, size: 42 }) : this.#label(text)],
      }),
      ...listed.map((heading, i) => this.#entry(heading, i < listed.length - 1 && i >= listed.length - LAST_TOGETHER)),
      ...(ownPage ? [] : [behindTable(200)]),
    ];
  }

  #entry(heading: Heading, isHeld: boolean): Paragraph {
    const { number, level, range, content } = heading;
    const mark = this.#blocks.headingMark(heading);
    const colour = this.#manuscript.house.colour.slice(1);
    return new Paragraph({
      style: `TOC${level}`,
      ...(isHeld ? { keepNext: true } : {}),
      ...(number
        ? hanging(AXIS_PAGE, [RANGE_TAB, PAGE_TAB])
        : { tabStops: [RANGE_TAB, PAGE_TAB], indent: { left: 0 } }),
      children: [
        ...(number ? besideText(this.#blocks.run(number, { color: colour })) : []),
        new InternalHyperlink({
          anchor: mark,
          children: [
            this.#blocks.run(inlineText(content), {
              bold: level === 1 && isPart(number),
              font: COURT_FONT,
              size: level === 1 ? 21 : 19,
            }),
          ],
        }),
        tab(),
        this.#blocks.run(range, { size: 17, bold: false, color: GREY }),
        tab(),
        new PageReference(mark, { hyperlink: true }),
      ],
    });
  }

  #label(text: string): TextRun {
    return this.#blocks.run(text, { bold: true, font: PRODUCT_FONT, color: this.#manuscript.house.colour.slice(1) });
  }

  #mark(): Paragraph[] {
    const { mark } = this.#manuscript;
    return mark ? [this.#blocks.line(mark, STYLE.mark)] : [];
  }

  #note(note: string, before = 0): Paragraph[] {
    if (!note) return [];
    const children = [this.#blocks.run(note, { size: 2 * NOTE_SIZE, color: GREY })];
    return [new Paragraph({ indent: balanced(note, NOTE_SIZE), spacing: { before }, children })];
  }

  #said({ text, lang }: Said, options: Parameters<BlockWriter["run"]>[1] = {}): TextRun {
    return this.#blocks.run(text, { ...options, ...(lang === null ? {} : { lang }) });
  }

  #marks(): Child[] {
    const { organisations } = this.#manuscript.house;
    if (organisations.length === 0) return [];
    const columns = Math.min(3, organisations.length);
    // A logo and its name have a column each: a name of two lines stays beside it.
    const hasLogos = organisations.some(({ logo }) => logo !== null);
    const cells = organisations.map(({ name, logo }) => [
      ...(hasLogos ? [logo ? [image(logo, 12, 9)] : []] : []),
      [this.#said(name, { bold: true })],
    ]);
    const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, i) =>
      cells.slice(i * columns, (i + 1) * columns).flat(),
    );
    const [logo, each] = [hasLogos ? twips(14) : 0, Math.floor(WIDTH / columns)];
    const widths = Array.from({ length: columns }, () => (hasLogos ? [logo, each - logo] : [each])).flat();
    return [grid(widths, rows, { apart: hasLogos ? (i) => i % 2 === 1 : () => true })];
  }

  #donors(): Child[] {
    return donorsOf(this.#manuscript).map(({ mark, lines }) => {
      const said = lines.flatMap((line, i) => [
        ...(i === 0 ? [] : [new TextRun({ break: 1 })]),
        this.#said(line, { color: GREY }),
      ]);
      const borders = { ...NO_BORDERS, top: THIN };
      return mark
        ? grid([twips(36), WIDTH - twips(36)], [[[image(mark, 30, 15)], said]], { borders })
        : grid([WIDTH], [[said]], { borders });
    });
  }
}

/** In lines of one length, as in PDF: the last word does not stand alone. `size`: of its font, in points. */
function balanced(text: string, size: number): { right: number } {
  const points = WIDTH / 20;
  return { right: Math.floor((points - balancedWidth(text, points / size) * size) * 20) };
}

const tab = (): TextRun => new TextRun({ children: [new Tab()] });

/** Rows of one line each, without rules. `apart`: columns that stand further from the next. */
function grid(
  widths: number[],
  rows: readonly (readonly ParagraphChild[][])[],
  { borders = NO_BORDERS, apart = () => false }: { borders?: object; apart?: (column: number) => boolean },
): Table {
  return new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    borders,
    margins: { top: 80, bottom: 80, left: 0, right: 160 },
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: widths.map(
            (size, i) =>
              new TableCell({
                width: { size, type: WidthType.DXA },
                ...(apart(i) && i < widths.length - 1 ? { margins: { right: BETWEEN_MARKS } } : {}),
                verticalAlign: VerticalAlignTable.CENTER,
                children: [new Paragraph({ style: STYLE.about, children: [...(row[i] ?? [])] })],
              }),
          ),
        }),
    ),
  });
}

/** A page of rows so many millimetres high; what stands in the last stands at the foot. */
function page(rows: readonly (readonly [height: number, children: Child[]])[]): Child[] {
  const table = new Table({
    width: { size: WIDTH, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: [WIDTH],
    borders: NO_BORDERS,
    margins: { left: 0, right: 0 },
    rows: rows.map(
      ([height, children], i) =>
        new TableRow({
          height: { value: twips(height), rule: "atLeast" },
          cantSplit: true,
          children: [
            new TableCell({
              width: { size: WIDTH, type: WidthType.DXA },
              ...(i === rows.length - 1 ? { verticalAlign: VerticalAlignTable.BOTTOM } : {}),
              // A cell that ends in a table, or is empty, is no valid cell.
              children:
                children.at(-1) instanceof Paragraph ? children : [...children, new Paragraph({ style: STYLE.cell })],
            }),
          ],
        }),
    ),
  });
  return [table, behindTable(0)];
}

/** No larger than so many millimetres. What it shows is said beside it. */
function image({ png, width, height }: Picture, widest: number, highest: number): ImageRun {
  const scale = Math.min((widest * PIXELS) / width, (highest * PIXELS) / height);
  return new ImageRun({
    type: "png",
    data: Buffer.from(png, "base64"),
    transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
  });
}

/** The line of the house down a cover, in its head: whoever has a page read hears nothing of it. */
export async function coverLine(colour: string): Promise<Paragraph> {
  const at = (mm: number): number => Math.round(mm * EMU);
  const [red = 0, green = 0, blue = 0] = Buffer.from(colour.slice(1), "hex");
  const pixel = await writePng({ width: 1, height: 1, rgba: Uint8Array.of(red, green, blue, 255) });
  return new Paragraph({
    style: STYLE.cell,
    children: [
      new ImageRun({
        type: "png",
        data: Buffer.from(pixel),
        transformation: { width: 0.25 * PIXELS, height: 297 * PIXELS },
        floating: {
          horizontalPosition: { relative: HorizontalPositionRelativeFrom.PAGE, offset: at(42) },
          verticalPosition: { relative: VerticalPositionRelativeFrom.PAGE, offset: 0 },
          wrap: { type: TextWrappingType.NONE },
          behindDocument: true,
        },
      }),
    ],
  });
}
