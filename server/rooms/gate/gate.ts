import * as Y from "yjs";
import { type Actor } from "../../../schema/domain/can.ts";
import { mayChangeEntry, type Who } from "../../../schema/domain/change-entry.ts";
import { RANDOM_ID, type MemberId } from "../../../schema/domain/ids.ts";
import type { RoomRight } from "../../../schema/domain/room.ts";
import type { FieldRule } from "../../../schema/rooms/field-rule.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import type { DecodedUpdate, DeletedRange } from "./decode-update.ts";
import type { Facts } from "./facts.ts";
import { fieldRule, flatRule, rootRule, type RoomRules } from "../../../schema/rooms/root-rule.ts";
import { fieldItem, placeOf, type FieldPlace, type Place, xmlRoots } from "./place.ts";
import { checkReferences, isStamp } from "./references.ts";
import { type WrittenValue } from "./written-value.ts";
import { GateRefusal } from "./refusal.ts";
import { UpdatePlaces, type NewItem } from "./update-places.ts";
import { checkXml } from "./xml-check.ts";
import { Written } from "./written.ts";
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
  /** How many more ids the actor may bind here. */
  idsLeft: number;
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
  written: Written;
}

const NOTHING: Passed = { hasNews: false, bindings: [], written: new Written() };

/** An update that may stand where it wants to; what it refers to is not looked at yet. */
export interface Placed extends Passed {
  values: readonly WrittenValue[];
  deleted: readonly (Place | XmlPlace)[];
}

const NOTHING_PLACED: Placed = { ...NOTHING, values: [], deleted: [] };

/**
 * Decides on a whole update before the document sees it. What the document holds already is skipped, since honest clients
 * send it again. Throws GateRefusal, and NotLookedUp.
 */
export function checkUpdate(update: DecodedUpdate, context: GateContext): Passed {
  return checkPlaced(placeUpdate(update, context), context);
}

/** The first half: whose it is, where it stands and of what shape it is. Throws GateRefusal. */
export function placeUpdate(update: DecodedUpdate, context: GateContext): Placed {
  const { doc, rules, right } = context;
  if (right !== "write") {
    // Before anything else is asked: what a reader writes next builds on what was refused, and is of no other kind.
    if (hasNews(update, doc)) throw new GateRefusal("right", "write without the right to");
    return NOTHING_PLACED;
  }
  const places = new UpdatePlaces(update, doc, rules);
  const deleted = newDeletions(update, context);
  if (places.items.length === 0 && places.fillers === 0 && deleted.length === 0) return NOTHING_PLACED;

  const bindings = bindingsOf(places.clients, context);
  const written = new Written();
  const addedPerRoot = new Map<string, number>();
  const fields: NewItem[] = [];
  let [made, filled, inTrees] = [0, 0, places.fillers];
  for (const item of places.items) {
    const spot = places.of(item);
    if (spot === "gone" || "holder" in spot) {
      inTrees++;
      if (spot !== "gone") checkXml(item.content, spot, context.facts, context.actor);
    } else if (spot.field !== null) {
      // What is overwritten within the frame costs nothing.
      if (item.content.type === "value" && ++filled > LIMITS.newValuesPerFrame)
        throw new GateRefusal("too-large", "too many values in one frame");
      fields.push(item);
    } else {
      if (++made > LIMITS.newEntriesPerFrame) throw new GateRefusal("too-large", "too many new entries in one frame");
      checkNewEntry(item, spot, context, addedPerRoot);
      const entry = written.entry(spot.root, spot.entry);
      if (entry.isMade) throw new GateRefusal("shape", "an entry made twice");
      entry.isMade = true;
    }
  }
  if (inTrees > 0) {
    checkLength(update, context);
    for (const root of xmlRoots(rules)) written.addTree(root);
  }
  const values: WrittenValue[] = [];
  for (const item of fields) {
    const place = places.of(item) as FieldPlace;
    const { root, field } = place;
    const entry = written.entry(root, place.entry);
    checkField(item, place, context, entry.isMade);
    const isNewKey = flatRule(rules, root) && !entry.fields.has(field) && !fieldItem(doc, rules, place);
    if (isNewKey) checkCount(root, context, addedPerRoot);
    entry.fields.add(field);
    if (item.content.type !== "value") continue;
    const { value } = item.content;
    values.push({ root, entry: place.entry, field, value, of: entry });
    if (isStamp(place) && typeof value === "number") entry.versions.push(value);
  }
  checkComplete(written, rules);
  return { hasNews: true, bindings, written, values, deleted };
}

