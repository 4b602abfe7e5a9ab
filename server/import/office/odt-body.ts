import type { DraftDocument } from "../draft.ts";
import { Flow } from "../flow.ts";
import { OdtLists } from "./odt-lists.ts";
import type { OdtStyles } from "./odt-styles.ts";

type Attribute = (name: string) => string | null;

/** Elements whose content is not part of the text: metadata, forms, objects, the settings of indexes. */
const LEFT_OUT = new Set(
  (
    "automatic-styles font-face-decls scripts script forms event-listeners note-citation annotation-end ruby-text " +
    "sequence-decls variable-decls user-field-decls dde-connection-decls object object-ole binary-data math"
  ).split(" "),
);
/** A drawing's title and description; between the words of a paragraph these names are fields, which are shown. */
const DESCRIPTIONS = new Set(["title", "desc"]);
const INLINE = new Set(["p", "h", "span", "a"]);

interface Paragraph {
  style: string | null;
  heading: number | null;
  list: { printed: string | null; depth: number } | null;
  hidden: boolean;
}

interface Span {
  hidden: boolean;
  bold: boolean | null;
}

/** Walks content.xml and says to a Flow what comes next. */
export class OdtBody {
  readonly #flow = new Flow();
  readonly #styles: OdtStyles;
  /** The lists of the body, and of each cell, note and box inside it: those begin outside of all lists. */
  readonly #lists: OdtLists[];
  readonly #paragraphs: Paragraph[] = [];
  readonly #spans: Span[] = [];
  /** Names of the open elements, from the outermost. */
  readonly #path: string[] = [];
  /** Depth inside of an element that is left out; 0 = outside. */
  #skip = 0;
  #inBody = false;
  #inChanges = 0;
  /** How many of the open sections are not shown. */
  #hiddenSections: boolean[] = [];

  constructor(styles: OdtStyles) {
    this.#styles = styles;
    this.#lists = [new OdtLists(styles)];
  }

