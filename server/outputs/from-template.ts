import { localise, type UiLanguage, type VerdictLanguage } from "../../schema/domain/language.ts";
import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import type { OutputDocument, OutputNode } from "../../schema/editor/output-document.ts";
import { nodeRule, type NodeName } from "../../schema/editor/output-nodes.ts";
import { isBlank, PLAIN } from "../../schema/editor/numbering.ts";
import { frameOf, isOfWords, type Typed } from "../../schema/editor/pairs/pair-frame.ts";
import { toCyrillic, toLatin } from "../../schema/language/script.ts";
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
 * What a document in another language begins with: of the leading one its sections, headings, quotes, figures, tables and what is read from
 * answers, each beside the block that it comes from; the words are to be written, and so is all that is words alone. The line
 * under a section's heading stands beside the first block there. A quote shows the translation where its verdict is `written` in another language.
 */
export function partnerDocumentOf(
  original: OutputDocument,
  template: Template,
  language: UiLanguage,
  written: ReadonlyMap<string, VerdictLanguage>,
): OutputDocument {
  const titles = new Map(template.sections.map(({ id, title }) => [id, localise(title, language)]));
  const languageOf = ({ attrs }: OutputNode): string | null => written.get(String(attrs?.["verdict"])) ?? null;
  const content = original.content.flatMap((block, i): OutputNode[] => {
    const section = block.attrs?.["section"];
    const frame = frameOf(block, language, languageOf);
    if (block.type === "heading" && typeof section === "string")
      return [{ ...frame, content: textNode(titles.get(section) ?? "") }, ...lineUnder(original.content.slice(i + 1))];
    return isOfWords(block) ? [] : [frame];
  });
  // Its words are to be written too: a cover would bear them in another language.
  const { subtitle: _, ...frame } = original;
  return withNewIds({ ...frame, content });
}

/** What a document in the other script of the same language begins with: all of the leading one, each block beside that it comes from. */
export function rescriptedDocumentOf(original: OutputDocument, language: UiLanguage, typed: Typed): OutputDocument {
  const content = original.content.map((block) => frameOf(block, language, () => null, typed));
  const { subtitle } = original;
  return withNewIds({ ...original, ...(subtitle === undefined ? {} : { subtitle: typed(subtitle) }), content });
}

/** How words of one language are written in the script of the other; null where the two are no scripts of one language. */
export function scriptsOf(from: UiLanguage, into: UiLanguage): Typed | null {
  if (from === "sr-Latn" && into === "sr-Cyrl") return rescripted(toCyrillic);
  return from === "sr-Cyrl" && into === "sr-Latn" ? rescripted(toLatin) : null;
}

/** Addresses stay as they are. */
const ADDRESS = /(\S+:\/\/\S+|www\.\S+|\S+@\S+)/u;

const rescripted =
  (write: (words: string) => string): Typed =>
  (words) =>
    words
      .split(ADDRESS)
      .map((part, i) => (i % 2 === 1 ? part : write(part)))
      .join("");

/** To write in under a section's heading, beside what begins it; where that comes along itself nothing is needed. */
function lineUnder(below: readonly OutputNode[]): OutputNode[] {
  const first = below.find((block) => block.type !== "paragraph" || !isBlank(block, PLAIN));
  if (!first || first.type === "heading")
    return [makeNode("paragraph", { pair: below[0]?.type === "paragraph" ? below[0].attrs?.["id"] : null })];
  if (first.type !== "paragraph") return isOfWords(first) ? [makeNode("paragraph")] : [];
  return isOfWords(first) ? [makeNode("paragraph", { pair: first.attrs?.["id"] })] : [];
}

function textNode(text: string): OutputNode[] {
  return text === "" ? [] : [{ type: "text", text }];
}
