import type { UiLanguage } from "../../../../schema/domain/language.ts";
import type { OutputStatus } from "../../../../schema/domain/output.ts";
import type { PairBlock } from "../../../../schema/editor/pairs/pair-rows.ts";
import type { OutputDocument } from "../../../../schema/editor/output-document.ts";
import type { LedFacts } from "../../../../schema/protocol/http/outputs.ts";
import type { PartState } from "../../../../schema/protocol/http/quotes.ts";
import type { SourceRef } from "../../../../schema/protocol/http/parts/source-ref.ts";
import type { Drawing } from "../../../../schema/figures/drawing.ts";
import type { VerdictNames } from "../../naming/naming.ts";
import type { OutputWords } from "../../words/shape.ts";
import type { PrintedHouse } from "./printed-house.ts";

/** Words with their looks. `lang` where they are in another language than the document. */
export interface Run {
  kind: "run";
  text: string;
  strong: boolean;
  em: boolean;
  superscript: boolean;
  lang: string | null;
  href: string | null;
  /** A court's words in their marks, or the translation of them. */
  isQuote: boolean;
}
export type Inline =
  | Run
  | { kind: "break" }
  | { kind: "note"; content: Inline[] }
  /** A row of a chart, which its numbers stand beside; or a key to it, no wider than drawn. */
  | { kind: "drawing"; drawing: Drawing; isKey?: true }
  /** Takes no room: something leads here. */
  | { kind: "place"; at: PlaceName }
  /** The way there. `note`: the number that follows, of a note, counted in its language alone. */
  | { kind: "to"; at: PlaceName; text: string; note?: number };

/** What leads to a place is told by: "q1" of the first of all quotes, "b1" of the first block that something in the document leads to. */
export type PlaceName = `${"q" | "b"}${number}`;

/** The place of a quote, by its index in `quoted`. */
export function placeOfQuote(quoted: number): PlaceName {
  return `q${quoted + 1}`;
}

/** A name with what there is to say; `at`: where that leads. */
export type Fact = [name: string, value: string, at?: PlaceName | undefined];

export interface Cell {
  isHeader: boolean;
  colspan: number;
  rowspan: number;
  /** Of numbers, which stand under each other at the right edge of their column. */
  isRight?: boolean;
  blocks: Block[];
}

/**
 * What a document is made of. `of`: the block of the document that it comes from, where that is asked for: by it two languages stand side by
 * side.
 */
export type Block = AnyBlock & { of?: PairBlock };
type AnyBlock =
  /**
   * Levels begin at 1 and none is skipped, as readers' aids ask. `number`: "6.1"; "" where it has none. `range`: "¶ 40–51", by which
   * contents name what is cited in it.
   */
  | { kind: "heading"; level: number; number: string; range: string; startsPage: boolean; content: Inline[] }
  /**
   * `number`: by which it is cited; "" where it is not. `role`: the first sentences of a summary, in larger letters, or what stays on
   * the page of the table that follows.
   */
  | { kind: "paragraph"; number: string; role?: "lead" | "introduces"; content: Inline[] }
  /** `labels`: what stands before each item, from the item `start`; null = bullets. Findings of a summary stand between lines. */
  | {
      kind: "list";
      labels: { start: number; style: "letters" | "numbers" | "findings"; of: string[] } | null;
      items: Block[][];
    }
  | { kind: "quotation"; blocks: Block[] }
  /**
   * `label`: "Table 3"; `caption`: what somebody says that it shows; `at`: what leads here, if anything does; `remark`: what is said of it
   * below.
   */
  | { kind: "table"; label: string; caption: string; at?: PlaceName | undefined; rows: Cell[][]; remark?: string }
  /**
   * A quote with the note of its source. `lang`: of its words; `verdict`: what the cover names that by, "" where none is known;
   * `remark`: what is said of it below.
   */
  | { kind: "evidence"; content: Inline[]; lang: string; verdict: string; remark: string }
  | { kind: "recommendation"; label: string; number: string; content: Inline[]; facts: Fact[] }
  /**
   * A table that the product made. `head` stands above `rows`, of which one of a single text goes over all columns. `empty`
   * where there is nothing to show.
   */
  | {
      kind: "facts";
      label: string;
      caption: string;
      at?: PlaceName | undefined;
      head: string[];
      rows: string[][];
      empty: string;
    }
  | PagePart;

