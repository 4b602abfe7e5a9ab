import type { DraftDocument } from "../draft.ts";
import { Flow } from "../flow.ts";
import { bareNumber } from "../office/list-counters.ts";
import type { RtfLists } from "./rtf-lists.ts";
import type { GroupState } from "./rtf-state.ts";
import { levelOfOutline, type RtfStyles } from "./rtf-styles.ts";
import { RtfTables } from "./rtf-tables.ts";

/** The body, a note or a box with text: each has paragraphs and tables of its own. */
interface Context {
  kind: "body" | "note" | "box";
  tables: RtfTables;
  isOpen: boolean;
  /** The number that the program printed before the paragraph; null where it printed none. */
  listText: string | null;
}

/** Makes paragraphs, cells and notes of what an RTF file says one after the other. */
export class RtfBody {
  readonly flow = new Flow();
  readonly #styles: RtfStyles;
  readonly #lists: RtfLists;
  readonly #outer: Context[] = [];
  #at: Context;
  /** A section has ended; the next one begins on a new page unless it says otherwise. */
  #newSection = false;

  constructor(styles: RtfStyles, lists: RtfLists) {
    this.#styles = styles;
    this.#lists = lists;
    this.#at = this.#context("body");
  }

  text(text: string, state: GroupState): void {
    if (text === "" || state.deleted) return;
    this.#begin(state);
    this.flow.text(text, state);
  }

  listText(text: string): void {
    this.#at.listText = (this.#at.listText ?? "") + text;
  }

  line(state: GroupState): void {
    this.#begin(state);
    this.flow.line();
  }

  endParagraph(state: GroupState): void {
    this.#begin(state);
    const { style, outline, centred } = state.paragraph;
    const heading = outline === null ? this.#styles.headingLevel(style) : levelOfOutline(outline);
    const joinsNext = state.deleted;
    this.flow.endParagraph({ heading, list: joinsNext ? null : this.#place(state), centred, joinsNext });
    this.#at.isOpen = false;
    this.#at.listText = null;
  }

  /** Ends a cell of the table at a depth from 1. */
  endCell(state: GroupState, depth: number): void {
    const { paragraph } = state;
    // A cell is one even where the paragraph forgot to say that it stands in a table.
    this.endParagraph({
      ...state,
      deleted: false,
      paragraph: { ...paragraph, table: Math.max(depth, paragraph.table) },
    });
    this.#at.tables.endCell();
  }

  endRow(depth: number): void {
    this.#at.tables.endRow(depth);
  }

  defineRow(): void {
    this.#at.tables.define();
  }

  cellBorder(right: number): void {
    this.#at.tables.border(right);
  }

  endSection(state: GroupState): void {
    if (this.#at.isOpen) this.endParagraph(state);
    this.#newSection = true;
  }

  /** The section that begins goes on where the one before it ended. */
  continueSection(): void {
    this.#newSection = false;
  }

  /** A note or a box stands inside the paragraph that is open; what follows belongs to it until `endInner`. */
  beginInner(kind: "note" | "box", state: GroupState): void {
    this.#begin(state);
    if (kind === "note") this.flow.beginNote();
    this.#outer.push(this.#at);
    this.#at = this.#context(kind);
  }

  endInner(state: GroupState): void {
    const outer = this.#outer.pop();
    if (!outer) return;
    this.#endContext(state);
    if (this.#at.kind === "note") this.flow.endNote();
    this.#at = outer;
  }

  finish(state: GroupState): DraftDocument {
    this.#endContext(state);
    return this.flow.finish();
  }

  #endContext(state: GroupState): void {
    if (this.#at.isOpen) this.endParagraph(state);
    this.#at.tables.enter(0);
  }

  #begin(state: GroupState): void {
    if (this.#at.isOpen) return;
    this.#at.tables.enter(state.paragraph.table);
    if (this.#newSection || state.paragraph.pageBefore) this.flow.page("forced");
    this.#newSection = false;
    this.flow.beginParagraph();
    this.#at.isOpen = true;
  }

  #place(state: GroupState): { printed: string | null; depth: number } | null {
    const { list, level } = state.paragraph;
    const { listText } = this.#at;
    if (listText !== null)
      return { printed: /[\p{L}\p{N}]/u.test(listText) ? bareNumber(listText) : null, depth: level };
    // List 0 takes a paragraph out of its style's list.
    if (list === null || list === 0) return null;
    return { printed: this.#lists.next(list, level), depth: level };
  }

  #context(kind: Context["kind"]): Context {
    return { kind, tables: new RtfTables(this.flow), isOpen: false, listText: null };
  }
}
