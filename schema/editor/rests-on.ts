import type { BlockId } from "../domain/output.ts";
import { blockAt } from "./references/block-at.ts";
import { beginsAt, findingsOf } from "./findings.ts";
import { printedOf, sectionsOf, type OutputDocument, type OutputNode } from "./output-document.ts";

/** What of a document a recommendation can rest on: each of its findings, by the block that it begins with. */
export function findingsToRestOn(document: OutputDocument): { id: BlockId; block: OutputNode }[] {
  const found = sectionsOf(printedOf(document)).flatMap(({ blocks }) => findingsOf(blocks));
  return found.flatMap(([first]) => {
    const id = first && first.type !== "recommendation" ? beginsAt(first) : null;
    return first && id ? [{ id, block: first }] : [];
  });
}

/** The block that a recommendation rests on; null where none is chosen, and where it is gone, empty, or not printed. */
export function findingOf(document: OutputDocument, recommendation: OutputNode["attrs"]): OutputNode | null {
  return blockAt(document, recommendation?.["findingAt"]);
}