/** What the product sets around the text of a paper, of `title`, `mark` and `house` of the manuscript. */
export type PagePart =
  /**
   * A cover, a page of its own; a letterhead, with rows of whom it is for; or a title alone. `label`: what kind of paper it is, and its
   * number; `subtitle` and `note`: said below the title; `when`: "November 2026"; `also`: in which other languages it is there.
   */
  | {
      kind: "opening";
      form: "cover" | "letterhead" | "head";
      label: string;
      subtitle: string;
      note: string;
      when: string;
      also: string;
      rows: Pair[];
    }
  /** The headings; `ownPage`: on a page of their own, as behind a cover. */
  | { kind: "contents"; title: string; ownPage: boolean }
  /** What is to be seen at once, on the first page. */
  | { kind: "box"; rows: Pair[] }
  /** Whose it is and what it rests on; `atFoot`: of the page with the contents. */
  | { kind: "imprint"; rows: Pair[]; atFoot: boolean }
  /** `said`: what the paper says first, in a few lines; "" where that is more. */
  | { kind: "back"; label: string; said: string };
export type Pair = [name: string, value: string];

const PAGE_PARTS: ReadonlySet<Block["kind"]> = new Set(["opening", "contents", "box", "imprint", "back"]);

/** Whether it has neither lines nor blocks within it. */
export function isPagePart(block: Block): block is PagePart {
  return PAGE_PARTS.has(block.kind);
}

/** Blocks of which nothing but their lines and the blocks within them is theirs. */
export type PlainBlock = Exclude<Block, { kind: "table" | "evidence" | "recommendation" | "facts" } | PagePart>;

/** A plain block with other lines and other blocks within it. */
export function mapWithin<L, B>(
  of: PlainBlock,
  line: (inline: Inline) => L,
  block: (within: Block) => B,
): Mapped<L, B> {
  if ("content" in of) return { ...of, content: of.content.map(line) };
  if ("items" in of) return { ...of, items: of.items.map((item) => item.map(block)) };
  return { ...of, blocks: of.blocks.map(block) };
}

/** What `mapWithin` makes of a plain block. */
type Mapped<L, B, P = PlainBlock> = P extends { content: Inline[] }
  ? Omit<P, "content"> & { content: L[] }
  : P extends { items: Block[][] }
    ? Omit<P, "items"> & { items: B[][] }
    : Omit<P, "blocks"> & { blocks: B[] };

/** One document in one language, all in words: what DOCX, PDF and HTML are written from, so that they say the same. */
export interface Manuscript {
  language: UiLanguage;
  title: string;
  status: OutputStatus;
  /** Set above the title and at the foot of each page while it is not approved; "" once it is. */
  mark: string;
  network: string;
  /** Whose paper it is. It is set as it stands: no case number is looked for in it. */
  house: PrintedHouse;
  blocks: Block[];
  /** All quotes in their order: the verdict ("RS-1"; "" where it is not known), the place in it, and what they are tagged as. */
  quoted: Quoted[];
  words: OutputWords;
}

export interface Quoted {
  verdict: string;
  place: string;
  category: string;
}

/** How far readers agreed on something. */
export interface AgreementRow {
  what: string;
  /** "good", or why there is no value. */
  word: string;
  /** Both "" where there is no value. */
  alpha: string;
  range: string;
  /** "tags: 184" */
  base: string;
}

/** What is said of a document around its text. */
export interface CoverFacts {
  house: PrintedHouse;
  /** Title of the template, and which it is. */
  kind: string;
  template: string;
  status: OutputStatus;
  methodology: { title: string; version: number };
  /** "3 lawyers", "1 facilitator": how many of which role, never who. */
  coders: readonly string[];
  adjudicators: readonly string[];
  /** Null where no round was compared. */
  agreement: readonly AgreementRow[] | null;
  /** Of its data; ISO 8601. */
  at: string;
  /** Of the paper: when it was approved, or is made. */
  day: string;
}

export interface ManuscriptInput {
  title: string;
  language: UiLanguage;
  document: OutputDocument;
  parts: readonly PartState[];
  facts: CoverFacts;
  /** Verdicts that coders and agreement in `facts` are of; those that are quoted are named anyway. */
  restsOn?: readonly SourceRef[];
  /** Verdicts that it is written about by name, though nothing of them may be counted yet. */
  isAbout?: readonly SourceRef[];
  /** What else these verdicts may be told by: earlier values of their data, and what their own heads and texts say. */
  alsoNamed?: readonly VerdictNames[];
  /** Words of the writer's that stay, where they are not sure to name a verdict. */
  kept?: readonly string[];
  /** The other languages that it is there in. */
  alsoIn?: readonly UiLanguage[];
  /** What is read from the document that leads its languages. */
  led?: readonly LedFacts[];
  /** Blocks say which of the document they come from. */
  isPaired?: boolean;
  /**
   * Case numbers, dates and courts of verdicts are left out, also where a quote or a sentence names them, and dates of a
   * timeline are years: a published number with a date can identify a victim.
   */
  withoutCaseNumbers: boolean;
}
