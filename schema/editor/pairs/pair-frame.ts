import type { UiLanguage } from "../../domain/language.ts";
import { QuoteApproval } from "../../domain/output.ts";
import type { OutputNode } from "../output-document.ts";
import { EVIDENCE_NODES, nodeRule, toQuote, WIRED_BLOCKS } from "../output-nodes.ts";

/**
 * What of a block of a leading document comes along into another language: all but its words, and what is typed into it. It names the block
 * that it comes from as its pair, and has no id of its own yet.
 */
export function frameOf(
  block: OutputNode,
  language: UiLanguage,
  languageOf: LanguageOf,
  typed: Typed | null = null,
): OutputNode {
  const frame = framed(block, language, languageOf, typed);
  return { ...frame, attrs: { ...frame.attrs, id: null, was: null, pair: block.attrs?.["id"] ?? null } };
}

/** What is typed, as it reads in the other script of its language. */
export type Typed = (words: string) => string;

/** In what language a quote's verdict is written; null where that is not known. */
export type LanguageOf = (quote: OutputNode) => string | null;

/** What within a block is typed in a language, and does not come along. */
const TYPED_IN: ReadonlySet<string> = new Set(["text", "hardBreak", "footnote"]);

/** Words that stand in attributes; an addressee of the house, and a date by when, is read from the leading block. */
const TYPED: Partial<Record<OutputNode["type"], readonly string[]>> = {
  recommendation: ["finding", "verb", "indicator", "addressee", "deadline"],
  entry: ["who", "role", "stands"],
};

function framed(node: OutputNode, language: UiLanguage, languageOf: LanguageOf, typed: Typed | null): OutputNode {
  if (node.type === "text") return { ...node, text: typed?.(node.text ?? "") ?? "" };
  const content = (node.content ?? [])
    .filter(({ type }) => typed !== null || !TYPED_IN.has(type))
    .map((child) => framed(child, language, languageOf, typed))
    .flatMap((child, i) => (i > 0 && typed === null && isInSentence(child) ? [BLANK, child] : [child]));
  // In another script a quote shows what it showed.
  const { attrs } = typed === null ? translatedInto(node, language, languageOf) : node;
  const kept = Object.entries(attrs ?? {}).map(([name, value]) =>
    TYPED[node.type]?.includes(name) ? [name, typed?.(String(value)) ?? ""] : [name, OWN.has(name) ? null : value],
  );
  return {
    type: node.type,
    ...(kept.length > 0 ? { attrs: Object.fromEntries(kept) as Record<string, unknown> } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

/** Between what stood among words that do not come along: two numbers would read as one. */
const BLANK: OutputNode = { type: "text", text: " " };

function isInSentence({ type }: OutputNode): boolean {
  return nodeRule(type)?.groups.includes("inline") ?? false;
}

const OWN: ReadonlySet<string> = new Set(["id", "was", "pair"]);

/** A quote shows the translation into the document's language where its verdict is written in another. */
function translatedInto(node: OutputNode, language: UiLanguage, languageOf: LanguageOf): OutputNode {
  if (node.type !== "evidence" && node.type !== "evidenceNote") return node;
  const quote = toQuote(node.attrs ?? {});
  const own = languageOf(node)?.split("-")[0];
  const translation = own !== undefined && own !== language.split("-")[0] ? language : null;
  // Nobody has looked at that translation yet.
  const approved = quote.approved && QuoteApproval.omit({ translation: true }).parse(quote.approved);
  return { ...node, attrs: { ...node.attrs, translation, approved: approved && JSON.stringify(approved) } };
}

/** Whether a block is there with its words alone: it waits until somebody writes it. */
export function isOfWords({ type, content = [] }: OutputNode): boolean {
  return !STRUCTURE.has(type) && !content.some((node) => holdsEvidence(node));
}

const STRUCTURE: ReadonlySet<string> = new Set(["heading", "table", "evidence", ...WIRED_BLOCKS]);
const EVIDENCE: ReadonlySet<string> = new Set(EVIDENCE_NODES);

function holdsEvidence({ type, content = [] }: OutputNode): boolean {
  return EVIDENCE.has(type) || content.some(holdsEvidence);
}
