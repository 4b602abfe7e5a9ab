import type { DraftDocument } from "../draft.ts";
import { ImportFailure } from "../failure.ts";
import { RtfBody } from "./rtf-body.ts";
import { RtfEncoding } from "./rtf-encoding.ts";
import { RtfLists } from "./rtf-lists.ts";
import {
  emptyParagraphState,
  emptyState,
  innerState,
  PASSED,
  SIGNS,
  SKIPPED,
  TABLES,
  type GroupState,
} from "./rtf-state.ts";
import { RtfStyles } from "./rtf-styles.ts";
import { RtfTokens } from "./rtf-tokens.ts";

/** Groups inside each other; programs write a dozen. */
const MAX_DEPTH = 1000;

/**
 * Reads a Rich Text file: its body with tracked insertions, without deletions, comments, headers and hidden text; printed
 * numbers as the program wrote them; notes after the paragraph that refers to them. Throws `truncated`, `too-complex`.
 */
export function readRtf(bytes: Uint8Array): DraftDocument {
  return new RtfReader(bytes).read();
}

class RtfReader {
  readonly #tokens: RtfTokens;
  readonly #encoding = new RtfEncoding();
  readonly #styles = new RtfStyles();
  readonly #lists = new RtfLists();
  readonly #body = new RtfBody(this.#styles, this.#lists);
  readonly #groups: GroupState[] = [];
  #state = emptyState();
  #defaultFont: number | null = null;
  #font = 0;
  /** Letters whose bytes are not complete yet. */
  #bytes: number[] = [];
  /** Bytes to come that stand for a `\uN`, for readers without Unicode. */
  #fallback = 0;
  /** The next word names a destination that old readers pass over. */
  #isMarked = false;

  constructor(bytes: Uint8Array) {
    this.#tokens = new RtfTokens(bytes);
  }

