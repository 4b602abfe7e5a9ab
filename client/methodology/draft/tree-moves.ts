import type { TreePlace } from "../../../schema/rooms/draft/draft-acts.ts";
import type { DraftNode } from "../../../schema/rooms/draft/draft-tree.ts";

export type Direction = "up" | "down" | "in" | "out";
/** Where a category is dropped, seen from the row under it. */
export type Drop = "before" | "inside" | "after";

/** A node with what is around it. */
export interface Placed {
  node: DraftNode;
  parent: DraftNode | null;
  siblings: readonly DraftNode[];
  /** Place among the siblings. */
  index: number;
}

export function placed(tree: readonly DraftNode[], entry: string, parent: DraftNode | null = null): Placed | null {
  for (const [index, node] of tree.entries()) {
    if (node.category.entry === entry) return { node, parent, siblings: tree, index };
    const below = placed(node.children, entry, node);
    if (below) return below;
  }
  return null;
}

/** Where a category goes by a key; null where it can go no further. */
export function moveBy(tree: readonly DraftNode[], entry: string, direction: Direction): TreePlace | null {
  const at = placed(tree, entry);
  if (!at) return null;
  const { parent, siblings, index } = at;
  const above = parent?.category.entry ?? null;
  if (direction === "up") return index > 0 ? { parent: above, index: index - 1 } : null;
  if (direction === "down") return index < siblings.length - 1 ? { parent: above, index: index + 1 } : null;
  if (direction === "in") {
    const before = siblings[index - 1];
    return before ? { parent: before.category.entry, index: before.children.length } : null;
  }
  if (!parent) return null;
  const outer = placed(tree, parent.category.entry);
  return outer ? { parent: outer.parent?.category.entry ?? null, index: outer.index + 1 } : null;
}

/** Where a category goes that is dropped at a row; null where it cannot: onto itself, or below itself. */
export function moveByDrop(tree: readonly DraftNode[], entry: string, onto: string, drop: Drop): TreePlace | null {
  const target = placed(tree, onto);
  const moved = placed(tree, entry);
  if (!target || !moved || entry === onto || placed(moved.node.children, onto)) return null;
  if (drop === "inside") return { parent: onto, index: target.node.children.length };
  const siblings = target.siblings.filter(({ category }) => category.entry !== entry);
  const index = siblings.findIndex(({ category }) => category.entry === onto);
  return { parent: target.parent?.category.entry ?? null, index: index + (drop === "after" ? 1 : 0) };
}
