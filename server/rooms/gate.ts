import * as Y from "yjs";
import type { Actor } from "../../schema/domain/can.ts";
import { RANDOM_ID, type MemberId } from "../../schema/domain/ids.ts";
import type { RoomRight } from "../../schema/domain/room.ts";
import type { Who } from "../../schema/rooms/field-rule.ts";
import { LIMITS } from "../../schema/rooms/fields.ts";
import type { DecodedUpdate, DeletedRange } from "./decode-update.ts";
import type { Facts } from "./facts.ts";
import { fieldRule, flatRule, rootRule, type RoomRules } from "../../schema/rooms/root-rule.ts";
import { fieldItem, placeKey, placeOf, type Place, xmlKey, xmlRoots } from "./place.ts";
import { checkReferences, type WrittenValue } from "./references.ts";
import { Refusal } from "./refusal.ts";
import { UpdatePlaces, type NewItem } from "./update-places.ts";
import { checkXml } from "./xml-check.ts";
import { xmlPlaceOf, type XmlPlace } from "./xml-place.ts";

/** What the gate asks about. */
export interface GateContext {
  doc: Y.Doc;
  rules: RoomRules;
  actor: Actor;
  right: RoomRight;
  /** The member who uses a Yjs client id of this room, bound for good or by presence so far. */
  memberOf(client: number): MemberId | undefined;
  /** Whether the id is bound for good. */
  isBound(client: number): boolean;
  facts: Facts;
  /** Milliseconds. */
  now: number;
}

/** What was let in. Applying the update changes these places and no other. */
export interface Passed {
  /** False when the document holds all of it already: nothing to apply, commit or send. */
  hasNews: boolean;
  /** Client ids to bind to the actor. */
  bindings: number[];
  /** Keys (`placeKey`) of the entries and fields that it writes, and roots of XML that it changes (`xmlKey`). */
  written: Set<string>;
}

const NOTHING: Passed = { hasNews: false, bindings: [], written: new Set() };

/**
 * Decides on a whole update before the document sees it. What the document holds already is skipped, since honest clients
 * send it again. Throws Refusal.
 */
export function checkUpdate(update: DecodedUpdate, context: GateContext): Passed {
  const { doc, right } = context;
  if (right !== "write") {
    // Before anything else is asked: what a reader writes next builds on what was refused, and is of no other kind.
    if (hasNews(update, doc)) throw new Refusal("right", "write without the right to");
    return NOTHING;
  }
  const places = new UpdatePlaces(update, doc, context.rules);
  const deleted = newDeletions(update, context);
  if (places.items.length === 0 && places.fillers === 0 && deleted.length === 0) return NOTHING;

  const bindings = bindingsOf(places.clients, context);
  const written = new Set<string>();
  const newEntries = new Map<string, Set<string>>();
  const addedPerRoot = new Map<string, number>();
  const values: WrittenValue[] = [];
  const items: [NewItem, Place][] = [];
  for (const item of places.items) {
    const spot = places.of(item);
    if (spot !== "gone" && !("holder" in spot)) {
      items.push([item, spot]);
      continue;
    }
    if (spot !== "gone") checkXml(item.content, spot, context.facts);
  }
  if (items.length < places.items.length || places.fillers > 0) {
    checkLength(update, context);
    for (const root of xmlRoots(context.rules)) written.add(xmlKey(root));
  }
  for (const [item, place] of items) {
    if (place.field !== null) continue;
    checkNewEntry(item, place, context, addedPerRoot);
    const key = placeKey(place);
    if (newEntries.has(key)) throw new Refusal("shape", "an entry made twice");
    newEntries.set(key, new Set());
    written.add(key);
  }
  for (const [item, place] of items) {
    if (place.field === null) continue;
    const { root, entry, field } = place;
    const fields = newEntries.get(placeKey({ ...place, field: null }));
    checkField(item, { root, entry, field }, context, fields !== undefined);
    fields?.add(field);
    const key = placeKey(place);
    const isNewKey =
      flatRule(context.rules, root) && !written.has(key) && !fieldItem(doc, context.rules, { root, entry, field });
    if (isNewKey) checkCount(root, context, addedPerRoot);
    written.add(key);
    if (item.content.type === "value") values.push({ root, entry, field, value: item.content.value });
  }
  checkComplete(newEntries, context.rules);
  const makes = (root: string, entry: string): boolean => newEntries.has(placeKey({ root, entry, field: null }));
  checkReferences(values, { doc, facts: context.facts, now: context.now, makes });
  for (const place of deleted) {
    // Whoever may write XML may take out of it what they will: versions bring it back.
    if ("holder" in place) {
      written.add(xmlKey(place.holder.root));
      continue;
    }
    // A field's old value goes when a new one is written; nothing else is ever deleted.
    if (place.field === null || !written.has(placeKey(place)))
      throw new Refusal("right", "deletes an entry or a field");
  }
  return { hasNews: true, bindings, written };
}

/** Whether an update has or deletes anything that the document does not. */
function hasNews({ structs, deletes }: DecodedUpdate, doc: Y.Doc): boolean {
  for (const [client, ofClient] of structs) {
    const last = ofClient.at(-1);
    if (last && last.clock + last.length > Y.getState(doc.store, client)) return true;
  }
  for (const [client, ranges] of deletes) {
    const state = Y.getState(doc.store, client);
    for (const range of ranges) {
      if (range.clock + range.length > state) return true;
      for (const struct of structsIn(doc, client, range)) if (!struct.deleted) return true;
    }
  }
  return false;
}

