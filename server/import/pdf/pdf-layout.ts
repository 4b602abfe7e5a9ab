import { groupBy } from "../../../schema/group-by.ts";
import { columnsOfPages, type Column } from "./pdf-columns.ts";
import { withoutFurniture } from "./pdf-furniture.ts";
import { withoutLineNumbers } from "./pdf-line-numbers.ts";
import { linesOf } from "./pdf-lines.ts";
import { type PdfLine } from "./pdf-line.ts";
import { type PdfItem } from "./pdf-item.ts";
import { joinTables, rowLine, toFragment } from "./pdf-tables.ts";
import { type PdfTable } from "./pdf-table.ts";

/**
 * Pages in reading order: without line numbers, running headers and footers, in columns, with tables found; what runs in
 * another direction than its page comes behind it. `drawn` is what of each page stands in the order in which a program drew
 * it: tables without lines are seen in that order only.
 */
export function layOut(pages: readonly PdfItem[][], drawn: readonly PdfItem[][]): Column[][] {
  const found = new Set(pages.flatMap((page) => page.map(({ turned = 0 }) => turned)));
  const directions = [...found].toSorted((a, b) => a - b);
  const parts = directions.map((direction) => {
    const inIt = (page: readonly PdfItem[]): PdfItem[] => page.filter(({ turned = 0 }) => turned === direction);
    const columns = layOutUpright(pages.map(inIt), drawn.map(inIt));
    return direction === 0 ? columns : columns.map((page) => page.map((column) => ({ ...column, turned: true })));
  });
  return pages.map((_, i) => parts.flatMap((part) => part[i] ?? []));
}

function layOutUpright(pages: readonly PdfItem[][], drawn: readonly PdfItem[][]): Column[][] {
  const prose = withoutLineNumbers(pages.map((page) => page.filter(({ cell }) => !cell))).map(linesOf);
  const columns = columnsOfPages(withoutFurniture(prose), drawn).map((page, i) =>
    withRows(page, rowsOf(pages[i] ?? [])),
  );
  // Tables go on over pages only where a page is one column.
  joinTables(columns.map((page) => (page.length === 1 ? (page[0]?.lines ?? []) : [])));
  return columns;
}

/** The rows of the tables that are drawn on a page. */
function rowsOf(items: readonly PdfItem[]): PdfLine[] {
  const tables = groupBy(
    items.filter(({ cell }) => cell),
    ({ cell }) => cell?.table,
  );
  return [...tables.values()].flatMap((inside) => {
    const starts: number[] = [];
    for (const { cell } of inside) if (cell) starts[cell.column] = cell.left;
    // A column without a word is none.
    const columns = Object.keys(starts).map(Number);
    const table: PdfTable = { starts: columns.map((column) => starts[column] ?? 0), rows: [] };
    const rows = groupBy(inside, ({ cell }) => cell?.row ?? 0);
    for (const number of [...rows.keys()].toSorted((a, b) => a - b)) {
      const cells = groupBy(rows.get(number) ?? [], ({ cell }) => columns.indexOf(cell?.column ?? 0));
      const placed = [...cells].toSorted(([a], [b]) => a - b);
      table.rows.push({ cells: placed.map(([column, words]) => ({ column, fragments: linesIn(words) })) });
    }
    return table.rows.map((row) => rowLine(table, row));
  });
}

/** The lines of a cell, from top to bottom. */
function linesIn(items: readonly PdfItem[]): ReturnType<typeof toFragment>[] {
  return linesOf(items).map(({ items: line }) => toFragment(line));
}

function withRows(columns: Column[], rows: readonly PdfLine[]): Column[] {
  if (rows.length === 0) return columns;
  const last = columns.at(-1);
  if (!last) return [{ lines: [...rows], left: 0, right: 0 }];
  last.lines = [...last.lines, ...rows].sort((a, b) => b.y - a.y);
  return columns;
}
