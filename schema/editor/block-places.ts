import { Numbering, PLAIN } from "./numbering.ts";
import { nodesOf, textOf, type OutputDocument, type OutputNode } from "./output-document.ts";

/**
 * What blocks of a document are called where something leads to them: "¶ 41", "§ 6.1", "R 2", or "" without a number; and of text, which
 * many of one section may be, the words that it begins with.
 */
export function blockPlaces(
  document: OutputDocument,
  byParagraph: boolean,
  words = WORDS_SHOWN,
): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const each of new Numbering(PLAIN).of(document.content, new Set(document.leftOut), byParagraph)) {
    const { block, own, paragraph, section } = each;
    const around = paragraph ? `¶\u00a0${paragraph}` : section && `§\u00a0${section}`;
    const place = own?.kind === "recommendation" ? `R\u00a0${own.label}` : around;
    for (const { node } of nodesOf({ type: "doc", content: [block] }))
      if (typeof node.attrs?.["id"] === "string")
        places.set(
          node.attrs["id"],
          [place, node.type === "paragraph" && words > 0 ? firstWords(node, words) : ""].filter(Boolean).join(" "),
        );
  }
  return places;
}

const WORDS_SHOWN = 4;

/** The words that a block begins with, without those of its notes. */
export function firstWords(node: OutputNode, count = WORDS_SHOWN): string {
  const words = textOf(withoutNotes(node)).trim().split(/\s+/u);
  return words.slice(0, count).join(" ") + (words.length > count ? "…" : "");
}

function withoutNotes(node: OutputNode): OutputNode {
  if (!node.content) return node;
  return { ...node, content: node.content.filter(({ type }) => type !== "footnote").map(withoutNotes) };
}