  open(name: string, attribute: Attribute): void {
    if (this.#skip > 0) {
      this.#skip++;
      return;
    }
    const described = DESCRIPTIONS.has(name) && !INLINE.has(this.#path.at(-1) ?? "");
    this.#path.push(name);
    if (LEFT_OUT.has(name) || name.endsWith("-source") || described) {
      this.#skip = 1;
      return;
    }
    if (name === "body") this.#inBody = true;
    if (!this.#inBody) return;
    if (this.#inChanges > 0) this.#change(name);
    else if (!this.#container(name, attribute)) this.#inline(name, attribute);
  }

  close(name: string): void {
    if (this.#skip > 0 && --this.#skip > 0) return;
    this.#path.pop();
    if (this.#inChanges > 0) {
      if (name === "tracked-changes") this.#inChanges--;
      return;
    }
    switch (name) {
      case "body":
        this.#inBody = false;
        break;
      case "p":
      case "h":
        this.#endParagraph();
        break;
      case "span":
        this.#spans.pop();
        break;
      case "list":
        this.#lists.at(-1)?.end();
        break;
      case "section":
        this.#hiddenSections.pop();
        break;
      case "note-body":
      case "text-box":
        this.#lists.pop();
        break;
      case "note":
        this.#flow.endNote();
        break;
      case "table":
        this.#flow.endTable();
        break;
      case "table-cell":
      case "covered-table-cell":
        this.#lists.pop();
        this.#flow.endCell();
        break;
    }
  }

  text(text: string): void {
    if (this.#inBody && this.#skip === 0 && this.#inChanges === 0) this.#add(text.replace(/[ \t\r\n]+/g, " "));
  }

  finish(): DraftDocument {
    return this.#flow.finish();
  }

  /** What stands in the list of changes was deleted; what was inserted stands in the text and is only counted here. */
  #change(name: string): void {
    if (name === "insertion") this.#flow.insertions++;
    else if (name === "deletion") {
      this.#flow.deletions++;
      this.#skip = 1;
    }
  }

  /** Elements that hold paragraphs. Whether it was one. */
  #container(name: string, attribute: Attribute): boolean {
    switch (name) {
      case "tracked-changes":
        this.#inChanges++;
        return true;
      case "section":
        this.#hiddenSections.push(attribute("display") === "none" || attribute("is-hidden") === "true");
        return true;
      case "p":
      case "h":
        this.#beginParagraph(name, attribute);
        return true;
      case "list":
        this.#lists.at(-1)?.begin(attribute);
        return true;
      case "list-item":
      case "list-header":
        this.#lists.at(-1)?.beginItem(name === "list-header", attribute("start-value"));
        return true;
      case "note":
        this.#flow.beginNote();
        return true;
      case "note-body":
      case "text-box":
        if (name === "text-box") this.#flow.images--;
        this.#lists.push(new OdtLists(this.#styles));
        return true;
      case "annotation":
        this.#flow.comments++;
        this.#skip = 1;
        return true;
      default:
        return this.#table(name, attribute);
    }
  }

  #table(name: string, attribute: Attribute): boolean {
    if (name === "table") {
      const { before } = this.#styles.breaks("table", attribute("style-name"));
      if (before) this.#flow.page("forced");
      this.#flow.beginTable();
    } else if (name === "table-row") this.#flow.beginRow();
    else if (name === "table-cell" || name === "covered-table-cell") {
      // A cell that another one covers takes its column; one that spans columns is followed by those it covers.
      this.#flow.beginCell(repeated(attribute));
      this.#lists.push(new OdtLists(this.#styles));
    } else return false;
    return true;
  }

  #inline(name: string, attribute: Attribute): void {
    switch (name) {
      case "span": {
        const style = attribute("style-name");
        const outer = this.#spans.at(-1);
        this.#spans.push({
          hidden: (outer?.hidden ?? false) || this.#styles.isHidden("text", style),
          bold: this.#styles.isBold("text", style) ?? outer?.bold ?? null,
        });
        break;
      }
      case "s":
        this.#add(" ");
        break;
      case "tab":
        this.#add("\t");
        break;
      case "line-break":
        this.#flow.line();
        break;
      case "soft-page-break":
        this.#flow.page("reported");
        break;
      // A text box is framed like a picture, but its words are read.
      case "frame":
        this.#flow.images++;
        break;
      case "hidden-text":
        if (attribute("is-hidden") === "false") break;
        this.#flow.leftOutHidden();
        this.#skip = 1;
        break;
      case "hidden-paragraph": {
        const current = this.#paragraphs.at(-1);
        if (current && attribute("is-hidden") !== "false") current.hidden = true;
        break;
      }
    }
  }

  #beginParagraph(name: string, attribute: Attribute): void {
    const style = attribute("style-name");
    if (this.#styles.breaks("paragraph", style).before) this.#flow.page("forced");
    const lists = this.#lists.at(-1);
    const level = name === "h" ? Math.max(1, Number(attribute("outline-level") ?? 1) || 1) : null;
    const heading = level === null ? this.#styles.headingLevel(style) : Math.min(6, level);
    let list = lists?.place() ?? null;
    // A heading is numbered by the list around it, or by the outline of the document.
    if (level !== null && !list && attribute("is-list-header") !== "true") {
      const printed = lists?.heading(level - 1) ?? null;
      list = printed === null ? null : { printed, depth: level - 1 };
    }
    this.#paragraphs.push({ style, heading, list, hidden: this.#hiddenSections.includes(true) });
    this.#flow.beginParagraph();
  }

  #endParagraph(): void {
    const ended = this.#paragraphs.pop();
    if (!ended) return;
    const { heading, list, style } = ended;
    this.#flow.endParagraph({ heading, list, centred: this.#styles.isCentred(style) });
    if (this.#styles.breaks("paragraph", style).after) this.#flow.page("forced");
  }

  #add(text: string): void {
    const current = this.#paragraphs.at(-1);
    if (!current) return;
    const span = this.#spans.at(-1);
    this.#flow.text(text, {
      hidden: current.hidden || (span?.hidden ?? false) || this.#styles.isHidden("paragraph", current.style),
      bold: span?.bold ?? this.#styles.isBold("paragraph", current.style) ?? false,
    });
  }
}

function repeated(attribute: Attribute): number {
  const count = Number(attribute("number-columns-repeated") ?? 1);
  return Number.isFinite(count) ? count : 1;
}
