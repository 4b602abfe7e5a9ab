import {
  BorderStyle,
  type IParagraphOptions,
  type ITableFloatOptions,
  LineRuleType,
  Paragraph,
  type ParagraphChild,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  RelativeVerticalPosition,
  TextRun,
  WidthType,
} from "docx";
import { runs } from "../../files/docx-parts.ts";
import { GREY, INK, RULE, STYLE } from "../../files/docx-styles.ts";
import type { Block, Fact, PlaceName } from "../manuscript/manuscript.ts";
import { AXIS_PAGE } from "../typography/axis-page.ts";
import { linesIn, TOGETHER } from "../typography/lengths.ts";
import { factWidths } from "../typography/table-grid.ts";

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: "auto" } as const;
const NAME_WIDTH = 1360;
const NAME_LETTER = 96;
const NAME_MAX = 2700;

/** A line in a colour, in eighths of a point. */
export function ruleOf(color: string, size: number): { style: "single"; size: number; color: string } {
  return { style: BorderStyle.SINGLE, size, color };
}

export const INK_LINE = ruleOf(INK, 8);
/** Right of what stands in a cell. */
export const CELL_MARGIN = 180;
/** Of a cell that says several things. */
export const BETWEEN_LINES = 50;
/** So far a table of many columns reaches left over the axis. */
const OVER_AXIS = 1247;
export const WIDE_WIDTH = AXIS_PAGE.width + OVER_AXIS;

/**
 * A table with lines and no boxes; one that is wider than the text reaches over the axis. `hasHead`: that has a line of ink under it and
 * none above.
 */
export function ruledTable(columnWidths: readonly number[], rows: TableRow[], hasHead: boolean): Table {
  const width = columnWidths.reduce((sum, each) => sum + each, 0);
  const isWide = width > AXIS_PAGE.width;
  return new Table({
    width: { size: isWide ? width : AXIS_PAGE.width, type: WidthType.DXA },
    ...(isWide ? { indent: { size: -OVER_AXIS, type: WidthType.DXA } } : {}),
    layout: TableLayoutType.FIXED,
    columnWidths: [...columnWidths],
    margins: { top: 70, bottom: 70, left: 0, right: CELL_MARGIN },
    borders: {
      top: hasHead ? NO_LINE : INK_LINE,
      bottom: INK_LINE,
      left: NO_LINE,
      right: NO_LINE,
      insideHorizontal: ruleOf(RULE, 4),
      insideVertical: NO_LINE,
    },
    rows,
  });
}

/**
 * Names in grey and what there is to say of each, between two lines. `isAtFoot`: of its page, whatever stands above it, so of one
 * without notes. `isHeld`: on the page of what follows. `isRuled`: with thin lines between the rows. `to`: how what
 * leads somewhere is written.
 */
