import type { Flow } from "../flow.ts";

/** Borders nearer than this, in twips, are one. */
const NEAR = 40;

/**
 * Tables of an RTF file: it has paragraphs that stand in a table, ends of cells and of rows, and the right borders of a
 * row's cells. Columns follow from the borders of all rows, so that a cell over two columns is followed by the third.
 */
export class RtfTables {
  readonly #flow: Flow;
  readonly #open: { rowOpen: boolean; lefts: number[][] }[] = [];
  /** Right borders of the row that is being defined. */
  #rights: number[] = [];

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  /** `\trowd`: the definition of a row begins anew. */
  define(): void {
    this.#rights = [];
  }

  border(right: number): void {
    if (this.#rights.length < 1000) this.#rights.push(right);
  }

  /** Called where a paragraph begins that stands so deep in tables; opens and ends tables as needed. */
  enter(depth: number): void {
    while (this.#open.length > depth) this.#end();
    while (this.#open.length < depth) {
      this.#flow.beginTable();
      this.#open.push({ rowOpen: false, lefts: [] });
    }
    const table = this.#open.at(-1);
    if (!table || table.rowOpen) return;
    table.rowOpen = true;
    this.#flow.beginRow();
  }

  endCell(): void {
    this.#flow.beginCell();
    this.#flow.endCell();
  }

  /** Of the table at a depth from 1: those inside it have ended. */
  endRow(depth: number): void {
    while (this.#open.length > depth) this.#end();
    const table = this.#open.at(-1);
    if (!table) return;
    table.rowOpen = false;
    table.lefts.push([-Infinity, ...this.#rights.slice(0, -1)]);
  }

  #end(): void {
    const table = this.#open.pop();
    const cells = this.#flow.endTable();
    if (!table) return;
    const borders = [...new Set(table.lefts.flat())].sort((a, b) => a - b);
    const columns = borders.filter((border, i) => i === 0 || border - (borders[i - 1] ?? 0) > NEAR);
    for (const { cell } of cells) {
      const left = cell ? table.lefts[cell.row]?.[cell.column] : undefined;
      if (!cell || left === undefined) continue;
      const at = columns.findLastIndex((border) => border <= left);
      if (at >= cell.column) cell.column = at;
    }
  }
}
