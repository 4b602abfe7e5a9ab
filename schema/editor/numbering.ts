import { SET_IN } from "./paper-kinds.ts";
import type { OutputDocument, OutputNode } from "./output-document.ts";
import type { NodeName } from "./output-nodes.ts";

/** What is counted, each kind by itself through the whole document. */
export type Counted = "section" | "paragraph" | "recommendation" | "table" | "figure" | "note";

/** A node with the number that stands at it: "6.1" of a section, "41" of anything else. */
export interface Numbered<T> {
  node: T;
  kind: Counted;
  label: string;
}

/** What stands at a block of the top level, and where in the document it is. */
export interface BlockNumbers<T> {
  block: T;
  /** Of the block itself; null where it has none. */
  own: Numbered<T> | null;
  /** Of the block and of all within it, in reading order. */
  numbers: readonly Numbered<T>[];
  /** Number of the section that it is in; "" before the first, and in one that is not printed. */
  section: string;
  /** Number of the last paragraph of its section up to it; "" before the first of the section. */
  paragraph: string;
  /** In a section that is left out: nothing of it is counted. */
  isLeftOut: boolean;
}

/** How the nodes of a document are read: the editor's and a file's differ in form alone. */
export interface Reading<T> {
  type(node: T): string;
  attribute(node: T, name: string): unknown;
  /** Of a text. */
  text(node: T): string;
  content(node: T): readonly T[];
}

/** Recommendations, tables and notes are counted wherever they stand, sections and paragraphs at the top alone. */
const ANYWHERE: Partial<Record<NodeName, Counted>> = {
  recommendation: "recommendation",
  table: "table",
  timeline: "table",
  actors: "table",
  comparison: "table",
  chart: "figure",
  evidence: "note",
  evidenceNote: "note",
  footnote: "note",
};

/** A letter that takes room on the page. */
const VISIBLE = /[^\s\u00ad\u200b-\u200f\u2060\ufeff]/;

/** What is counted in a block, and what the block itself means for what follows. */
interface Facts<T> {
  counted: readonly { node: T; kind: Counted }[];
  /** Of a heading with words. */
  level: number | null;
  /** The template's section that begins here. */
  begins: string | null;
  /** Of a heading: it is printed though nothing stands below it. Of anything else: it is printed. */
  isPrinted: boolean;
}

/**
 * Numbers what a document counts, for the editor and for files alike. An empty paragraph or table has none, nor has a heading that is empty or
 * below which nothing stands, since they are not printed; what has not changed since is not looked into again.
 */
export class Numbering<T extends object> {
  readonly #reading: Reading<T>;
  readonly #facts = new WeakMap<T, Facts<T>>();

  constructor(reading: Reading<T>) {
    this.#reading = reading;
  }

  /**
   * The numbers of all blocks of the top level in their order; `leftOut`: keys of sections that are not printed; without `byParagraph`
   * paragraphs have none.
   */
  of(blocks: readonly T[], leftOut: ReadonlySet<string> = NONE, byParagraph = true): BlockNumbers<T>[] {
    const counter = new Counter();
    let isLeftOut = false;
    let isBare = false;
    const bare = this.#bareHeadings(blocks, leftOut);
    return blocks.map((block) => {
      const { counted, level, begins } = this.#factsOf(block);
      if (begins !== null) isLeftOut = leftOut.has(begins);
      const numbers = isLeftOut
        ? []
        : counted
            .filter(({ kind }) => kind !== "section" || !bare.has(block))
            .filter(({ kind }) => byParagraph || kind !== "paragraph")
            .map(({ node, kind }) => ({ node, kind, label: counter.next(kind, level ?? 1) }));
      const own = numbers.find(({ node }) => node === block) ?? null;
      if (own?.kind === "section") isBare = false;
      else if (bare.has(block)) isBare = true;
      const isNowhere = isLeftOut || isBare;
      const { section, paragraph } = counter;
      return {
        block,
        own,
        numbers,
        section: isNowhere ? "" : section,
        paragraph: isNowhere ? "" : paragraph,
        isLeftOut,
      };
    });
  }

  /** Headings below which nothing is printed, so that they are not either. */
  #bareHeadings(blocks: readonly T[], leftOut: ReadonlySet<string>): ReadonlySet<T> {
    const bare = new Set<T>();
    let isLeftOut = false;
    const printed = blocks.filter((block) => {
      const { begins } = this.#factsOf(block);
      if (begins !== null) isLeftOut = leftOut.has(begins);
      return !isLeftOut;
    });
    let above = 0;
    const levels = printed.map((block): number | null => {
      const { level, counted } = this.#factsOf(block);
      if (level === null || !counted.some(({ node, kind }) => node === block && kind === "section")) return null;
      return (above = Math.min(level, above + 1));
    });
    /** Level of the heading that follows; 0 where words do. */
    let next = 1;
    for (let i = printed.length - 1; i >= 0; i--) {
      const [block, level] = [printed[i], levels[i] ?? null];
      if (!block) continue;
      const { isPrinted } = this.#factsOf(block);
      if (level === null) next = isPrinted ? 0 : next;
      else if (isPrinted || next === 0 || next > level) next = level;
      else bare.add(block);
    }
    return bare;
  }

  #factsOf(block: T): Facts<T> {
    const known = this.#facts.get(block);
    if (known) return known;
    const facts = this.#look(block);
    this.#facts.set(block, facts);
    return facts;
  }

  #look(block: T): Facts<T> {
    const reading = this.#reading;
    const type = reading.type(block);
    const isHeading = type === "heading";
    const counted: { node: T; kind: Counted }[] = [];
    if (isHeading && hasWords(block, reading)) counted.push({ node: block, kind: "section" });
    if (type === "paragraph" && !isBlank(block, reading)) counted.push({ node: block, kind: "paragraph" });
    collect(block, reading, counted);
    const level: unknown = reading.attribute(block, "level");
    const section: unknown = reading.attribute(block, "section");
    return {
      counted,
      level: isHeading && typeof level === "number" ? level : null,
      begins: isHeading && typeof section === "string" ? section : null,
      isPrinted: isHeading
        ? SET_BY_PRODUCT.has(section) || reading.content(block).some((child) => NOTES.has(reading.type(child)))
        : isPrinted(block, reading),
    };
  }
}

