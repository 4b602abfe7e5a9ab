import * as Y from "yjs";
import { TypedText } from "../../../schema/rooms/field-rule.ts";
import { fieldRule, type RoomRules } from "../../../schema/rooms/root-rule.ts";
import { type Place, placesIn } from "../gate/place.ts";

/** A text in the place of which another was written. */
export interface Reworded {
  root: string;
  entry: string;
  field: string;
  was: string;
  /** Under which it had been written. */
  client: number;
}

/** Texts of fields that a transaction wrote over. Call it from `afterTransaction`, before Yjs collects. */
export function rewordedIn(transaction: Y.Transaction, rules: RoomRules): Reworded[] {
  const placeOf = placesIn(transaction.doc, rules);
  const found: Reworded[] = [];
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || struct.parentSub === null || !(struct.content instanceof Y.ContentAny)) return;
    const was: unknown = struct.content.arr[0];
    if (typeof was !== "string" || was.trim() === "") return;
    const place = placeOf(struct);
    if (!place || place.field === null) return;
    const { root, entry, field } = place;
    if (fieldRule(rules, root, field)?.value === TypedText)
      found.push({ root, entry, field, was, client: struct.id.client });
  });
  return found;
}

/** Fields that a transaction wrote, and entries that it made. */
export function touchedIn(transaction: Y.Transaction, rules: RoomRules): Place[] {
  const placeOf = placesIn(transaction.doc, rules);
  return [...transaction.changed].flatMap(([type, keys]) =>
    [...keys].flatMap((key) => {
      const item = key === null ? undefined : type._map.get(key);
      return (item && placeOf(item)) ?? [];
    }),
  );
}
