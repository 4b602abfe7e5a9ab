import { Fragment, Schema } from "prosemirror-model";
import type { Attrs, Node } from "prosemirror-model";
import { unwrittenNumber } from "../text/blocks.ts";
import type { Block, RevisionText } from "../text/revision.ts";

/** Said outright: of an element that is not laid out (`content-visibility`) Chromium knows the role only where it is written. */
const PARAGRAPH = { role: "paragraph" };

/**
 * A verdict as a read-only ProseMirror document: doc → group → block, or table → row → cell. A group is about fifteen
 * blocks that a browser lays out together or not at all (`content-visibility`). Nothing here knows an offset, so a
 * group that a new revision leaves alone stays the same node and its DOM is kept.
 */
export const verdictSchema = new Schema({
  nodes: {
    doc: { content: "group+" },
    group: {
      content: "(block | table)+",
      selectable: false,
      attrs: { lines: { default: 1 }, blocks: { default: 1 } },
      toDOM: ({ attrs }) => [
        "div",
        { class: "vt-group", style: `--lines:${Number(attrs["lines"])};--blocks:${Number(attrs["blocks"])}` },
        0,
      ],
    },
    heading: {
      content: "text*",
      group: "block",
      selectable: false,
      attrs: { number: { default: "" }, court: { default: "" }, level: { default: 1 } },
      // The page's title is the h1: a verdict's own headings begin at h2.
      toDOM: ({ attrs }) => [
        `h${Math.min(6, Number(attrs["level"]) + 1)}`,
        { class: "vt-block vt-heading", "data-no": String(attrs["number"]), ...courtsNumber(attrs) },
        0,
      ],
    },
    paragraph: {
      content: "text*",
      group: "block",
      selectable: false,
      attrs: { number: { default: "" }, court: { default: "" } },
      toDOM: ({ attrs }) => [
        "p",
        { ...PARAGRAPH, class: "vt-block", "data-no": String(attrs["number"]), ...courtsNumber(attrs) },
        0,
      ],
    },
    item: {
      content: "text*",
      group: "block",
      selectable: false,
      attrs: { number: { default: "" }, court: { default: "" }, level: { default: 1 }, printed: { default: false } },
      toDOM: ({ attrs }) => [
        "p",
        {
          ...PARAGRAPH,
          class: attrs["printed"] ? "vt-block vt-item" : "vt-block vt-item vt-bullet",
          "data-no": String(attrs["number"]),
          ...courtsNumber(attrs, `--depth:${Number(attrs["level"])}`),
        },
        0,
      ],
    },
    table: {
      content: "row+",
      selectable: false,
      attrs: { widths: { default: "1" } },
      toDOM: ({ attrs }) => [
        "div",
        // What scrolls is not the table itself: it has another role, and a name (`fixedDecorations`).
        { class: "vt-wide" },
        ["div", { class: "vt-table", role: "table", style: `--columns:${columnsOf(String(attrs["widths"]))}` }, 0],
      ],
    },
    row: { content: "cell+", selectable: false, toDOM: () => ["div", { class: "vt-row", role: "row" }, 0] },
    cell: {
      content: "text*",
      selectable: false,
      attrs: { number: { default: "" }, court: { default: "" }, column: { default: 0 } },
      toDOM: ({ attrs }) => [
        "div",
        {
          class: "vt-block vt-cell",
          role: "cell",
          "data-no": String(attrs["number"]),
          ...courtsNumber(attrs, `grid-column:${Number(attrs["column"]) + 1}`),
        },
        0,
      ],
    },
    text: {},
  },
});

/** Blocks (a table row counts as one) that are laid out together. */
export const GROUP_SIZE = 15;

/** Characters in a line at the reading size and measure of the design: only for guessing the height of what is off screen. */
const LINE = 66;

/** What goes into a group: a block, or a row with the table it is of. */
interface Unit {
  node: Node;
  /** Table of the source document and the weights of its columns; null for a block outside tables. */
  table: { id: number; widths: readonly number[] } | null;
}

/**
 * The document that shows a revision. With the document of an earlier revision, groups at the start and the end that
 * did not change are the very same nodes, so that only what changed is drawn again.
 */
export function toVerdictDoc(revision: RevisionText, previous?: Node): Node {
  const units = toUnits(revision);
  const before = previous ? previous.children : [];
  const head: Node[] = [];
  let from = 0;
  while (head.length < before.length) {
    const group = before[head.length] as Node;
    const size = unitCount(group);
    if (from + size > units.length || !groupOf(units.slice(from, from + size)).eq(group)) break;
    head.push(group);
    from += size;
  }
  const tail: Node[] = [];
  let to = units.length;
  while (head.length + tail.length < before.length) {
    const group = before[before.length - 1 - tail.length] as Node;
    const size = unitCount(group);
    if (to - size < from || !groupOf(units.slice(to - size, to)).eq(group)) break;
    tail.unshift(group);
    to -= size;
  }
  const middle: Node[] = [];
  for (let at = from; at < to; at += GROUP_SIZE) middle.push(groupOf(units.slice(at, Math.min(to, at + GROUP_SIZE))));
  return node("doc", {}, [...head, ...middle, ...tail]);
}

