import { z } from "zod";
import { PartialDate } from "../domain/answer.ts";
import {
  BlockId,
  CHART_KINDS,
  CHART_UNITS,
  FigureApproval,
  FigureScope,
  FigureSubject,
  jsonText,
  parseJson,
  QuoteApproval,
} from "../domain/output.ts";
import { AnnotationId, QuestionId, VerdictId, WorkshopId } from "../domain/ids.ts";
import { UI_LANGUAGES } from "../domain/language.ts";
import { ReadableKey } from "../domain/methodology/methodology.ts";
import { AddresseeKey } from "../domain/house.ts";
import { RecordFacts, RecordOf } from "../domain/workshop/record.ts";
import { LayerKind } from "../domain/verdict.ts";
import { TypedText } from "../rooms/field-rule.ts";
import { packAnchor, PackedAnchor } from "../rooms/packed-anchor.ts";
import type { Anchor } from "../text/revision.ts";

/** How much a table on a page sets beside each other. */
export const COMPARED_MAX = { questions: 12, verdicts: 60 } as const;
/** Questions that a chart draws beside each other. */
export const DRAWN_MAX = 2;

/**
 * The one table of what an output's document is made of: the editor's schema, the gate's list, the shape of versions and the
 * walk over a room's XML are all made from it. Everything is optional: a node may be empty and any attribute may be missing, and
 * whether a node may stand in another depends on their two names alone. So no deletion and no merge of what the gate let in
 * can give a document that an editor would have to repair (docs/design.md, section 4: total).
 */
export const NODES = {
  doc: node([], "block"),
  paragraph: node(["block"], "inline", BLOCK()),
  heading: node(["block"], "inline", {
    ...BLOCK(),
    level: attribute(z.int().min(1).max(4), 2),
    /** The template's section that begins here. */
    section: attribute(ReadableKey, null),
  }),
  blockquote: node(["block"], "block", BLOCK()),
  bulletList: node(["block"], "item", BLOCK()),
  orderedList: node(["block"], "item", { ...BLOCK(), start: attribute(z.int().min(0).max(9999), 1) }),
  listItem: node(["item"], "block"),
  table: node(["block"], "row", BLOCK()),
  tableRow: node(["row"], "cell"),
  tableCell: node(["cell"], "block", SPANS()),
  headerCell: node(["cell"], "block", SPANS()),
  /** A passage quoted as a block. */
  evidence: node(["block"], "nothing", { ...BLOCK(), ...QUOTE() }),
  /** A recommendation: its words, and what it is structured by. */
  recommendation: node(["block"], "inline", {
    ...BLOCK(),
    /** As somebody typed it, of before it was chosen among the document's. */
    finding: attribute(ShortText(), ""),
    /** The block of the document that it rests on; of the leading one, where another language says the same. */
    findingAt: attribute(BlockId, null),
    addressee: attribute(ShortText(), ""),
    /** Of the house, which may call them otherwise later; the words stand for who has none. */
    addresseeKey: attribute(AddresseeKey, null),
    verb: attribute(ShortText(), ""),
    deadline: attribute(ShortText(), ""),
    indicator: attribute(ShortText(), ""),
  }),
  /** Dates of a verdict in their order, and who takes part in it; read from answers when shown. */
  timeline: node(["block"], "entry", { ...BLOCK(), verdict: attribute(VerdictId, null) }),
  actors: node(["block"], "entry", { ...BLOCK(), verdict: attribute(VerdictId, null) }),
  /** Answers of some verdicts to some questions, a row a verdict; read when shown. */
  comparison: node(["block"], "entry", {
    ...BLOCK(),
    questions: attribute(Ids(QuestionId, COMPARED_MAX.questions), ""),
    verdicts: attribute(Ids(VerdictId, COMPARED_MAX.verdicts), ""),
  }),
  /** Answers counted or measured over a scope: a table with one drawn column. */
  chart: node(["block"], "entry", {
    ...BLOCK(),
    kind: attribute(z.enum(CHART_KINDS), "squares"),
    questions: attribute(Ids(QuestionId, DRAWN_MAX), ""),
    /** JSON FigureScope; null: the document's own. */
    scope: attribute(jsonText(FigureScope), null),
    unit: attribute(z.enum(CHART_UNITS), "verdict"),
  }),
  /**
   * What somebody typed into, or hid in, a node that is read from answers. Two of one cell both stand: nobody writes over
   * anybody. The passage that it rests on, if any, is a quote as others are.
   */
  entry: node(["entry"], "plain", {
    ...ID(),
    ...QUOTE(),
    /** The row or cell that is read from answers and that this one is of; "" for a row of its own. */
    cell: attribute(CellKey(), ""),
    hides: attribute(z.boolean(), false),
    /** What the answers of its cell said when it was typed: once they say something else, it is flagged. */
    stands: attribute(ShortText(), ""),
    /** Of a timeline: a day, month or year, or a span of time up to `until`. */
    date: attribute(z.union([PartialDate, z.literal("")]), ""),
    until: attribute(z.union([PartialDate, z.literal("")]), ""),
    isAbout: attribute(z.boolean(), false),
    /** Of those who take part. */
    who: attribute(ShortText(), ""),
    role: attribute(ShortText(), ""),
  }),
  text: node(["inline", "plain"], "nothing"),
  hardBreak: node(["inline", "plain"], "nothing"),
  footnote: node(["inline"], "plain", ID()),
  /** A passage quoted within a sentence: its words with their source in a note, or the note alone. */
  evidenceNote: node(["inline"], "nothing", {
    ...ID(),
    ...QUOTE(),
    shows: attribute(z.enum(["words", "note"]), "words"),
  }),
  /** A number that is counted when shown. */
  figure: node(["inline", "plain"], "nothing", {
    ...ID(),
    /** JSON FigureSubject, FigureScope, FigureApproval. */
    subject: attribute(jsonText(FigureSubject), null),
    scope: attribute(jsonText(FigureScope), null),
    approved: attribute(jsonText(FigureApproval), null),
  }),
  /** What a workshop did, decided or counted: a sentence that is read from its rows when shown, and that nobody types over. */
  record: node(["inline", "plain"], "nothing", {
    ...ID(),
    workshop: attribute(WorkshopId, null),
    /** The row; null of none. */
    of: attribute(RecordOf, null),
    /** JSON RecordFacts, as they were when the document was approved. */
    approved: attribute(jsonText(RecordFacts), null),
  }),
  /** Another block of the document, by what it is called when shown. */
  reference: node(["inline", "plain"], "nothing", {
    ...ID(),
    /** The block; of the leading document, where another language says the same. */
    to: attribute(BlockId, null),
    /** With its word, or the number alone: words that are declined are typed. */
    form: attribute(z.enum(["named", "number"]), "named"),
  }),
} as const satisfies Record<string, NodeRule>;

