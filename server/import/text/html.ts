import { parse, type DefaultTreeAdapterTypes } from "parse5";
import { paragraph, type DraftBlock, type DraftDocument } from "../draft.ts";
import { ImportFailure } from "../failure.ts";
import { Budget } from "../limits.ts";
import { formatNumber } from "../office/list-numbers.ts";

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** Never read: code, things that are not text, form controls, what the author struck out. */
const SKIPPED = new Set(
  "head script style template noscript svg math iframe object embed canvas audio video select button textarea input nav del dialog map".split(
    " ",
  ),
);
const BLOCKS = new Set(
  "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form header hr html legend main ol p pre section summary table tbody td tfoot th thead tr ul li caption h1 h2 h3 h4 h5 h6".split(
    " ",
  ),
);
const MAX_DEPTH = 500;
const LIST_TYPES: Readonly<Record<string, string>> = {
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
};

interface List {
  ordered: boolean;
  type: string;
  next: number;
}

/** Reads HTML as its blocks; nothing of its markup, scripts or styles survives. Throws `too-complex`. */
export function readHtml(source: string): DraftDocument {
  const document = parse(source);
  const walker = new Walker();
  walker.children(document, 0);
  walker.flush();
  walker.budget.check();
  return { blocks: walker.blocks, pages: null, warnings: [] };
}

class Walker {
  readonly blocks: DraftBlock[] = [];
  readonly budget = new Budget();
  #line = "";
  #shape: Partial<DraftBlock> = {};
  #lists: List[] = [];
  #tables = 0;
  #preformatted = false;

  children(node: Node, depth: number): void {
    if (depth > MAX_DEPTH) throw new ImportFailure("too-complex", "elements nested too deeply");
    if (!("childNodes" in node)) return;
    for (const child of node.childNodes) this.#node(child, depth + 1);
  }

  /** Ends the line: what was collected becomes a block of the shape in force. */
  flush(): void {
    const text = this.#line.trim();
    this.#line = "";
    if (text === "") return;
    this.budget.block(text.length);
    this.blocks.push(paragraph(text, this.#shape));
    // A list item's number belongs to its first line only.
    if (this.#shape.printed) this.#shape = { ...this.#shape, printed: null };
  }

  #node(node: Node, depth: number): void {
    if (node.nodeName === "#text") {
      const value = "value" in node ? node.value : "";
      this.#text(value);
      return;
    }
    if (!("tagName" in node) || SKIPPED.has(node.tagName) || isHidden(node) || isFurniture(node)) return;
    if (node.tagName === "br") {
      this.flush();
      return;
    }
    if (!BLOCKS.has(node.tagName)) {
      this.children(node, depth);
      return;
    }
    this.flush();
    const shape = this.#shape;
    this.#enter(node, depth);
    this.flush();
    this.#shape = shape;
  }

  #text(value: string): void {
    if (!this.#preformatted) {
      this.#line += value.replace(/[ \t\r\n\f]+/g, " ");
      return;
    }
    const [first = "", ...rest] = value.split("\n");
    this.#line += first;
    for (const line of rest) {
      this.flush();
      this.#line = line;
    }
  }

  #enter(element: Element, depth: number): void {
    const heading = /^h([1-6])$/.exec(element.tagName)?.[1];
    if (heading) this.#shape = { kind: "heading", level: Number(heading) };
    if (element.tagName === "table") {
      this.#table(element, depth);
      return;
    }
    if (element.tagName === "ol" || element.tagName === "ul") {
      const type = LIST_TYPES[attribute(element, "type") ?? ""] ?? "decimal";
      const start = Number.parseInt(attribute(element, "start") ?? "1", 10);
      this.#lists.push({ ordered: element.tagName === "ol", type, next: Number.isFinite(start) ? start : 1 });
      this.children(element, depth);
      this.flush();
      this.#lists.pop();
      return;
    }
    if (element.tagName === "li") this.#item(element);
    const preformatted = this.#preformatted;
    this.#preformatted ||= element.tagName === "pre";
    this.children(element, depth);
    this.#preformatted = preformatted;
  }

  #item(element: Element): void {
    const list = this.#lists.at(-1);
    let printed: string | null = null;
    if (list?.ordered) {
      const own = Number.parseInt(attribute(element, "value") ?? "", 10);
      const number = Number.isFinite(own) ? own : list.next;
      list.next = number + 1;
      printed = formatNumber(number, list.type);
    }
    // Inside a table the place in the table says more.
    this.#shape =
      this.#shape.kind === "table-cell"
        ? { ...this.#shape, printed }
        : { kind: "list-item", level: Math.max(1, this.#lists.length), printed };
  }

  #table(table: Element, depth: number): void {
    const number = this.#tables++;
    const lists = this.#lists;
    this.#lists = [];
    let row = -1;
    const walkRows = (node: Element, level: number): void => {
      for (const child of node.childNodes) {
        if (!("tagName" in child) || isHidden(child)) continue;
        if (/^(?:thead|tbody|tfoot)$/.test(child.tagName)) walkRows(child, level + 1);
        else if (child.tagName === "tr") this.#row(child, number, ++row, level + 1);
        else {
          this.#shape = {};
          this.#node(child, level + 1);
        }
      }
    };
    walkRows(table, depth);
    this.#lists = lists;
  }

  #row(tr: Element, table: number, row: number, depth: number): void {
    let column = 0;
    for (const cell of tr.childNodes) {
      if (!("tagName" in cell) || !/^t[dh]$/.test(cell.tagName)) continue;
      this.budget.cell();
      if (!isHidden(cell)) {
        this.#shape = { kind: "table-cell", cell: { table, row, column } };
        this.children(cell, depth + 1);
        this.flush();
      }
      const span = Number.parseInt(attribute(cell, "colspan") ?? "1", 10);
      column += span > 1 && span < 1000 ? span : 1;
    }
    this.#shape = {};
  }
}

function attribute(element: Element, name: string): string | null {
  return element.attrs.find((candidate) => candidate.name === name)?.value ?? null;
}

function isHidden(element: Element): boolean {
  if (attribute(element, "hidden") !== null) return true;
  return /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i.test(attribute(element, "style") ?? "");
}

/** A page's own header or footer (site name, title; what word processors save of theirs): not the decision. */
function isFurniture(element: Element): boolean {
  if (/mso-element\s*:\s*(?:header|footer|comment)/i.test(attribute(element, "style") ?? "")) return true;
  if (element.parentNode?.nodeName !== "body") return false;
  if (element.tagName === "div") return /^(?:header|footer)$/.test(attribute(element, "title") ?? "");
  return element.tagName === "header" || element.tagName === "footer";
}
