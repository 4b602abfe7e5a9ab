import { isOn, type Styles } from "./docx-styles.ts";
import { PageCounter } from "./page-counter.ts";
import {
  emptyParagraph,
  joined,
  outlineOf,
  setParagraphProperty,
  setRunProperty,
  type NoteReference,
  type Paragraph,
  type Run,
} from "./docx-paragraph.ts";
import type { Numbering } from "./docx-numbering.ts";
import { paragraph, textOf, type DraftBlock } from "../draft.ts";
import { Budget } from "../limits.ts";
import { walkXml } from "./xml-reader.ts";

/** What the body of a Word document holds, and what was left out of it. */
export interface DocxBody {
  blocks: DraftBlock[];
  references: Map<DraftBlock, NoteReference[]>;
  /** Those that stand before any word. */
  firstReferences: NoteReference[];
  /** Blocks of each note, by its id, when a part of notes was read. */
  notes: Map<string, DraftBlock[]>;
  pages: number | null;
  pagesUncertain: boolean;
  insertions: number;
  deletions: number;
  comments: number;
  images: number;
  hidden: boolean;
}

interface Table {
  number: number;
  row: number;
  column: number;
  span: number;
  rowDeleted: boolean;
}

/** Elements whose content is not part of the text in force: deleted, moved away, or a second version for old readers. */
const LEFT_OUT = new Set([
  "del",
  "moveFrom",
  "Fallback",
  "instrText",
  "delText",
  "pict-fallback",
  "rPrChange",
  "pPrChange",
  "sectPrChange",
  "tblPrChange",
  "trPrChange",
  "tcPrChange",
]);

/** Reads document.xml, or a part of notes (`isNotes`), in one pass. */
export function readBody(part: Uint8Array, styles: Styles, numbering: Numbering, isNotes = false): DocxBody {
  const reader = new BodyReader(styles, numbering, isNotes);
  walkXml(part, reader);
  return reader.finish();
}

