import type { Node } from "prosemirror-model";
import { Decoration } from "prosemirror-view";
import type { TextWords } from "./words.ts";

/** Where tables scroll by themselves; the same width as in the style sheet. */
export const NARROW_TABLES = "(max-width: 43.75rem)";

/**
 * Makes each table a place that the keyboard can reach, and names it by the paragraph number of its first row. Where the
 * text has a caret the next key puts it into that table, and it brings into view what it comes to.
 */
export function scrollingTables(doc: Node, words: TextWords): Decoration[] {
  const out: Decoration[] = [];
  doc.descendants((node, position) => {
    if (node.type.name !== "table") return node.type.name === "group";
    const number = String(node.firstChild?.firstChild?.attrs["number"] ?? "");
    const region = { tabindex: "0", role: "region", "aria-label": words.table(number) };
    out.push(Decoration.node(position, position + node.nodeSize, region));
    return false;
  });
  return out;
}