export type NodeName = keyof typeof NODES;

/** Blocks whose rows are read from the verdicts; people add rows and words to them. */
export const WIRED_BLOCKS = ["timeline", "actors", "comparison", "chart"] as const satisfies NodeName[];
/** What is read from elsewhere: words of verdicts, numbers counted from them, wired blocks, and what workshops recorded. */
export const EVIDENCE_NODES = [
  "evidence",
  "evidenceNote",
  "figure",
  "record",
  ...WIRED_BLOCKS,
] as const satisfies NodeName[];

/** Marks of text, with their attributes. */
export const MARKS = {
  strong: {},
  em: {},
  superscript: {},
  /** Words in another language than the document's: they need its letter forms and its dictionary. */
  language: { lang: attribute(z.enum(UI_LANGUAGES), "en") },
  link: { href: attribute(LinkTarget(), "") },
} as const satisfies Record<string, Record<string, AttributeRule>>;

export type MarkName = keyof typeof MARKS;

/** What may stand in a node, by group. `inline` and `plain` hold text, and stand in shared texts. */
export type Holds = "block" | "inline" | "plain" | "item" | "row" | "cell" | "entry" | "nothing";

export interface NodeRule {
  groups: readonly Holds[];
  holds: Holds;
  attributes: Readonly<Record<string, AttributeRule>>;
}

export interface AttributeRule {
  value: z.ZodType;
  /** What a missing one means. */
  missing: unknown;
}

/** The rule of a node that a peer names, or null where there is none. */
export function nodeRule(name: string): NodeRule | null {
  return Object.hasOwn(NODES, name) ? NODES[name as NodeName] : null;
}

/** The rules of a mark's attributes, or null where there is no such mark. */
export function markRule(name: string): Readonly<Record<string, AttributeRule>> | null {
  return Object.hasOwn(MARKS, name) ? MARKS[name as MarkName] : null;
}

/** Whether a node may stand in another. */
export function mayHold(parent: NodeRule, child: NodeRule): boolean {
  return child.groups.includes(parent.holds);
}

/** Whether a node holds text, in shared texts between which inline nodes stand. */
export function holdsText(rule: NodeRule): boolean {
  return rule.holds === "inline" || rule.holds === "plain";
}

/** Depth of nodes within each other that the gate takes; more is no document that a person wrote. */
export const DEPTH_MAX = 24;

/** An anchor as an attribute: the numbers of its packed form with blanks between them. */
export function toAnchorText(anchor: Anchor): string {
  return packAnchor(anchor).join(" ");
}

/** The anchor of an attribute, or null where it is none. */
export function parseAnchorText(text: string | null): Anchor | null {
  if (text === null || !/^\d{1,9}(?: \d{1,9}){2,128}$/.test(text)) return null;
  const parsed = PackedAnchor.safeParse(text.split(" ").map(Number));
  return parsed.success ? parsed.data : null;
}