const NONE: ReadonlySet<string> = new Set();
/** In a heading, these are printed with it whatever stands below. */
const NOTES: ReadonlySet<string> = new Set(["footnote", "evidenceNote"]);
/** Sections at whose ends the product sets something, whoever wrote in them. */
export const SET_BY_PRODUCT: ReadonlySet<unknown> = new Set(Object.values(SET_IN));

/** Whether something of a block stands in a file: of a table nothing does before a cell holds something, of a recommendation before it says something. */
export function isPrinted<T>(node: T, reading: Reading<T>): boolean {
  const type = reading.type(node);
  if (type === "paragraph" || type === "heading") return !isBlank(node, reading);
  if (type in ANYWHERE) return countedAs(node, reading) !== null;
  const content = reading.content(node);
  return content.some((child) => isPrinted(child, reading));
}

/** Counts on. A section's number goes one level deeper than the one before it at most, as its heading is printed. */
class Counter {
  /** How many sections of each level there are so far, of the section that one is in. */
  readonly #sections: number[] = [];
  readonly #counts = new Map<Counted, number>();
  paragraph = "";

  get section(): string {
    return this.#sections.join(".");
  }

  next(kind: Counted, level: number): string {
    if (kind === "section") {
      const depth = Math.min(level, this.#sections.length + 1);
      this.#sections[depth - 1] = (this.#sections[depth - 1] ?? 0) + 1;
      this.#sections.length = depth;
      this.paragraph = "";
      return this.section;
    }
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    if (kind === "paragraph") this.paragraph = String(count);
    return String(count);
  }
}

/** Adds what of a node, and of all within it, is counted wherever it stands. */
function collect<T>(node: T, reading: Reading<T>, found: { node: T; kind: Counted }[]): void {
  const kind = countedAs(node, reading);
  if (kind) found.push({ node, kind });
  for (const child of reading.content(node)) collect(child, reading, found);
}

function countedAs<T>(node: T, reading: Reading<T>): Counted | null {
  const type = reading.type(node) as NodeName;
  const kind = ANYWHERE[type] ?? null;
  switch (type) {
    // Of no verdict yet.
    case "timeline":
    case "actors":
      return reading.attribute(node, "verdict") ? kind : null;
    case "chart":
      return reading.attribute(node, "questions") ? kind : null;
    case "comparison":
      return reading.attribute(node, "verdicts") && reading.attribute(node, "questions") ? kind : null;
    case "table":
      return reading.content(node).some((row) => isPrinted(row, reading)) ? kind : null;
    case "recommendation":
      return !isBlank(node, reading) || saysInFields(node, reading) ? kind : null;
    case "footnote":
      return isBlank(node, reading) ? null : kind;
    default:
      return kind;
  }
}

/**
 * Whether something is typed into a recommendation's fields. In a document that follows another, to whom it is, by when and on what it rests
 * came along.
 */
export function saysInFields<T>(node: T, reading: Reading<T>): boolean {
  if (reading.type(node) !== "recommendation") return false;
  const names = reading.attribute(node, "pair")
    ? TYPED_FIELDS
    : [...TYPED_FIELDS, "addressee", "deadline", "findingAt"];
  return names.some((name) => {
    const value = reading.attribute(node, name);
    return typeof value === "string" && VISIBLE.test(value);
  });
}

const TYPED_FIELDS = ["finding", "verb", "indicator"];

/** Whether a text block, or a note, holds nothing that would be printed: blanks and breaks are how people make room. */
export function isBlank<T>(node: T, reading: Reading<T>): boolean {
  return reading.content(node).every((child) => {
    const type = reading.type(child);
    if (type === "text") return !VISIBLE.test(reading.text(child));
    return type === "hardBreak" || (type === "footnote" && isBlank(child, reading));
  });
}

/** Whether a heading has words to be found by, or a figure or a quoted word among them. */
function hasWords<T>(node: T, reading: Reading<T>): boolean {
  return reading.content(node).some((child) => {
    const type = reading.type(child);
    if (type === "text") return VISIBLE.test(reading.text(child));
    return (
      type === "figure" ||
      type === "record" ||
      type === "reference" ||
      (type === "evidenceNote" && reading.attribute(child, "shows") !== "note")
    );
  });
}

/** Reads a document as plain data, as versions and files hold it. */
export const PLAIN: Reading<OutputNode> = {
  type: ({ type }) => type,
  attribute: ({ attrs }, name) => attrs?.[name],
  text: ({ text = "" }) => text,
  content: ({ content = [] }) => content,
};

/** The number at each node of a document that has one. */
export function numbersOf(
  document: OutputDocument,
  leftOut?: ReadonlySet<string>,
  byParagraph = true,
): ReadonlyMap<OutputNode, Numbered<OutputNode>> {
  const blocks = new Numbering(PLAIN).of(document.content, leftOut, byParagraph);
  return new Map(blocks.flatMap(({ numbers }) => numbers.map((each) => [each.node, each] as const)));
}
