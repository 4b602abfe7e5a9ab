import type { BlockId } from "../domain/output.ts";
import { beginsAt, findingsOf, idOf } from "./findings.ts";
import { isBlank, PLAIN } from "./numbering.ts";
import { nodesOf, printedOf, sectionsOf, type OutputDocument, type OutputNode } from "./output-document.ts";
import { idsIn } from "./pair-rows.ts";

/** What of a document a recommendation can rest on: each of its findings, by the block that it begins with. */
export function findingsToRestOn(document: OutputDocument): { id: BlockId; block: OutputNode }[] {
  const found = sectionsOf(printedOf(document)).flatMap(({ blocks }) => findingsOf(blocks));
  return found.flatMap(([first]) => {
    const id = first && first.type !== "recommendation" ? beginsAt(first) : null;
    return first && id ? [{ id, block: first }] : [];
  });
}

/**
 * The block that a recommendation rests on, or in another language than the leading one the block that says it. Null where none is
 * chosen, and where it is gone, empty, or not printed.
 */
export function findingOf(document: OutputDocument, recommendation: OutputNode["attrs"]): OutputNode | null {
  const at = recommendation?.["findingAt"];
  if (typeof at !== "string") return null;
  for (const { node } of nodesOf(printedOf(document))) {
    const { was, pair } = node.attrs ?? {};
    if (![idOf(node), ...idsIn(was), ...idsIn(pair)].includes(at)) continue;
    return node.type === "paragraph" && isBlank(node, PLAIN) ? null : node;
  }
  return null;
}