/** A quote's attributes as they are read. */
export interface QuoteAttributes {
  verdict: VerdictId | null;
  anchor: Anchor | null;
  /** The tag that it was taken from; null for a passage that nobody tagged. */
  annotation: AnnotationId | null;
  layer: LayerKind | null;
  /** Language of the translation shown under it; null = none. */
  translation: string | null;
  approved: QuoteApproval | null;
  /** What the writer says to readers of a source that has changed since. */
  note: string;
}

/** Reads a quote's attributes; what a peer wrote wrongly counts as missing. */
export function toQuote(attributes: Readonly<Record<string, unknown>>): QuoteAttributes {
  const text = (name: string): string | null => (typeof attributes[name] === "string" ? attributes[name] : null);
  return {
    verdict: VerdictId.safeParse(attributes["verdict"]).data ?? null,
    anchor: parseAnchorText(text("anchor")),
    annotation: AnnotationId.safeParse(attributes["annotation"]).data ?? null,
    layer: LayerKind.safeParse(attributes["layer"]).data ?? null,
    translation: text("translation"),
    approved: parseJson(QuoteApproval, text("approved")),
    note: text("note") ?? "",
  };
}

/** A quote's attributes as they stand in the document; `id` is the node's. */
export function fromQuote(quote: QuoteAttributes): Record<string, string | null> {
  return {
    verdict: quote.verdict,
    anchor: quote.anchor && toAnchorText(quote.anchor),
    annotation: quote.annotation,
    layer: quote.layer,
    translation: quote.translation,
    approved: quote.approved && JSON.stringify(quote.approved),
    note: quote.note,
  };
}

/** Whether a node quotes a passage, or may rest on one. */
export function isQuote(type: string): boolean {
  return type === "evidence" || type === "evidenceNote" || type === "entry";
}

/** A quote's approval, as it stands in the document, with another fingerprint of its translation; the same where it has none. */
export function withFingerprint(text: string, next: (fingerprint: number) => number): string {
  const approved = parseJson(QuoteApproval, text);
  if (approved?.translation === undefined) return text;
  const translation = next(approved.translation);
  return translation === approved.translation ? text : JSON.stringify({ ...approved, translation });
}

function node<A extends Record<string, AttributeRule> = Record<never, AttributeRule>>(
  groups: readonly Holds[],
  holds: Holds,
  attributes: A = {} as A,
): NodeRule & { attributes: A } {
  return { groups, holds, attributes };
}

function attribute(value: z.ZodType, missing: unknown): AttributeRule {
  return { value, missing };
}

function ID(): { id: AttributeRule } {
  return { id: attribute(BlockId, null) };
}

/**
 * Of a block: also the ids of blocks that were joined into it, so that what was said of them is found there; and in a document that
 * says in another language what a leading one says, of the leading one's blocks that this one, and those joined into it, say.
 */
function BLOCK(): { id: AttributeRule; was: AttributeRule; pair: AttributeRule } {
  return { ...ID(), was: attribute(BlockIds(), null), pair: attribute(BlockIds(), null) };
}

/** Ids with blanks between them. */
function BlockIds(): z.ZodType {
  return z.string().regex(/^[A-Za-z0-9_-]{22}(?: [A-Za-z0-9_-]{22}){0,31}$/);
}

function SPANS(): { colspan: AttributeRule; rowspan: AttributeRule; colwidth: AttributeRule } {
  const span = z.int().min(1).max(100);
  // The table commands want a `colwidth`; nobody sets one.
  return { colspan: attribute(span, 1), rowspan: attribute(span, 1), colwidth: attribute(z.never(), null) };
}

function QUOTE(): Record<keyof QuoteAttributes, AttributeRule> {
  return {
    verdict: attribute(VerdictId, null),
    anchor: attribute(
      z.string().refine((text) => parseAnchorText(text) !== null),
      null,
    ),
    annotation: attribute(AnnotationId, null),
    layer: attribute(LayerKind, null),
    translation: attribute(z.enum(UI_LANGUAGES), null),
    approved: attribute(jsonText(QuoteApproval), null),
    note: attribute(ShortText(), ""),
  };
}

/** Ids with commas between them: a list that is written as a whole, and no typed words. */
function Ids(id: z.ZodType, most: number): z.ZodType {
  return z.string().refine((text) => {
    const ids = text.split(",");
    return text === "" || (ids.length <= most && ids.every((each) => id.safeParse(each).success));
  });
}

/** A closed word, so that it counts as no typed one. */
function CellKey(): z.ZodType {
  return z.string().regex(/^[^\s]{0,200}$/u);
}

function ShortText(): z.ZodType {
  return TypedText.refine((text) => text.length <= 2000);
}

/** What a link may lead to: a page, a mail address, or nothing. Never a script. */
function LinkTarget(): z.ZodType {
  return TypedText.refine((text) => text.length <= 2000 && (text === "" || /^(?:https?:\/\/|mailto:)/i.test(text)));
}