  read(): DraftDocument {
    for (let token = this.#tokens.next(); token; token = this.#tokens.next()) {
      if (token.kind === "byte") {
        this.#byte(token.byte);
        continue;
      }
      this.#flush();
      this.#fallback = 0;
      if (token.kind === "open") this.#open();
      else if (token.kind === "word") this.#word(token.word, token.value);
      // What stands after the last group's end is none of the document.
      else if (token.kind === "close" && this.#close()) return this.#body.finish(this.#state);
    }
    throw new ImportFailure("truncated", "RTF ends inside a group");
  }

  #open(): void {
    if (this.#groups.length >= MAX_DEPTH) throw new ImportFailure("too-complex", "groups too deep");
    this.#groups.push(this.#state);
    this.#state = innerState(this.#state);
    this.#isMarked = false;
    if (this.#state.destination === "styles") this.#styles.begin();
  }

  /** Whether it was the last one. */
  #close(): boolean {
    if (this.#state.isInner) this.#body.endInner(this.#state);
    this.#state = this.#groups.pop() ?? this.#state;
    this.#isMarked = false;
    return this.#groups.length === 0;
  }

  #byte(byte: number): void {
    if (this.#fallback > 0) this.#fallback--;
    else if (this.#state.destination === "lists") this.#lists.listByte(byte);
    else if (this.#state.destination !== "skip") this.#bytes.push(byte);
  }

  #flush(): void {
    if (this.#bytes.length === 0) return;
    this.#letters(this.#encoding.decode(this.#bytes, this.#state.font ?? this.#defaultFont));
    this.#bytes = [];
  }

  #letters(text: string): void {
    const { destination } = this.#state;
    if (destination === "text") this.#body.text(text, this.#state);
    else if (destination === "list-text") this.#body.listText(text);
    else if (destination === "styles") this.#styles.text(text);
  }

  #word(word: string, value: number | null): void {
    if (word === "*") {
      this.#isMarked = true;
      return;
    }
    const isMarked = this.#isMarked;
    this.#isMarked = false;
    if (this.#state.destination === "skip" || this.#entersDestination(word, isMarked)) return;
    switch (this.#state.destination) {
      case "fonts":
        if (word === "f") this.#font = value ?? 0;
        else if (word === "fcharset") this.#encoding.setFont(this.#font, value, null);
        else if (word === "cpg") this.#encoding.setFont(this.#font, null, value);
        return;
      case "styles":
        this.#styles.word(word, value);
        return;
      case "lists":
        this.#lists.listWord(word, value);
        return;
      case "overrides":
        this.#lists.overrideWord(word, value);
        return;
    }
    if (!this.#unicode(word, value) && !this.#document(word, value) && !this.#look(word, value !== 0))
      if (!this.#paragraph(word, value) && this.#state.destination === "text") this.#content(word, value);
  }

  /** Whether the word says where the letters of its group go. */
  #entersDestination(word: string, isMarked: boolean): boolean {
    const table = TABLES[word];
    if (table) this.#state.destination = table;
    else if (SKIPPED.has(word)) this.#state.destination = "skip";
    else if (word === "footnote") this.#enterInner("note");
    else if (word === "shptxt" || word === "dptxbxtext") this.#enterInner("box");
    else if (word === "pict") {
      this.#body.flow.images++;
      this.#state.destination = "skip";
    } else if (word === "annotation") {
      this.#body.flow.comments++;
      this.#state.destination = "skip";
    } else if (word === "result" || word === "ud") this.#state.destination = "text";
    else if (PASSED.has(word)) return false;
    else if (isMarked) this.#state.destination = "skip";
    else return false;
    return true;
  }

  #enterInner(kind: "note" | "box"): void {
    this.#body.beginInner(kind, this.#state);
    Object.assign(this.#state, { destination: "text", isInner: true, paragraph: emptyParagraphState() });
  }

  #unicode(word: string, value: number | null): boolean {
    if (word === "uc") this.#state.fallback = Math.max(0, value ?? 1);
    else if (word !== "u") return false;
    else if (value !== null) {
      const unit = value & 0xffff;
      // Private letters of the old symbol fonts are bytes that were moved up.
      const isSymbol = unit >= 0xf020 && unit <= 0xf0ff;
      this.#letters(isSymbol ? this.#encoding.symbol(unit & 0xff) : String.fromCharCode(unit));
      this.#fallback = this.#state.fallback;
    }
    return true;
  }

  #document(word: string, value: number | null): boolean {
    if (word === "ansicpg") this.#encoding.setPage(value ?? 0);
    else if (word === "mac") this.#encoding.setPage(10000);
    else if (word === "deff") this.#defaultFont = value;
    else return false;
    return true;
  }

  /** How letters look. `isOn`: whether the word sets the look or takes it away. */
  #look(word: string, isOn: boolean): boolean {
    const { flow } = this.#body;
    if (word === "plain") Object.assign(this.#state, { font: null, hidden: false, bold: false, deleted: false });
    else if (word === "b") this.#state.bold = isOn;
    else if (word === "v") this.#state.hidden = isOn;
    else if (word === "deleted") {
      if (isOn && !this.#state.deleted) flow.deletions++;
      this.#state.deleted = isOn;
    } else if (word === "revised") {
      if (isOn) flow.insertions++;
    } else return false;
    return true;
  }

  #paragraph(word: string, value: number | null): boolean {
    const { paragraph } = this.#state;
    if (word === "f") this.#state.font = value;
    else if (word === "pard") this.#state.paragraph = emptyParagraphState();
    else if (word === "s") paragraph.style = value;
    else if (word === "outlinelevel") paragraph.outline = value;
    else if (word === "qc") paragraph.centred = true;
    else if (word === "ql" || word === "qr" || word === "qj") paragraph.centred = false;
    else if (word === "intbl") paragraph.table = Math.max(1, paragraph.table);
    else if (word === "itap") paragraph.table = Math.min(20, Math.max(0, value ?? 0));
    else if (word === "ls") paragraph.list = value;
    else if (word === "ilvl") paragraph.level = Math.min(8, Math.max(0, value ?? 0));
    else if (word === "pagebb") paragraph.pageBefore = value !== 0;
    else return false;
    return true;
  }

  #content(word: string, value: number | null): void {
    const sign = SIGNS[word];
    const body = this.#body;
    if (sign !== undefined) body.text(sign, this.#state);
    else if (word === "par") body.endParagraph(this.#state);
    else if (word === "line") body.line(this.#state);
    else if (word === "cell") body.endCell(this.#state, 1);
    else if (word === "nestcell") body.endCell(this.#state, 2);
    else if (word === "row") body.endRow(1);
    else if (word === "nestrow") body.endRow(2);
    else if (word === "trowd") body.defineRow();
    else if (word === "cellx") body.cellBorder(value ?? 0);
    else if (word === "page") body.flow.page("forced");
    else if (word === "softpage") body.flow.page("reported");
    else if (word === "sect") body.endSection(this.#state);
    else if (word === "sbknone" || word === "sbkcol") body.continueSection();
  }
}
