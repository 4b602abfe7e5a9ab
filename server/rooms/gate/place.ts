import * as Y from "yjs";
import { flatKey, flatRule, type RoomRules, xmlRule } from "../../../schema/rooms/root-rule.ts";

/** Where an item of a room's document stands: an entry (`field` null) or a field of one. */
export interface Place {
  root: string;
  entry: string;
  field: string | null;
}

export type FieldPlace = Place & { field: string };

/** Names of the roots that are XML. */
export function xmlRoots(rules: RoomRules): string[] {
  return Object.keys(rules).filter((root) => xmlRule(rules, root));
}

/** Where an item that is in the document stands, or null where no rule knows the place. */
export function placeOf(doc: Y.Doc, rules: RoomRules, item: Y.Item): Place | null {
  const parent = item.parent;
  if (!(parent instanceof Y.AbstractType) || item.parentSub === null) return null;
  const holder = parent._item;
  if (holder === null) {
    for (const root of Object.keys(rules))
      if (doc.share.get(root) === parent) return inRoot(rules, root, item.parentSub);
    return null;
  }
  const outer = placeOf(doc, rules, holder);
  return outer && outer.field === null ? { ...outer, field: item.parentSub } : null;
}

/** `placeOf` for many items, which mostly stand beside each other. */
export function placesIn(doc: Y.Doc, rules: RoomRules): (item: Y.Item) => Place | null {
  let holder: Y.Item | null = null;
  let outer: Place | null = null;
  return (item) => {
    const { parent, parentSub } = item;
    if (!(parent instanceof Y.AbstractType) || parentSub === null || parent._item === null)
      return placeOf(doc, rules, item);
    if (parent._item !== holder) {
      holder = parent._item;
      outer = placeOf(doc, rules, holder);
    }
    return outer && outer.field === null ? { root: outer.root, entry: outer.entry, field: parentSub } : null;
  };
}

/** Where the item under a key of a root stands, or null where a flat root has no such key. */
export function inRoot(rules: RoomRules, root: string, key: string): Place | null {
  if (xmlRule(rules, root)) return null;
  const flat = flatRule(rules, root);
  if (!flat) return { root, entry: key, field: null };
  const split = flat.split(key);
  return split && { root, ...split };
}

/** The item that holds the value of a field now, deleted or not. */
export function fieldItem(doc: Y.Doc, rules: RoomRules, { root, entry, field }: FieldPlace): Y.Item | undefined {
  const map = doc.getMap(root);
  if (flatRule(rules, root)) return map._map.get(flatKey(entry, field));
  const fields = map._map.get(entry)?.content;
  return fields instanceof Y.ContentType && fields.type instanceof Y.Map ? fields.type._map.get(field) : undefined;
}

/** The struct of a client that holds `clock`, or null where the document does not have it. */
export function structAt(doc: Y.Doc, client: number, clock: number): Y.Item | Y.GC | null {
  const structs = doc.store.clients.get(client);
  if (!structs || clock >= Y.getState(doc.store, client)) return null;
  return structs[Y.findIndexSS(structs, clock)] ?? null;
}
