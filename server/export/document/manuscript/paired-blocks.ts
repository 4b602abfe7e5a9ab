import type { OutputNode } from "../../../../schema/editor/output-document.ts";
import { pairBlock } from "../../../../schema/editor/pairs/pair-rows.ts";
import type { Block } from "./manuscript.ts";

/** What is written of a block of the document, each of it saying so. */
export function pairedBlocks(node: OutputNode, written: readonly Block[]): Block[] {
  const pair = pairBlock(node);
  return written.map((block) => ({ ...block, of: pair }));
}
