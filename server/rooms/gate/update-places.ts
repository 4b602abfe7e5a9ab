import * as Y from "yjs";
import type { RoomRules } from "../../../schema/rooms/root-rule.ts";
import type { DecodedUpdate, EmptyStruct, ItemStruct, StructId } from "./decode-update.ts";
import { inRoot, placeOf, structAt, type Place, xmlRoots } from "./place.ts";
import { GateRefusal } from "./refusal.ts";
import { innerHolder, rootHolder, xmlPlaceOf, type XmlPlace } from "./xml-place.ts";

/** An item that the document does not have yet. */
export type NewItem = ItemStruct;

/**
 * Where a new item will stand: a place of entries and fields, a place of XML, or nowhere: what it stood in was deleted by
 * somebody meanwhile, and Yjs keeps no more than the length of it.
 */
export type Spot = Place | XmlPlace | "gone";

/** Of what stands beside a new item or around it. */
interface Known {
  spot: Spot;
  /** What it is itself, to what stands in it. */
  content: ItemStruct["content"];
}

const NONE: readonly StructId[] = [];
const GONE: Known = { spot: "gone", content: { type: "deleted" } };

/**
 * The new items of an update and where each will stand. Parents and keys that Yjs leaves out are found through the
 * neighbours, in the document or in the update itself. Refuses gaps and places that cannot be found, and fillers where there
 * is no XML: there nothing is ever deleted by a client.
 */
export class UpdatePlaces {
  /** New items, clients in the order of the update, clocks ascending. */
  readonly items: NewItem[] = [];
  /** How many fillers there are: lengths of what was deleted before it came here. */
  readonly fillers: number = 0;
  readonly #doc: Y.Doc;
  readonly #rules: RoomRules;
  readonly #byClient = new Map<number, (NewItem | EmptyStruct)[]>();
  readonly #spots = new Map<NewItem, Spot>();
  readonly #states = new Map<number, number>();
  #found: NewItem | EmptyStruct | null = null;

  constructor(update: DecodedUpdate, doc: Y.Doc, rules: RoomRules) {
    this.#doc = doc;
    this.#rules = rules;
    const hasXml = xmlRoots(rules).length > 0;
    for (const [client, structs] of update.structs) {
      const state = this.#state(client);
      let end = state;
      const fresh: (NewItem | EmptyStruct)[] = [];
      for (const struct of structs) {
        if (struct.clock + struct.length <= state) continue;
        if (struct.kind === "skip" || struct.clock > end) throw new GateRefusal("clock", "a gap");
        if (struct.kind !== "item" && !hasXml) throw new GateRefusal("shape", "a filler");
        if (struct.kind === "item" && struct.rightOrigin && !hasXml)
          throw new GateRefusal("shape", "a right neighbour in a map");
        end = struct.clock + struct.length;
        fresh.push(struct);
        if (struct.kind === "item") this.items.push(struct);
        else this.fillers++;
      }
      if (fresh.length > 0) this.#byClient.set(client, fresh);
    }
  }

  /** Clients that have new items. */
  get clients(): Iterable<number> {
    return this.#byClient.keys();
  }

  /** Where a new item will stand. Throws GateRefusal. */
  of(item: NewItem): Spot {
    const known = this.#spots.get(item);
    if (known) return known;
    // Most stand beside or in what is known already.
    if (!this.#undecided(item)) return this.#settle(item);
    // By hand, not by recursion: a chain may be as long as the update.
    const stack = [item];
    const open = new Set(stack);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const needed = this.#undecided(top);
      if (needed) {
        if (open.has(needed)) throw new GateRefusal("clock", "a circle of neighbours");
        open.add(needed);
        stack.push(needed);
        continue;
      }
      this.#settle(top);
      open.delete(top);
      stack.pop();
    }
    return this.of(item);
  }

