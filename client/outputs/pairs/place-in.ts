import type { Node } from "prosemirror-model";
import { Selection } from "prosemirror-state";

/**
 * Where one writes in a block that begins at `at`: its first empty place, as a cell or a point that waits for words; else its
 * beginning, or `behind` the words that stand there.
 */
export function placeIn(doc: Node, at: number, behind: boolean): Selection {
  const block = doc.nodeAt(at);
  const end = at + (block?.nodeSize ?? 1) - 1;
  let empty: number | null = block?.isTextblock && block.content.size === 0 ? at : null;
  block?.descendants((node, pos) => {
    if (node.isTextblock && node.content.size === 0) empty ??= at + 1 + pos;
    return empty === null;
  });
  if (empty === null && behind) return Selection.near(doc.resolve(end), -1);
  return Selection.near(doc.resolve((empty ?? at) + 1));
}