function toUnits({ text, blocks }: RevisionText): Unit[] {
  const widths = columnWidths(blocks);
  const units: Unit[] = [];
  // Courts skip levels as their templates fall; a reader who goes by headings is not to miss a step.
  const above: number[] = [];
  const depthOf = (level: number): number => {
    while ((above.at(-1) ?? 0) >= level) above.pop();
    return above.push(level);
  };
  let row: { table: number; row: number; cells: Node[] } | null = null;
  const closeRow = (): void => {
    if (row)
      units.push({ node: node("row", {}, row.cells), table: { id: row.table, widths: widths.get(row.table) ?? [1] } });
    row = null;
  };
  for (const block of blocks) {
    if (block.kind === "page") continue;
    const content = block.end > block.start ? [verdictSchema.text(text.slice(block.start, block.end))] : [];
    const { cell } = block;
    if (block.kind === "table-cell" && cell) {
      if (row && (row.table !== cell.table || row.row !== cell.row)) closeRow();
      row ??= { table: cell.table, row: cell.row, cells: [] };
      row.cells.push(node("cell", { ...numbersOf(block, text), column: cell.column }, content));
      continue;
    }
    closeRow();
    const attrs =
      block.kind === "heading" ? { ...attrsOf(block, text), level: depthOf(block.level ?? 1) } : attrsOf(block, text);
    units.push({ node: node(TYPES[block.kind], attrs, content), table: null });
  }
  closeRow();
  return units;
}

/** Columns that are drawn side by side; a wider table goes on beyond them in columns of the least width. */
const COLUMNS_MAX = 50;

/** How wide each table's columns are beside each other: by their longest cell, within bounds that keep a short one readable. */
function columnWidths(blocks: readonly Block[]): Map<number, number[]> {
  const tables = new Map<number, number[]>();
  for (const { cell, start, end } of blocks) {
    if (!cell || cell.column >= COLUMNS_MAX) continue;
    const widths = tables.get(cell.table) ?? [];
    tables.set(cell.table, widths);
    while (widths.length <= cell.column) widths.push(5);
    widths[cell.column] = Math.min(40, Math.max(widths[cell.column] ?? 5, end - start));
  }
  return tables;
}

/** A column whose longest cell is this short holds dates or numbers. */
const SHORT_CELL = 12;

// Dates and numbers stay in one piece, while the short columns together leave the long ones at least half a line.
function columnsOf(widths: string): string {
  const columns = widths.split(" ").map(Number);
  const short = columns.filter((width) => width <= SHORT_CELL).reduce((sum, width) => sum + width, 0);
  const keep = short <= LINE / 2;
  return columns
    .map((width) => {
      const least = keep && width <= SHORT_CELL ? `max(var(--vt-cell,2rem),${width}ch + 14px)` : "var(--vt-cell,2rem)";
      return `minmax(${least},${width}fr)`;
    })
    .join(" ");
}

function columnLine(widths: readonly number[], column: number): number {
  const sum = widths.reduce((all, width) => all + width, 0);
  return Math.max(4, (LINE * (widths[column] ?? 5)) / sum);
}

// A cell whose place is not known is shown as a paragraph: every letter is there, only the grid is not.
const TYPES = { heading: "heading", paragraph: "paragraph", "list-item": "item", "table-cell": "paragraph" } as const;

function attrsOf(block: Block, text: string): Attrs {
  const numbers = numbersOf(block, text);
  if (block.kind === "list-item") return { ...numbers, level: block.level ?? 1, printed: block.printed !== null };
  return numbers;
}

/** What stands in the gutter, which is Coram's number, and what the court's word processor set before the words. */
function numbersOf(block: Block, text: string): Attrs {
  return { number: block.number ?? "", court: unwrittenNumber({ text }, block) ?? "" };
}

/** The court's number as the marker of a list item: it is seen and read out, and no letter of the text. */
function courtsNumber(attrs: Attrs, style = ""): Attrs {
  const number = String(attrs["court"]);
  if (!number) return style ? { style } : {};
  const quoted = number.replace(/["\\\p{Cc}]/gu, (char) => `\\${char.charCodeAt(0).toString(16)} `);
  return { style: `${style};display:list-item;list-style:inside "${quoted}\\2002"`.replace(/^;/, "") };
}

function groupOf(units: readonly Unit[]): Node {
  const children: Node[] = [];
  let lines = 0;
  for (let i = 0; i < units.length;) {
    const { node: first, table } = units[i] as Unit;
    let rows = 1;
    if (table) while (units[i + rows]?.table?.id === table.id) rows++;
    const members = units.slice(i, i + rows).map((unit) => unit.node);
    for (const member of members)
      lines += table
        ? Math.max(
            1,
            ...member.children.map((cell) =>
              Math.ceil(cell.content.size / columnLine(table.widths, Number(cell.attrs["column"]))),
            ),
          )
        : Math.max(1, Math.ceil(member.content.size / LINE));
    children.push(table ? node("table", { widths: table.widths.join(" ") }, members) : first);
    i += rows;
  }
  return node("group", { lines, blocks: units.length }, children);
}

function unitCount(group: Node): number {
  return group.children.reduce((sum, child) => sum + (child.type.name === "table" ? child.childCount : 1), 0);
}

function node(type: string, attrs: Attrs, content: Node[]): Node {
  const found = verdictSchema.nodes[type];
  if (!found) throw new RangeError(`no node ${type}`);
  return found.create(attrs, Fragment.fromArray(content));
}
