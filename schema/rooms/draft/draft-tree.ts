import type { CategoryId } from "../../domain/ids.ts";
import type { DraftCategory } from "./draft-room.ts";

/** A category in its place. */
export interface DraftNode {
  category: DraftCategory;
  /** The parent that counts; null at the top. */
  parent: CategoryId | null;
  /** 0 at the top. */
  depth: number;
  children: DraftNode[];
}

/**
 * The tree of a draft, from what peers have written at the same time: every category that counts stands in it exactly once.
 * Not those that are deleted, retired or merged away: their children move up to the nearest parent that counts. Where
 * parents form a ring (two people moved each below the other), the one with the smallest entry id goes to the top.
 * `categories`: as `DraftRoom.categories` gives them.
 */
export function draftTree(categories: readonly DraftCategory[]): DraftNode[] {
  const byEntry = new Map(categories.map((each) => [each.entry, each]));
  const shown = new Set(categories.filter(isShown).map(({ entry }) => entry));
  const parents = new Map<string, string | null>();
  for (const { entry } of categories) if (shown.has(entry)) parents.set(entry, parentOf(entry, byEntry, shown));

  const nodes = new Map<string, DraftNode>();
  for (const category of categories) {
    if (shown.has(category.entry)) nodes.set(category.entry, { category, parent: null, depth: 0, children: [] });
  }
  const top: DraftNode[] = [];
  for (const [entry, node] of nodes) {
    const parent = parents.get(entry);
    const above = parent ? nodes.get(parent) : undefined;
    node.parent = above?.category.id ?? null;
    (above?.children ?? top).push(node);
  }
  for (const node of top) setDepths(node, 0);
  return top;
}

/** The nodes of a tree as they are read from top to bottom. */
export function flatten(nodes: readonly DraftNode[]): DraftNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)]);
}

/** Whether a category is in use in the draft: neither deleted nor given up for others; a split one may be among its parts. */
export function isShown({ id, deleted, fate }: Pick<DraftCategory, "id" | "deleted" | "fate">): boolean {
  if (deleted !== null || fate?.kind === "retired" || fate?.kind === "merged") return false;
  return fate?.kind !== "split" || fate.into.includes(id);
}

/** The nearest entry above that is shown, with rings cut at their smallest entry. */
function parentOf(
  entry: string,
  byEntry: ReadonlyMap<string, DraftCategory>,
  shown: ReadonlySet<string>,
): string | null {
  if (isCut(entry, byEntry)) return null;
  for (let at = byEntry.get(entry)?.parentEntry ?? null; at !== null;) {
    if (shown.has(at)) return at;
    if (isCut(at, byEntry)) return null;
    at = byEntry.get(at)?.parentEntry ?? null;
  }
  return null;
}

/** Whether the entry stands in a ring of parents, and is the smallest of it. */
function isCut(entry: string, byEntry: ReadonlyMap<string, DraftCategory>): boolean {
  let smallest = entry;
  const seen = new Set<string>();
  for (let at = byEntry.get(entry)?.parentEntry ?? null; at !== null; at = byEntry.get(at)?.parentEntry ?? null) {
    if (at === entry) return smallest === entry;
    // The path leads into a ring further up, in which this entry does not stand.
    if (seen.has(at)) return false;
    seen.add(at);
    if (at < smallest) smallest = at;
  }
  return false;
}

function setDepths(node: DraftNode, depth: number): void {
  node.depth = depth;
  for (const child of node.children) setDepths(child, depth + 1);
}