class BodyReader {
  readonly #styles: Styles;
  readonly #numbering: Numbering;
  readonly #isNotes: boolean;
  readonly #budget = new Budget();
  readonly #out: DocxBody = {
    blocks: [],
    references: new Map(),
    firstReferences: [],
    notes: new Map(),
    pages: null,
    pagesUncertain: false,
    insertions: 0,
    deletions: 0,
    comments: 0,
    images: 0,
    hidden: false,
  };
  #note: DraftBlock[] | null = null;
  readonly #paragraphs: Paragraph[] = [];
  /** A paragraph whose mark was deleted: the next one continues it. */
  #carried: Paragraph | null = null;
  readonly #runs: Run[] = [];
  readonly #tables: Table[] = [];
  #tableCount = 0;
  #skip = 0;
  #inProperties = 0;
  #inText = false;
  readonly #pages = new PageCounter();

  constructor(styles: Styles, numbering: Numbering, isNotes: boolean) {
    this.#styles = styles;
    this.#numbering = numbering;
    this.#isNotes = isNotes;
  }

  open(name: string, attribute: (name: string) => string | null): void {
    if (this.#skip > 0) {
      this.#skip++;
      return;
    }
    const current = this.#paragraphs.at(-1);
    if (name === "del" && this.#inProperties > 0) {
      // In the properties it speaks of the paragraph's mark or of the table's row.
      const table = this.#tables.at(-1);
      if (current) current.markDeleted = true;
      else if (table) table.rowDeleted = true;
      this.#out.deletions++;
      return;
    }
    if (LEFT_OUT.has(name)) {
      if (name === "del" || name === "moveFrom") this.#out.deletions++;
      this.#skip = 1;
      return;
    }
    if (name === "pPr" || name === "rPr" || name === "trPr" || name === "tcPr") this.#inProperties++;
    if (this.#inProperties > 0) this.#property(name, attribute);
    else this.#element(name, attribute);
  }

  close(name: string): void {
    if (this.#skip > 0) {
      this.#skip--;
      return;
    }
    if (name === "pPr" || name === "rPr" || name === "trPr" || name === "tcPr") this.#inProperties--;
    else if (name === "t") this.#inText = false;
    else if (name === "r") this.#runs.pop();
    else if (name === "p") this.#endParagraph();
    else if (name === "tc") this.#endCell();
    else if (name === "tbl") this.#tables.pop();
    else if (name === "footnote" || name === "endnote") this.#note = null;
  }

  text(text: string): void {
    if (this.#inText && this.#skip === 0) this.#add(text);
  }

  finish(): DocxBody {
    this.#flushCarried();
    this.#budget.check();
    const { pages } = this.#pages;
    if (pages === null) for (const block of this.#out.blocks) for (const piece of block.pieces) delete piece.page;
    this.#out.pages = pages;
    this.#out.pagesUncertain = this.#pages.uncertain;
    return this.#out;
  }

  #element(name: string, attribute: (name: string) => string | null): void {
    switch (name) {
      case "p":
        this.#paragraphs.push(emptyParagraph());
        break;
      case "r":
        this.#runs.push({ style: null, hidden: null, bold: null });
        break;
      case "t":
        this.#inText = true;
        break;
      case "tab":
      case "ptab":
        this.#add("\t");
        break;
      case "noBreakHyphen":
        this.#add("-");
        break;
      case "br":
        if (attribute("type") === "page") this.#pages.forced();
        else if (attribute("type") !== "column") this.#line();
        break;
      case "cr":
        this.#line();
        break;
      case "lastRenderedPageBreak":
        this.#pages.rendered();
        break;
      case "ins":
      case "moveTo":
        this.#out.insertions++;
        break;
      case "commentReference":
        this.#out.comments++;
        break;
      case "drawing":
      case "pict":
        this.#out.images++;
        break;
      // A text box is drawn like a picture, but its words are read.
      case "txbxContent":
        this.#out.images--;
        break;
      case "footnoteReference":
      case "endnoteReference":
        this.#paragraphs.at(-1)?.references.push({
          kind: name === "footnoteReference" ? "footnote" : "endnote",
          id: attribute("id") ?? "",
        });
        break;
      case "footnote":
      case "endnote":
        if (this.#isNotes) this.#out.notes.set(attribute("id") ?? "", (this.#note = []));
        break;
      default:
        this.#tableElement(name);
    }
  }

  #tableElement(name: string): void {
    switch (name) {
      case "tbl":
        this.#flushCarried();
        this.#tables.push({ number: this.#tableCount++, row: -1, column: -1, span: 1, rowDeleted: false });
        break;
      case "tr":
        this.#startRow();
        break;
      case "tc":
        this.#startCell();
        break;
    }
  }

  #property(name: string, attribute: (name: string) => string | null): void {
    const value = attribute("val");
    const current = this.#paragraphs.at(-1);
    const run = this.#runs.at(-1);
    const table = this.#tables.at(-1);
    if (name === "gridSpan" && table) table.span = Math.min(1000, Math.max(1, Number(value) || 1));
    else if (run) setRunProperty(run, name, value);
    else if (current && name === "pageBreakBefore" && isOn(value)) this.#pages.forced();
    else if (current) setParagraphProperty(current, name, value);
  }

  #add(text: string): void {
    const current = this.#paragraphs.at(-1);
    const run = this.#runs.at(-1);
    if (!current) return;
    if (run && (run.hidden ?? (this.#styles.isHidden(run.style) || this.#styles.isHidden(current.style)))) {
      this.#out.hidden ||= text.trim() !== "";
      return;
    }
    const line = current.lines.at(-1);
    if (!line) return;
    const visible = text.trim() !== "";
    const page = visible ? this.#pages.take() : null;
    const last = line.at(-1);
    if (page !== null) line.push({ text, page });
    else if (last) last.text += text;
    else line.push({ text });
    if (!visible) return;
    current.letters += text.length;
    if (run?.bold ?? (this.#styles.isBold(run?.style ?? null) || this.#styles.isBold(current.style)))
      current.boldLetters += text.length;
  }

  #line(): void {
    const current = this.#paragraphs.at(-1);
    if (current) current.lines.push([]);
  }

  #endParagraph(): void {
    const ended = this.#paragraphs.pop();
    if (!ended) return;
    const whole = this.#carried ? joined(this.#carried, ended) : ended;
    this.#carried = null;
    if (ended.markDeleted) this.#carried = whole;
    else this.#emit(whole);
  }

  #flushCarried(): void {
    const carried = this.#carried;
    this.#carried = null;
    if (carried) this.#emit(carried);
  }

  #emit(ended: Paragraph): void {
    const table = this.#tables.at(-1);
    if (table?.rowDeleted) return;
    const target = this.#note ?? this.#out.blocks;
    const place = this.#place(ended);
    const heading = outlineOf(ended.outline) ?? this.#styles.headingLevel(ended.style);
    let first = true;
    const emitted: DraftBlock[] = [];
    for (const pieces of ended.lines) {
      const block = paragraph("", { pieces: pieces.length > 0 ? pieces : [{ text: "" }] });
      const text = textOf(block);
      if (text.trim() === "") continue;
      this.#budget.block(text.length);
      if (first) block.printed = place?.printed ?? null;
      if (table) {
        Object.assign(block, {
          kind: "table-cell",
          cell: { table: table.number, row: table.row, column: table.column },
        });
      } else if (heading !== null) Object.assign(block, { kind: "heading", level: heading });
      else if (place && first) Object.assign(block, { kind: "list-item", level: (place.depth ?? 0) + 1 });
      else
        block.emphasised =
          ended.boldLetters > ended.letters * 0.8 || (ended.centred ?? this.#styles.isCentred(ended.style));
      first = false;
      emitted.push(block);
    }
    target.push(...emitted);
    const last = emitted.at(-1) ?? target.at(-1);
    if (!last) this.#out.firstReferences.push(...ended.references);
    else if (ended.references.length > 0)
      this.#out.references.set(last, [...(this.#out.references.get(last) ?? []), ...ended.references]);
  }

  #place(ended: Paragraph): { printed: string | null; depth: number } | null {
    const byStyle = this.#styles.numbering(ended.style);
    const list = ended.list ?? byStyle?.list ?? null;
    // An empty numbered paragraph is counted too, as Word does; list "0" takes a paragraph out of its style's list.
    if (list === null || list === "0") return null;
    const depth = ended.level ?? byStyle?.level ?? 0;
    const place = this.#numbering.next(list, depth);
    return place ? { printed: place.printed, depth } : null;
  }

  #startRow(): void {
    const table = this.#tables.at(-1);
    if (table) Object.assign(table, { row: table.row + 1, column: 0, span: 1, rowDeleted: false });
  }

  #startCell(): void {
    this.#budget.cell();
    const table = this.#tables.at(-1);
    if (table) table.span = 1;
  }

  #endCell(): void {
    this.#flushCarried();
    const table = this.#tables.at(-1);
    if (table) table.column += table.span;
  }
}
