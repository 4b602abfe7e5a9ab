import type { Rule, Rules } from "./rules.ts";

/** A table by its drawn lines, on a page that was turned straight; in pixels, from the upper left. */
export interface RuledTable {
  /** Borders of columns and of rows, the outer ones among them. */
  columns: number[];
  rows: number[];
  /** The lines down, for rows whose cells go over several columns. */
  down: Straight[];
}

/** Where a place of a table is. */
export interface CellPlace {
  row: number;
  column: number;
}

/** A line that lies straight: `at` across its direction, `from` and `to` along it. */
interface Straight {
  at: number;
  from: number;
  to: number;
}

/** Ends of lines that are so near meet; borders that are so near are one. */
const NEAR = 14;

/** Tables that are drawn as grids of two columns and two rows at least. `slope`: how much a line of the page falls a pixel to the right. */
export function ruledTables({ across, down }: Rules, slope: number): RuledTable[] {
  const lines = [
    ...across.map((rule) => ({ isAcross: true, ...straightened(rule, slope, true) })),
    ...down.map((rule) => ({ isAcross: false, ...straightened(rule, slope, false) })),
  ];
  const seen = new Set<(typeof lines)[number]>();
  const tables: RuledTable[] = [];
  for (const line of lines) {
    if (seen.has(line)) continue;
    seen.add(line);
    // All that hangs together is one grid.
    const grid = [line];
    for (const one of grid)
      for (const other of lines)
        if (!seen.has(other) && other.isAcross !== one.isAcross && meets(one, other)) {
          seen.add(other);
          grid.push(other);
        }
    const verticals = grid.filter(({ isAcross }) => !isAcross);
    const rows = bordersOf(grid.filter(({ isAcross }) => isAcross));
    const columns = bordersOf(verticals);
    if (rows.length > 2 && columns.length > 2) tables.push({ rows, columns, down: verticals });
  }
  return tables;
}

/** The cell in which a point lies; null outside of the table. A cell over several columns is named by its first. */
export function cellAt({ columns, rows, down }: RuledTable, x: number, y: number): CellPlace | null {
  const row = rows.findLastIndex((border) => border <= y);
  const isInside = row >= 0 && row < rows.length - 1 && x > (columns[0] ?? 0) && x < (columns.at(-1) ?? 0);
  if (!isInside) return null;
  const middle = ((rows[row] ?? 0) + (rows[row + 1] ?? 0)) / 2;
  const borders = columns.filter((border) =>
    down.some(({ at, from, to }) => Math.abs(at - border) <= NEAR && from <= middle && to >= middle),
  );
  const left = borders.findLast((border) => border <= x) ?? columns[0] ?? 0;
  return { row, column: Math.max(0, columns.indexOf(left)) };
}

function straightened({ x0, y0, x1, y1 }: Rule, slope: number, isAcross: boolean): Straight {
  return isAcross
    ? { at: (y0 + y1) / 2 - (slope * (x0 + x1)) / 2, from: x0 + slope * y0, to: x1 + slope * y1 }
    : { at: (x0 + x1) / 2 + (slope * (y0 + y1)) / 2, from: y0 - slope * x0, to: y1 - slope * x1 };
}

function meets(one: Straight, other: Straight): boolean {
  const crosses = (a: Straight, b: Straight): boolean => a.at >= b.from - NEAR && a.at <= b.to + NEAR;
  return crosses(one, other) && crosses(other, one);
}

function bordersOf(lines: readonly Straight[]): number[] {
  const borders: number[] = [];
  for (const { at } of lines.toSorted((a, b) => a.at - b.at))
    if (at - (borders.at(-1) ?? -Infinity) > NEAR) borders.push(at);
  return borders;
}