/** The second half: what it refers to, and what it takes out. May be asked again of the same document. Throws GateRefusal, and NotLookedUp. */
export function checkPlaced(placed: Placed, { doc, facts, now, actor }: GateContext): Passed {
  const { written, values, deleted } = placed;
  const makes = (root: string, entry: string): boolean => written.makes(root, entry);
  checkReferences(values, { doc, facts, now, actor, makes });
  for (const place of deleted) {
    // Whoever may write XML may take out of it what they will: versions bring it back.
    if ("holder" in place) {
      written.addTree(place.holder.root);
      continue;
    }
    // A field's old value goes when a new one is written; nothing else is ever deleted.
    if (place.field === null || !written.has(place)) throw new GateRefusal("right", "deletes an entry or a field");
  }
  return placed;
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
      if (range.clock + range.length > end) throw new GateRefusal("clock", "deletes what is not there yet");
      for (const struct of structsIn(doc, client, range)) {
        if (!(struct instanceof Y.Item) || struct.deleted) continue;
        const place = placeOf(doc, rules, struct) ?? xmlPlaceOf(doc, rules, struct);
        if (!place) throw new GateRefusal("right", "deletes outside the roots");
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
  if (length > LIMITS.xmlLength) throw new GateRefusal("too-large", "a document that is too long");
}

function bindingsOf(clients: Iterable<number>, { actor, memberOf, isBound, idsLeft }: GateContext): number[] {
  const bindings: number[] = [];
  for (const client of clients) {
    const member = memberOf(client);
    if (member !== undefined && member !== actor.id) throw new GateRefusal("identity", "client id of another member");
    if (!isBound(client)) bindings.push(client);
  }
  if (bindings.length > LIMITS.newClientIdsPerFrame) throw new GateRefusal("too-large", "too many new client ids");
  if (bindings.length > idsLeft) throw new GateRefusal("too-large", "too many client ids of one member");
  return bindings;
}

function checkNewEntry(item: NewItem, place: Place, context: GateContext, added: Map<string, number>): void {
  const { doc, rules } = context;
  if (!rootRule(rules, place.root)) throw new GateRefusal("shape", "unknown root");
  if (!RANDOM_ID.test(place.entry)) throw new GateRefusal("shape", "key is not a random id");
  if (item.content.type !== "map") throw new GateRefusal("shape", "an entry that is not a map");
  const root = doc.getMap(place.root);
  if (item.origin || root._map.has(place.entry)) throw new GateRefusal("right", "overwrites an entry");
  checkCount(place.root, context, added);
}

/** `added`: what the update adds to each root. */
function checkCount(root: string, { doc, rules }: GateContext, added: Map<string, number>): void {
  const count = (added.get(root) ?? 0) + 1;
  added.set(root, count);
  const rule = rootRule(rules, root);
  const most = rule && "entries" in rule ? rule.most : undefined;
  if (doc.getMap(root)._map.size + count > (most ?? LIMITS.entriesPerRoot))
    throw new GateRefusal("too-large", "too many entries");
}

function checkField(item: NewItem, place: FieldPlace, context: GateContext, isNewEntry: boolean): void {
  const rule = fieldRule(context.rules, place.root, place.field);
  if (!rule) throw new GateRefusal("shape", "unknown field");
  if (item.content.type !== "value" && item.content.type !== "deleted")
    throw new GateRefusal("shape", `a ${item.content.type} in a field`);
  if (item.content.type === "value") {
    const parsed = rule.value.safeParse(item.content.value);
    if (!parsed.success) throw new GateRefusal("shape", `value of ${place.root}.${place.field}`);
  }
  // Who makes an entry fills it; later the table says who may change what.
  if (!isNewEntry && !mayChange(rule.change, place, context))
    throw new GateRefusal("right", `change of ${place.root}.${place.field}`);
}

function mayChange(who: Who, place: Place, { doc, actor, memberOf }: GateContext): boolean {
  const entry = doc.getMap(place.root)._map.get(place.entry);
  const isCreator = entry !== undefined && memberOf(entry.id.client) === actor.id;
  return mayChangeEntry(who, { role: actor.role, isGuest: actor.guest !== null }, isCreator);
}

/** An entry comes whole, so that nobody ever shows half of one. */
function checkComplete(written: Written, rules: RoomRules): void {
  for (const [root, { isMade, fields }] of written.entries()) {
    const rule = isMade && rootRule(rules, root);
    if (!rule || !("entries" in rule)) continue;
    for (const name of requiredIn(rule.entries))
      if (!fields.has(name)) throw new GateRefusal("shape", `an entry without ${name}`);
  }
}

const required = new WeakMap<object, readonly string[]>();

function requiredIn(entries: Readonly<Record<string, FieldRule>>): readonly string[] {
  const known = required.get(entries);
  if (known) return known;
  const names = Object.keys(entries).filter((name) => entries[name]?.required);
  required.set(entries, names);
  return names;
}