/** The structs of a client that hold any of a range. */
function* structsIn(doc: Y.Doc, client: number, { clock, length }: DeletedRange): Iterable<Y.Item | Y.GC> {
  const structs = doc.store.clients.get(client) ?? [];
  if (clock >= Y.getState(doc.store, client)) return;
  for (let i = Y.findIndexSS(structs, clock); i < structs.length; i++) {
    const struct = structs[i];
    if (!struct || struct.id.clock >= clock + length) return;
    yield struct;
  }
}

/** Places of live items that the update deletes. Its own new items are judged by what they leave behind (tripwire). */
function newDeletions(update: DecodedUpdate, { doc, rules }: GateContext): (Place | XmlPlace)[] {
  const places: (Place | XmlPlace)[] = [];
  for (const [client, ranges] of update.deletes) {
    const state = Y.getState(doc.store, client);
    const last = update.structs.get(client)?.at(-1);
    const end = Math.max(state, last ? last.clock + last.length : 0);
    for (const range of ranges) {
      if (range.clock + range.length > end) throw new Refusal("clock", "deletes what is not there yet");
      for (const struct of structsIn(doc, client, range)) {
        if (!(struct instanceof Y.Item) || struct.deleted) continue;
        const place = placeOf(doc, rules, struct) ?? xmlPlaceOf(doc, rules, struct);
        if (!place) throw new Refusal("right", "deletes outside the roots");
        places.push(place);
      }
    }
  }
  return places;
}

/** All letters and nodes that there ever were count, since Yjs keeps their places; a renewal is rid of those that are gone. */
function checkLength(update: DecodedUpdate, { doc }: GateContext): void {
  let length = 0;
  for (const client of doc.store.clients.keys()) length += Y.getState(doc.store, client);
  for (const [client, structs] of update.structs) {
    const last = structs.at(-1);
    if (last) length += Math.max(0, last.clock + last.length - Y.getState(doc.store, client));
  }
  if (length > LIMITS.xmlLength) throw new Refusal("too-large", "a document that is too long");
}

function bindingsOf(clients: Iterable<number>, { actor, memberOf, isBound }: GateContext): number[] {
  const bindings: number[] = [];
  for (const client of clients) {
    const member = memberOf(client);
    if (member !== undefined && member !== actor.id) throw new Refusal("identity", "client id of another member");
    if (!isBound(client)) bindings.push(client);
  }
  if (bindings.length > LIMITS.newClientIdsPerFrame) throw new Refusal("too-large", "too many new client ids");
  return bindings;
}

function checkNewEntry(item: NewItem, place: Place, context: GateContext, added: Map<string, number>): void {
  const { doc, rules } = context;
  if (!rootRule(rules, place.root)) throw new Refusal("shape", "unknown root");
  if (!RANDOM_ID.test(place.entry)) throw new Refusal("shape", "key is not a random id");
  if (item.content.type !== "map") throw new Refusal("shape", "an entry that is not a map");
  const root = doc.getMap(place.root);
  if (item.origin || root._map.has(place.entry)) throw new Refusal("right", "overwrites an entry");
  checkCount(place.root, context, added);
}

/** `added`: what the update adds to each root. */
function checkCount(root: string, { doc }: GateContext, added: Map<string, number>): void {
  const count = (added.get(root) ?? 0) + 1;
  added.set(root, count);
  if (doc.getMap(root)._map.size + count > LIMITS.entriesPerRoot) throw new Refusal("too-large", "too many entries");
}

function checkField(item: NewItem, place: Place & { field: string }, context: GateContext, isNewEntry: boolean): void {
  const rule = fieldRule(context.rules, place.root, place.field);
  if (!rule) throw new Refusal("shape", "unknown field");
  if (item.content.type !== "value" && item.content.type !== "deleted")
    throw new Refusal("shape", `a ${item.content.type} in a field`);
  if (item.content.type === "value") {
    const parsed = rule.value.safeParse(item.content.value);
    if (!parsed.success) throw new Refusal("shape", `value of ${place.root}.${place.field}`);
  }
  // Who makes an entry fills it; later the table says who may change what.
  if (!isNewEntry && !mayChange(rule.change, place, context))
    throw new Refusal("right", `change of ${place.root}.${place.field}`);
}

function mayChange(who: Who, place: Place, { doc, actor, memberOf }: GateContext): boolean {
  const entry = doc.getMap(place.root)._map.get(place.entry);
  const isCreator = entry !== undefined && memberOf(entry.id.client) === actor.id;
  const isFacilitator = actor.guest === null && actor.role === "facilitator";
  switch (who) {
    case "writer":
      return true;
    case "creator":
      return isCreator;
    case "creator-or-facilitator":
      return isCreator || isFacilitator;
    case "tagger":
      return isFacilitator || (actor.guest === null && actor.role === "lawyer");
    case "nobody":
      return false;
  }
}

/** An entry comes whole, so that nobody ever shows half of one. */
function checkComplete(newEntries: Map<string, Set<string>>, rules: RoomRules): void {
  for (const [key, fields] of newEntries) {
    const root = rootRule(rules, key.slice(0, key.indexOf("/")));
    for (const [name, rule] of root && "entries" in root ? Object.entries(root.entries) : []) {
      if (rule.required && !fields.has(name)) throw new Refusal("shape", `an entry without ${name}`);
    }
  }
}