export function pairsTable(
  rows: readonly Fact[],
  {
    top = ruleOf(INK, 8),
    bottom = ruleOf(RULE, 4),
    isAtFoot = false,
    isHeld = false,
    isRuled = false,
    to = (_, text) => new TextRun(text),
  }: {
    top?: ReturnType<typeof ruleOf> | null;
    bottom?: ReturnType<typeof ruleOf> | null;
    isAtFoot?: boolean;
    isHeld?: boolean;
    isRuled?: boolean;
    to?: (at: PlaceName, text: string) => ParagraphChild;
  } = {},
): Table {
  const longest = rows.reduce((max, [name]) => Math.max(max, name.length), 0);
  const width = Math.min(NAME_MAX, Math.max(NAME_WIDTH, longest * NAME_LETTER + 160));
  const widths = [width, AXIS_PAGE.width - width];
  const cell = (children: readonly ParagraphChild[], i: number, row: number): TableCell =>
    new TableCell({
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      children: [
        new Paragraph({
          style: STYLE.about,
          keepNext: isHeld || row < rows.length - 1,
          children,
        }),
      ],
    });
  return new Table({
    width: { size: AXIS_PAGE.width, type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    columnWidths: widths,
    borders: {
      top: top ?? NO_LINE,
      bottom: bottom ?? NO_LINE,
      left: NO_LINE,
      right: NO_LINE,
      insideHorizontal: isRuled ? ruleOf(RULE, 2) : NO_LINE,
      insideVertical: NO_LINE,
    },
    margins: { top: 40, bottom: 70, left: 0, right: 120 },
    ...(isAtFoot ? { float: AT_FOOT } : {}),
    rows: rows.map(([name, value, at], y) => {
      const said = at ? [to(at, value)] : runs(value, { color: INK });
      return new TableRow({ cantSplit: true, children: [cell(runs(name, { color: GREY }), 0, y), cell(said, 1, y)] });
    }),
  });
}

/** Facts in rows under a head, or why there are none; a row of one text reaches over all columns. `lang`: of all that is said in it. */
export function factsTable(
  { head, rows, empty }: Pick<Extract<Block, { kind: "facts" }>, "head" | "rows" | "empty">,
  lang: string,
): (Table | Paragraph)[] {
  if (rows.length === 0) return [remarkBelow(empty, lang, false)];
  const full = [head, ...rows].filter(({ length }) => length === head.length);
  const widths = factWidths(full);
  // It holds the sentences.
  const last = widths.at(-1) ?? AXIS_PAGE.width;
  const cell = (text: string, i: number, bold: boolean, span: number): TableCell =>
    new TableCell({
      width: { size: span > 1 ? AXIS_PAGE.width : (widths[i] ?? last), type: WidthType.DXA },
      columnSpan: span,
      ...(bold ? { borders: { bottom: INK_LINE } } : {}),
      children: [new Paragraph({ style: STYLE.cell, children: runs(text, { bold, color: INK, lang }) })],
    });
  const lines = rows.map((row) => linesIn(row.at(-1) ?? "", row.length === 1 ? 1 : last / AXIS_PAGE.width));
  const isShort = lines.reduce((sum, each) => sum + each, 0) <= TOGETHER.table;
  const table = ruledTable(
    widths,
    [head, ...rows].map(
      (row, r) =>
        new TableRow({
          // No last row stands alone under the head of the next page.
          keepNext: r < rows.length && (isShort || r === 0 || r === rows.length - 1),
          cantSplit: (lines[r - 1] ?? 1) <= TOGETHER.row,
          tableHeader: r === 0,
          children: row.map((text, i) => cell(text, i, r === 0, row.length === 1 ? head.length : 1)),
        }),
    ),
    true,
  );
  return [table, behindTable()];
}

const AT_FOOT: ITableFloatOptions = {
  horizontalAnchor: TableAnchorType.MARGIN,
  absoluteHorizontalPosition: 0,
  verticalAnchor: TableAnchorType.MARGIN,
  relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
};

/**
 * What has to stand between a table and what follows it. Its room is behind it, where the end of a page takes it away: a line of its
 * own would fall over on to a page that is empty but for it.
 */
export function behindTable(after = 200, isHeld = false): Paragraph {
  const line: IParagraphOptions["spacing"] = { before: 0, after, line: 20, lineRule: LineRuleType.EXACT };
  return new Paragraph({ style: STYLE.cell, keepNext: isHeld, spacing: line });
}

/** What is said below a table, on its page. */
export function remarkBelow(remark: string, lang: string, isHeld: boolean): Paragraph {
  const spacing = { before: 80, after: 200 };
  return new Paragraph({
    style: STYLE.about,
    keepNext: isHeld,
    spacing,
    children: runs(remark, { lang, color: GREY }),
  });
}

/** A line above what follows, from where text begins: that of a paragraph that hangs out would begin with what hangs. */
export function lineAcross(line: ReturnType<typeof ruleOf>, before: number): Paragraph {
  return new Paragraph({
    keepNext: true,
    style: STYLE.cell,
    spacing: { before, after: 0, line: 120, lineRule: LineRuleType.EXACT },
    border: { top: { ...line, space: 0 } },
  });
}
