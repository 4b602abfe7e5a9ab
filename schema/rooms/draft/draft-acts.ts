import type { CategoryFate } from "../../domain/methodology/category-map.ts";
import { randomId } from "../../domain/ids.ts";
import { inOrder, type DraftCategory, type DraftRoom } from "./draft-room.ts";
import { orderAmong } from "./draft-order.ts";
import { draftTree, flatten, isShown, type DraftNode } from "./draft-tree.ts";
import { meaningFields, texts } from "./draft-seed.ts";
import type { Localised } from "../../domain/language.ts";

// What people do with the tree, each as one change of the document that others see whole. `entry` is the id of a category's
// entry in the room; one that is not there is ignored, since a colleague may have been quicker.

/** Where a category goes: below `parent` (null = the top), at `index` among those that are shown there. */
export interface TreePlace {
  parent: string | null;
  index: number;
}

/** Adds a category; its code is the next free one. Returns its entry. `now`: ISO 8601 UTC. */
export function addCategory(room: DraftRoom, place: TreePlace, label: Localised, now: string): string {
  const entry = randomId();
  transact(room, () => {
    const order = orderAt(room, place, entry);
    const code = nextCode(room.categories(), place.parent);
    const key = newKey("c");
    room.roots.categories.add(
      { category: key, code, parent: place.parent, order, createdAt: now, ...texts("label", label) },
      entry,
    );
  });
  return entry;
}

/** Moves a category with all below it. Into itself or below itself it cannot go: false, and nothing is changed. */
export function moveCategory(room: DraftRoom, entry: string, place: TreePlace): boolean {
  const nodes = flatten(draftTree(room.categories()));
  const node = nodes.find(({ category }) => category.entry === entry);
  if (!node) return false;
  if (flatten([node]).some(({ category }) => category.entry === place.parent)) return false;
  transact(room, () => {
    room.roots.categories.set(entry, { order: orderAt(room, place, entry), parent: place.parent });
  });
  return true;
}

/** Everything of `entry` belongs to `into` from the next version on; what is below it goes below `into`. */
export function mergeCategory(room: DraftRoom, entry: string, into: string): boolean {
  const categories = room.categories();
  const target = categories.find((each) => each.entry === into);
  if (entry === into || !target || !isShown(target)) return false;
  const below = flatten(draftTree(categories)).find(({ category }) => category.entry === entry);
  if (!below || flatten([below]).some(({ category }) => category.entry === into)) return false;
  transact(room, () => {
    for (const { category } of below.children) {
      const index = childrenOf(room, into).length;
      room.roots.categories.set(category.entry, {
        order: orderAt(room, { parent: into, index }, category.entry),
        parent: into,
      });
    }
    setFate(room, entry, { kind: "merged", into: target.id });
  });
  return true;
}

/**
 * A category becomes several, which begin with its definition, rules and example; they stand where their codes belong. Its tags are of
 * none of them until a person has said of which. Returns their entries, [] where it is not there.
 */
export function splitCategory(room: DraftRoom, entry: string, labels: readonly Localised[], now: string): string[] {
  const node = flatten(draftTree(room.categories())).find(({ category }) => category.entry === entry);
  if (!node || labels.length < 2) return [];
  const made: string[] = [];
  transact(room, () => {
    const parent = parentEntry(room, node);
    for (const label of labels) {
      const code = nextCode(room.categories(), parent);
      const siblings = childrenOf(room, parent);
      const later = siblings.findIndex(({ category }) => NATURAL.compare(category.code, code) > 0);
      const part = addCategory(room, { parent, index: later < 0 ? siblings.length : later }, label, now);
      room.roots.categories.set(part, meaningFields(node.category));
      made.push(part);
    }
    const into = room.categories().filter((each) => made.includes(each.entry));
    const ids = made.flatMap((each) => into.find((category) => category.entry === each)?.id ?? []);
    setFate(room, entry, { kind: "split", into: ids });
  });
  return made;
}

/** B2 before B10. */
const NATURAL = new Intl.Collator("en", { numeric: true });

/** Used no more from the next version on; what is below it moves up. `null` takes the fate back. */
export function setFate(room: DraftRoom, entry: string, fate: CategoryFate | null): void {
  room.roots.categories.set(entry, { fate });
}

/** The next free code below a parent: a letter at the top, the branch's letter with a number below. Codes once given stay given. */
export function nextCode(categories: readonly Pick<DraftCategory, "code" | "entry">[], parent: string | null): string {
  const taken = new Set(categories.map(({ code }) => code));
  if (parent === null) {
    // I and O are read as 1 and 0.
    const letter = "ABCDEFGHJKLMNPQRSTUVWXYZIO".split("").find((each) => !taken.has(each));
    return letter ?? numbered("Z", taken);
  }
  const above = categories.find(({ entry }) => entry === parent);
  return numbered(above?.code.charAt(0) ?? "Z", taken);
}

function numbered(letter: string, taken: ReadonlySet<string>): string {
  for (let n = 1; n < 1000; n++) if (!taken.has(`${letter}${n}`)) return `${letter}${n}`;
  return `${letter}999`;
}

/** A new random key that files may carry: `c.4k1x…`, about 60 bits. */
export function newKey(prefix: string): string {
  let key = "";
  while (key.length < 12) key += randomId().replaceAll(/[^a-z0-9]/g, "");
  return `${prefix}.${key.slice(0, 12)}`;
}

function childrenOf(room: DraftRoom, parent: string | null): DraftNode[] {
  const top = draftTree(room.categories());
  return parent === null ? top : (flatten(top).find(({ category }) => category.entry === parent)?.children ?? []);
}

function parentEntry(room: DraftRoom, node: DraftNode): string | null {
  return room.categories().find(({ id }) => id === node.parent)?.entry ?? null;
}

function orderAt(room: DraftRoom, { parent, index }: TreePlace, entry: string): string {
  const siblings = childrenOf(room, parent)
    .map(({ category }) => category)
    .filter((each) => each.entry !== entry)
    .sort(inOrder);
  return orderAmong(room.roots.categories, siblings, index);
}

function transact(room: DraftRoom, change: () => void): void {
  room.roots.categories.transact(change);
}
