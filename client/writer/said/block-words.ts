import type { Node } from "prosemirror-model";

/** Stands for a quote, a figure or a break among the words of a block. */
export const NODE_SIGN = "▣";

export function wordsIn(node: Node): string {
  return node.textBetween(0, node.content.size, undefined, NODE_SIGN);
}

/** Where each letter of a block (a node without words counts as one) begins within it. */
export function offsetsIn(node: Node): number[] {
  const offsets: number[] = [];
  node.forEach((child, offset) => {
    if (child.isText) for (let i = 0; i < (child.text ?? "").length; i++) offsets.push(offset + i);
    else if (child.isLeaf) offsets.push(offset);
    // The words of a note stand within the sentence's.
    else for (const inner of offsetsIn(child)) offsets.push(offset + 1 + inner);
  });
  return offsets;
}
