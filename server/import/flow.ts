import { paragraph, textOf, warning, type DraftBlock, type DraftDocument } from "./draft.ts";
import { Budget } from "./limits.ts";
import { PageCounter } from "./office/page-counter.ts";

/** What a paragraph turns out to be when it ends. */
export interface ParagraphShape {
  /** 1 to 6; null for body text. */
  heading: number | null;
  /** Its place in a list, levels from 0. */
  list: { printed: string | null; depth: number } | null;
  centred: boolean;
  /** The paragraph's end was deleted: the next one goes on with it. */
  joinsNext?: boolean;
}

interface Open {
  lines: { text: string; page?: number }[][];
  letters: number;
  boldLetters: number;
  notes: string[];
}

interface Table {
  number: number;
  row: number;
  column: number;
  span: number;
  cells: DraftBlock[];
}

const MAX_SPAN = 1000;

/**
 * A text document as word processors write it, put together while its file is walked: paragraphs with their lines and
 * pages, tables, notes that stand inside the paragraph they belong to, and counts of what was left out. The readers of
 * ODT and RTF only say what comes next.
 */
export class Flow {
  insertions = 0;
  deletions = 0;
  comments = 0;
  images = 0;
  #hidden = false;
  #notes = 0;
  #tableCount = 0;
  readonly #blocks: DraftBlock[] = [];
  readonly #budget = new Budget();
  readonly #pages = new PageCounter();
  readonly #open: Open[] = [];
  readonly #tables: Table[] = [];
  /** Texts of the notes that are being read, the innermost last. */
  readonly #inNotes: { blocks: DraftBlock[]; tables: number }[] = [];
  readonly #waiting: DraftBlock[] = [];
  #carried: Open | null = null;

  beginParagraph(): void {
    this.#open.push({ lines: [[]], letters: 0, boldLetters: 0, notes: [] });
  }

  /** Letters of the paragraph that is open; outside of one they are no text. */
  text(text: string, look: { hidden: boolean; bold: boolean }): void {
    const current = this.#open.at(-1);
    const line = current?.lines.at(-1);
    if (!current || !line || text === "") return;
    const visible = text.trim() !== "";
    if (look.hidden) {
      this.#hidden ||= visible;
      return;
    }
    const page = visible && this.#inNotes.length === 0 ? this.#pages.take() : null;
    const last = line.at(-1);
    if (page !== null) line.push({ text, page });
    else if (last) last.text += text;
    else line.push({ text });
    if (!visible) return;
    current.letters += text.length;
    if (look.bold) current.boldLetters += text.length;
  }

  /** A line break inside the paragraph: what follows is a block of its own. */
  line(): void {
    this.#open.at(-1)?.lines.push([]);
  }

  /** A page that the writer forced, or one that the program reports where its pages ended. */
  page(kind: "forced" | "reported"): void {
    if (kind === "forced") this.#pages.forced();
    else this.#pages.rendered();
  }

  leftOutHidden(): void {
    this.#hidden = true;
  }

  endParagraph(shape: ParagraphShape): void {
    const ended = this.#open.pop();
    if (!ended) return;
    const whole = this.#carried ? joined(this.#carried, ended) : ended;
    this.#carried = null;
    if (shape.joinsNext) this.#carried = whole;
    else this.#emit(whole, shape);
  }

  beginNote(): void {
    this.#inNotes.push({ blocks: [], tables: this.#tables.length });
  }

  endNote(): void {
    const text = this.#inNotes.pop()?.blocks.map(textOf).join(" ").trim() ?? "";
    if (text !== "") this.#open.at(-1)?.notes.push(text);
  }

  beginTable(): void {
    this.#flushCarried();
    this.#tables.push({ number: this.#tableCount++, row: -1, column: 0, span: 1, cells: [] });
  }

  beginRow(): void {
    const table = this.#tables.at(-1);
    if (table) Object.assign(table, { row: table.row + 1, column: 0, span: 1 });
  }

  beginCell(span = 1): void {
    this.#budget.cell();
    const table = this.#tables.at(-1);
    if (table) table.span = Math.min(MAX_SPAN, Math.max(1, span));
  }

  endCell(): void {
    this.#flushCarried();
    const table = this.#tables.at(-1);
    if (table) table.column += table.span;
  }

  /** The cells of the table that ends, for a reader that knows their columns only now. */
  endTable(): DraftBlock[] {
    const table = this.#tables.pop();
    if (this.#tables.length === 0 && this.#inNotes.length === 0) this.#blocks.push(...this.#waiting.splice(0));
    return table?.cells ?? [];
  }

  finish(): DraftDocument {
    this.#flushCarried();
    this.#budget.check();
    const { pages } = this.#pages;
    const blocks = [...this.#blocks, ...this.#waiting];
    if (pages === null) for (const block of blocks) for (const piece of block.pieces) delete piece.page;
    const { insertions: inserted, deletions: deleted } = this;
    return {
      blocks,
      pages,
      warnings: [
        ...(inserted + deleted > 0 ? [warning("tracked-changes", { inserted, deleted })] : []),
        ...(this.comments > 0 ? [warning("comments-left-out", { count: this.comments })] : []),
        ...(this.#hidden ? [warning("hidden-text-left-out")] : []),
        ...(this.#notes > 0 ? [warning("footnotes-inlined", { count: this.#notes })] : []),
        ...(this.images > 0 ? [warning("images-left-out", { count: this.images })] : []),
        ...(this.#pages.uncertain ? [warning("pages-uncertain")] : []),
      ],
    };
  }

  #flushCarried(): void {
    const carried = this.#carried;
    this.#carried = null;
    if (carried) this.#emit(carried, { heading: null, list: null, centred: false });
  }

  #emit(ended: Open, shape: ParagraphShape): void {
    const note = this.#inNotes.at(-1);
    const table = this.#tables.length > (note?.tables ?? 0) ? this.#tables.at(-1) : undefined;
    const target = note?.blocks ?? this.#blocks;
    let first = true;
    for (const pieces of ended.lines) {
      const block = paragraph("", { pieces: pieces.length > 0 ? pieces : [{ text: "" }] });
      const text = textOf(block);
      if (text.trim() === "") continue;
      this.#budget.block(text.length);
      if (first) block.printed = shape.list?.printed ?? null;
      if (table) {
        block.kind = "table-cell";
        block.cell = { table: table.number, row: Math.max(0, table.row), column: table.column };
        table.cells.push(block);
      } else if (shape.heading !== null) Object.assign(block, { kind: "heading", level: shape.heading });
      else if (shape.list && first) Object.assign(block, { kind: "list-item", level: shape.list.depth + 1 });
      else block.emphasised = ended.boldLetters > ended.letters * 0.8 || shape.centred;
      first = false;
      target.push(block);
    }
    // The mark in brackets is the one that the program prints; without it nobody could tell a note from the text.
    for (const text of ended.notes) this.#waiting.push(paragraph(`[${++this.#notes}] ${text}`));
    // Not between the cells of a table: after it.
    if (this.#tables.length === 0 && !note) this.#blocks.push(...this.#waiting.splice(0));
  }
}

function joined(before: Open, after: Open): Open {
  const last = before.lines.at(-1) ?? [];
  const [first = [], ...rest] = after.lines;
  return {
    lines: [...before.lines.slice(0, -1), [...last, ...first], ...rest],
    letters: before.letters + after.letters,
    boldLetters: before.boldLetters + after.boldLetters,
    notes: [...before.notes, ...after.notes],
  };
}
