import * as Y from "yjs";
import type { FieldRule } from "../../schema/rooms/field-rule.ts";

/** Where an item of a room's document stands: an entry (`field` null) or a field of one. */
export interface Place {
  root: string;
  entry: string;
  field: string | null;
}

/** Roots, and fields of each, that a room kind may hold. */
export type RoomRules = Record<string, Record<string, FieldRule>>;

/** One string a place, to look it up by. Entry ids hold no slash, fields and roots are of the table. */
export function placeKey(place: Place): string {
  return place.field === null ? `${place.root}/${place.entry}` : `${place.root}/${place.entry}/${place.field}`;
}

/** Where an item that is in the document stands, or null where no rule knows the place. */
export function placeOf(doc: Y.Doc, rules: RoomRules, item: Y.Item): Place | null {
  const parent = item.parent;
  if (!(parent instanceof Y.AbstractType) || item.parentSub === null) return null;
  const holder = parent._item;
  if (holder === null) {
    for (const root of Object.keys(rules)) {
      if (doc.share.get(root) === parent) return { root, entry: item.parentSub, field: null };
    }
    return null;
  }
  const outer = placeOf(doc, rules, holder);
  return outer && outer.field === null ? { ...outer, field: item.parentSub } : null;
}

/** The struct of a client that holds `clock`, or null where the document does not have it. */
export function structAt(doc: Y.Doc, client: number, clock: number): Y.Item | Y.GC | null {
  const structs = doc.store.clients.get(client);
  if (!structs || clock >= Y.getState(doc.store, client)) return null;
  return structs[Y.findIndexSS(structs, clock)] ?? null;
}
