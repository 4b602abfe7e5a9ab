import { groupBy } from "../group-by.ts";
import { columnsOf, type Column } from "./pdf-columns.ts";
import { withoutFurniture } from "./pdf-furniture.ts";
import { linesOf, type PdfItem, type PdfLine } from "./pdf-lines.ts";
import { joinTables, rowLine, toFragment, type PdfTable } from "./pdf-tables.ts";

/**
 * Pages in reading order: without running headers and footers, in columns, with tables found. `drawn` is what of each page
 * stands in the order in which a program drew it: tables without lines are seen in that order only.
 */
export function layOut(pages: readonly PdfItem[][], drawn: readonly PdfItem[][]): Column[][] {
  const prose = pages.map((page) => linesOf(page.filter(({ cell }) => !cell)));
  const columns = withoutFurniture(prose).map((page, i) =>
    withRows(columnsOf(page, drawn[i] ?? []), rowsOf(pages[i] ?? [])),
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
