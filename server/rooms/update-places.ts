import * as Y from "yjs";
import type { DecodedUpdate, ItemStruct, StructId } from "./decode-update.ts";
import type { RoomRules } from "../../schema/rooms/root-rule.ts";
import { inRoot, placeOf, structAt, type Place } from "./place.ts";
import { Refusal } from "./refusal.ts";

/** An item that the document does not have yet. */
export type NewItem = ItemStruct;

/**
 * The new items of an update and where each will stand. Parents and keys that Yjs leaves out are found through the
 * neighbour, in the document or in the update itself. Refuses gaps, fillers and places that cannot be found.
 */
export class UpdatePlaces {
  /** New items, clients in the order of the update, clocks ascending. */
  readonly items: NewItem[] = [];
  readonly #doc: Y.Doc;
  readonly #rules: RoomRules;
  readonly #byClient = new Map<number, NewItem[]>();
  readonly #places = new Map<NewItem, Place>();

  constructor(update: DecodedUpdate, doc: Y.Doc, rules: RoomRules) {
    this.#doc = doc;
    this.#rules = rules;
    for (const [client, structs] of update.structs) {
      const state = Y.getState(doc.store, client);
      let end = state;
      const fresh: NewItem[] = [];
      for (const struct of structs) {
        if (struct.clock + struct.length <= state) continue;
        if (struct.kind === "skip" || struct.clock > end) throw new Refusal("clock", "a gap");
        if (struct.kind !== "item") throw new Refusal("shape", "a filler");
        if (struct.rightOrigin) throw new Refusal("shape", "a right neighbour in a map");
        end = struct.clock + struct.length;
        fresh.push(struct);
      }
      if (fresh.length > 0) this.#byClient.set(client, fresh);
      for (const item of fresh) this.items.push(item);
    }
  }

  /** Clients that have new items. */
  get clients(): Iterable<number> {
    return this.#byClient.keys();
  }

  /** Where a new item will stand. Throws Refusal. */
  of(item: NewItem): Place {
    const known = this.#places.get(item);
    if (known) return known;
    // By hand, not by recursion: a chain may be as long as the update.
    const stack = [item];
    const open = new Set(stack);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const needed = this.#neighbourIn(top);
      if (needed && !this.#places.has(needed)) {
        if (open.has(needed)) throw new Refusal("clock", "a circle of neighbours");
        open.add(needed);
        stack.push(needed);
        continue;
      }
      this.#places.set(top, this.#locate(top, needed));
      stack.pop();
    }
    return this.of(item);
  }

  /** The id that decides where an item stands, or null for what stands in a root itself. */
  #decider(item: NewItem): StructId | null {
    const state = Y.getState(this.#doc.store, item.client);
    // The first part of a run is known: the rest follows it.
    if (item.clock < state) return { client: item.client, clock: state - 1 };
    if (item.origin) return item.origin;
    return typeof item.parent === "string" ? null : item.parent;
  }

  /** The decider, where it is itself new. */
  #neighbourIn(item: NewItem): NewItem | null {
    const id = this.#decider(item);
    if (!id || id.clock < Y.getState(this.#doc.store, id.client)) return null;
    if (id.client === item.client && id.clock >= item.clock) throw new Refusal("clock", "a neighbour of later");
    const found = find(this.#byClient.get(id.client) ?? [], id.clock);
    if (!found) throw new Refusal("clock", "a neighbour that is not there");
    return found;
  }

  #locate(item: NewItem, neighbour: NewItem | null): Place {
    const id = this.#decider(item);
    if (!id) {
      if (typeof item.parent !== "string" || item.parentKey === null) throw new Refusal("shape", "no parent");
      const place = inRoot(this.#rules, item.parent, item.parentKey);
      if (!place) throw new Refusal("shape", `a key that is none of ${item.parent}`);
      return place;
    }
    let place: Place | null;
    let isMap: boolean;
    if (neighbour) {
      place = this.#places.get(neighbour) ?? null;
      isMap = neighbour.content.type === "map";
    } else {
      const struct = structAt(this.#doc, id.client, id.clock);
      place = struct instanceof Y.Item ? placeOf(this.#doc, this.#rules, struct) : null;
      isMap =
        struct instanceof Y.Item && struct.content instanceof Y.ContentType && struct.content.type instanceof Y.Map;
    }
    if (!place) throw new Refusal("shape", "a neighbour outside the roots");
    const isInside = id === item.parent;
    if (!isInside) return place;
    if (place.field !== null || !isMap || item.parentKey === null)
      throw new Refusal("shape", "a parent that is no entry");
    return { ...place, field: item.parentKey };
  }
}

/** The item that holds `clock`, among items in clock order. */
function find(items: NewItem[], clock: number): NewItem | null {
  let low = 0;
  let high = items.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (!item) return null;
    if (clock < item.clock) high = middle - 1;
    else if (clock >= item.clock + item.length) low = middle + 1;
    else return item;
  }
  return null;
}