  #settle(item: NewItem): Spot {
    const spot = this.#locate(item);
    this.#spots.set(item, spot);
    return spot;
  }

  /** A new item on which it hangs where this one stands and of which that is not known yet. */
  #undecided(item: NewItem): NewItem | null {
    if (item.clock < this.#state(item.client)) return null;
    const { origin, rightOrigin, parent } = item;
    if (origin || rightOrigin)
      return (origin && this.#undecidedAt(item, origin)) ?? (rightOrigin && this.#undecidedAt(item, rightOrigin));
    return parent === null || typeof parent === "string" ? null : this.#undecidedAt(item, parent);
  }

  #undecidedAt(item: NewItem, id: StructId): NewItem | null {
    const fresh = this.#newAt(item, id);
    return fresh?.kind === "item" && !this.#spots.has(fresh) ? fresh : null;
  }

  /** The ids that decide where an item stands: its neighbours, or what it is in; none for what stands in a root itself. */
  #deciders({ client, clock, origin, rightOrigin, parent }: NewItem): readonly StructId[] {
    const state = this.#state(client);
    // The first part of a run is known: the rest follows it.
    if (clock < state) return [{ client, clock: state - 1 }];
    if (origin) return rightOrigin ? [origin, rightOrigin] : [origin];
    if (rightOrigin) return [rightOrigin];
    return parent === null || typeof parent === "string" ? NONE : [parent];
  }

  /** The first clock of a client that the document does not have. */
  #state(client: number): number {
    let state = this.#states.get(client);
    if (state === undefined) this.#states.set(client, (state = Y.getState(this.#doc.store, client)));
    return state;
  }

  /** The new struct that holds an id; null where the document has it already. */
  #newAt(item: NewItem, id: StructId): NewItem | EmptyStruct | null {
    if (id.clock < this.#state(id.client)) return null;
    if (id.client === item.client && id.clock >= item.clock) throw new GateRefusal("clock", "a neighbour of later");
    // Fields of one entry name the same one after the other.
    const last = this.#found;
    if (last?.client === id.client && last.clock <= id.clock && id.clock < last.clock + last.length) return last;
    const found = find(this.#byClient.get(id.client) ?? [], id.clock);
    if (!found) throw new GateRefusal("clock", "a neighbour that is not there");
    this.#found = found;
    return found;
  }

  #known(item: NewItem, id: StructId): Known {
    const fresh = this.#newAt(item, id);
    if (fresh) return fresh.kind === "item" ? { spot: this.#spots.get(fresh) ?? "gone", content: fresh.content } : GONE;
    const struct = structAt(this.#doc, id.client, id.clock);
    // A parent that is null was collected with what it stood in.
    if (!(struct instanceof Y.Item) || struct.parent === null) return GONE;
    const spot = placeOf(this.#doc, this.#rules, struct) ?? xmlPlaceOf(this.#doc, this.#rules, struct);
    if (!spot) throw new GateRefusal("shape", "a neighbour outside the roots");
    return { spot, content: contentOf(struct) };
  }

  #locate(item: NewItem): Spot {
    const [first, second] = this.#deciders(item);
    if (!first) {
      if (typeof item.parent !== "string") throw new GateRefusal("shape", "no parent");
      const holder = rootHolder(this.#rules, item.parent);
      if (holder) return { holder, attribute: item.parentKey };
      if (item.parentKey === null) throw new GateRefusal("shape", "no parent");
      const place = inRoot(this.#rules, item.parent, item.parentKey);
      if (!place) throw new GateRefusal("shape", `a key that is none of ${item.parent}`);
      return place;
    }
    const { spot, content } = this.#known(item, first);
    const other = second && this.#known(item, second).spot;
    if (spot === "gone" || other === "gone") return "gone";
    if (first === item.parent) return this.#inside(item, spot, content);
    if (other && !isSame(spot, other)) throw new GateRefusal("shape", "neighbours of two places");
    if (item.rightOrigin && !("holder" in spot)) throw new GateRefusal("shape", "a right neighbour in a map");
    return spot;
  }

  #inside({ parentKey }: NewItem, spot: Place | XmlPlace, content: ItemStruct["content"]): Spot {
    if ("holder" in spot) {
      if (content.type === "deleted") return "gone";
      const holder = spot.attribute === null ? innerHolder(spot.holder, content) : null;
      if (!holder) throw new GateRefusal("shape", "a parent that is no node");
      return { holder, attribute: parentKey };
    }
    if (spot.field !== null || content.type !== "map" || parentKey === null)
      throw new GateRefusal("shape", "a parent that is no entry");
    return { root: spot.root, entry: spot.entry, field: parentKey };
  }
}

function isSame(one: Place | XmlPlace, other: Place | XmlPlace): boolean {
  if (!("holder" in one) || !("holder" in other)) return false;
  // Nodes of one rule are told apart by what they are, not by which: the document itself finds a neighbour elsewhere absurd.
  const { holder: a, attribute } = one;
  const { holder: b } = other;
  return attribute === other.attribute && a.rule === b.rule && a.isText === b.isText && a.depth === b.depth;
}

/** What a struct of the document is to what stands in it. */
function contentOf(struct: Y.Item): ItemStruct["content"] {
  if (!(struct.content instanceof Y.ContentType)) return { type: "deleted" };
  const { type } = struct.content;
  if (type instanceof Y.XmlText) return { type: "text" };
  if (type instanceof Y.XmlElement) return { type: "element", name: type.nodeName };
  return type instanceof Y.Map ? { type: "map" } : { type: "deleted" };
}

/** The struct that holds `clock`, among structs in clock order. */
function find<T extends { clock: number; length: number }>(structs: T[], clock: number): T | null {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle];
    if (!struct) return null;
    if (clock < struct.clock) high = middle - 1;
    else if (clock >= struct.clock + struct.length) low = middle + 1;
    else return struct;
  }
  return null;
}
