import { localise, type UiLanguage, type VerdictLanguage } from "../../schema/domain/language.ts";
import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import { QuoteApproval } from "../../schema/domain/output.ts";
import type { OutputDocument, OutputNode } from "../../schema/editor/output-document.ts";
import { nodesOf } from "../../schema/editor/output-document.ts";
import { nodeRule, toQuote, type NodeName } from "../../schema/editor/output-nodes.ts";
import { withNewIds } from "../../schema/rooms/output-room.ts";

export type Template = MethodologyContent["outputs"][number];

/** A node with all its attributes, of which `attrs` says some. */
export function makeNode(type: NodeName, attrs: Record<string, unknown> = {}, content: OutputNode[] = []): OutputNode {
  const rules = nodeRule(type)?.attributes ?? {};
  const all = Object.fromEntries(Object.entries(rules).map(([name, { missing }]) => [name, attrs[name] ?? missing]));
  return {
    type,
    ...(Object.keys(all).length > 0 ? { attrs: all } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

/** What an output begins with: the heading of each section and a paragraph to write in. The prompts stand beside it, not in it. */
export function documentOf(template: Template, language: UiLanguage): OutputDocument {
  const content = template.sections.flatMap((section) => [
    makeNode("heading", { level: 1, section: section.id }, textNode(localise(section.title, language))),
    makeNode("paragraph"),
  ]);
  return withNewIds({ type: "doc", content });
}

/**
 * What the partner of an output begins with: its sections in their order, each with the quotes and figures of the original as they
 * stand there; the words between them are to be written. Structure is kept as far as it has no words, and so is what is left out. A quote shows the translation
 * into the partner's language, where its verdict is `written` in another.
 */
export function partnerDocumentOf(
  original: OutputDocument,
  template: Template,
  language: UiLanguage,
  written: ReadonlyMap<string, VerdictLanguage>,
): OutputDocument {
  const titles = new Map(template.sections.map(({ id, title }) => [id, localise(title, language)]));
  const content = original.content.flatMap((block): OutputNode[] => {
    const section = block.attrs?.["section"];
    if (block.type === "heading" && typeof section === "string")
      return [makeNode("heading", { ...block.attrs }, textNode(titles.get(section) ?? "")), makeNode("paragraph")];
    const kept = WORDLESS.has(block.type) ? [translatedInto(block, language, written)] : [];
    // Quotes and figures within sentences and tables: each in a paragraph of its own, for the sentence that will hold it.
    const inner = [...nodesOf(block)].filter(({ node }) => INLINE.has(node.type) || WORDLESS.has(node.type));
    const taken = inner.map(({ node }) => ({ node: translatedInto(node, language, written), type: node.type }));
    return [...kept, ...taken.map(({ node, type }) => (INLINE.has(type) ? makeNode("paragraph", {}, [node]) : node))];
  });
  return withNewIds({ ...original, content });
}

function translatedInto(
  node: OutputNode,
  language: UiLanguage,
  written: ReadonlyMap<string, VerdictLanguage>,
): OutputNode {
  if (node.type !== "evidence" && node.type !== "evidenceNote") return node;
  const quote = toQuote(node.attrs ?? {});
  const own = quote.verdict && written.get(quote.verdict);
  const translation = own && own !== language.split("-")[0] ? language : null;
  // Nobody has looked at that translation yet.
  const approved = quote.approved && QuoteApproval.omit({ translation: true }).parse(quote.approved);
  return { ...node, attrs: { ...node.attrs, translation, approved: approved && JSON.stringify(approved) } };
}

const WORDLESS: ReadonlySet<NodeName> = new Set(["evidence", "timeline", "actors", "comparison"]);
const INLINE: ReadonlySet<NodeName> = new Set(["evidenceNote", "figure"]);

function textNode(text: string): OutputNode[] {
  return text === "" ? [] : [{ type: "text", text }];
}
