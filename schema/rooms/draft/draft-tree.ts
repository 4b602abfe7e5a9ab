import type { CategoryId } from "../../domain/ids.ts";
import { ringsIn } from "../../rings.ts";
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
  const above = shownAbove(byEntry, shown);

  const nodes = new Map<string, DraftNode>();
  for (const category of categories) {
    if (shown.has(category.entry)) nodes.set(category.entry, { category, parent: null, depth: 0, children: [] });
  }
  const top: DraftNode[] = [];
  for (const [entry, node] of nodes) {
    const parent = nodes.get(above(entry) ?? "");
    node.parent = parent?.category.id ?? null;
    (parent?.children ?? top).push(node);
  }
  for (const node of flatten(top)) for (const child of node.children) child.depth = node.depth + 1;
  return top;
}

/** The nodes of a tree as they are read from top to bottom. */
export function flatten(nodes: readonly DraftNode[]): DraftNode[] {
  const found: DraftNode[] = [];
  // A ladder of thousands, which a peer may write, is no deeper a call than a flat list.
  const waiting = nodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    found.push(node);
    waiting.push(...node.children.toReversed());
  }
  return found;
}

/** Whether a category is in use in the draft: neither deleted nor given up for others; a split one may be among its parts. */
export function isShown({ id, deleted, fate }: Pick<DraftCategory, "id" | "deleted" | "fate">): boolean {
  if (deleted !== null || fate?.kind === "retired" || fate?.kind === "merged") return false;
  return fate?.kind !== "split" || fate.into.includes(id);
}

/** Of an entry the nearest above it that is shown, with rings cut at their smallest entry. What was found on a way is kept for the next. */
function shownAbove(
  byEntry: ReadonlyMap<string, DraftCategory>,
  shown: ReadonlySet<string>,
): (entry: string) => string | null {
  // The smallest entry of each ring of parents.
  const rings = ringsIn(byEntry.keys(), (entry) => byEntry.get(entry)?.parentEntry ?? null);
  const cuts = new Set(rings.map((ring) => ring.reduce((a, b) => (b < a ? b : a))));
  const known = new Map<string, string | null>();
  return (entry) => {
    const way: string[] = [];
    let at: string | null = entry;
    let found: string | null = null;
    while (at !== null) {
      const before = known.get(at);
      if (before !== undefined) {
        found = before;
        break;
      }
      way.push(at);
      at = cuts.has(at) ? null : (byEntry.get(at)?.parentEntry ?? null);
      if (at !== null && shown.has(at)) {
        found = at;
        break;
      }
    }
    for (const each of way) known.set(each, found);
    return found;
  };
}
