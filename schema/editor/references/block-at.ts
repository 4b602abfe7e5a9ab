import { isBlank, PLAIN } from "../numbering.ts";
import { nodesOf, printedOf, type OutputDocument, type OutputNode } from "../output-document.ts";
import { idsIn } from "../pairs/pair-rows.ts";

/** The ids that lead to a node: its own, those of blocks joined into it, and of the leading blocks that it says. */
export function idsOf({ attrs = {} }: OutputNode): string[] {
  return [...idsIn(attrs["id"]), ...idsIn(attrs["was"]), ...idsIn(attrs["pair"])];
}

/** Whether a block that something leads to is printed, where its section is: one without words is not. */
export function isPrinted(node: OutputNode): boolean {
  return (node.type !== "paragraph" && node.type !== "heading") || !isBlank(node, PLAIN);
}

/**
 * The block that something in a document leads to by an id, or in another language than the leading one the block that says it. Null
 * where none is chosen, and where it is gone, empty, or not printed.
 */
export function blockAt(document: OutputDocument, at: unknown): OutputNode | null {
  if (typeof at !== "string") return null;
  for (const { node } of nodesOf(printedOf(document)))
    if (idsOf(node).includes(at)) return isPrinted(node) ? node : null;
  return null;
}
