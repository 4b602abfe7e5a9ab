import * as Y from "yjs";
import { holdsText } from "../../../schema/editor/output-nodes.ts";
import type { RoomRules } from "../../../schema/rooms/root-rule.ts";
import { fieldItem, placesIn, type Place, xmlRoots } from "./place.ts";
import type { Written } from "./written.ts";
import { innerHolder, xmlPlaceOf, type XmlPlace } from "./xml-place.ts";

/** The document did something that the gate had not approved: it must be discarded. */
export class TripwireFired extends Error {}

/** Entries that a transaction touched, by root: what to project. Of XML one of the kinds of `XML_CHANGES`. */
export type ChangedEntries = Map<string, Set<string>>;

/** What changed of a root that is XML: words of a text that no row holds, or anything else. */
export const XML_CHANGES = { text: "text", nodes: "nodes" } as const;

/**
 * Looks at what a transaction really did: every struct that came in and every struct that it deleted must stand where
 * the gate let something be written, and each of those places must hold a value now. Returns the touched entries.
 * Call it from `afterTransaction`, before Yjs merges and collects.
 *
 * `approved` null = the server's own write: places must be known, nothing else is asked. `words` takes what may have made
 * other words of XML: letters that came, and what went out of texts or from between them.
 */
export function inspect(
  transaction: Y.Transaction,
  rules: RoomRules,
  approved: Written | null,
  words: Y.Item[] = [],
): ChangedEntries {
  const { doc } = transaction;
  const changed: ChangedEntries = new Map();
  const touched: Place[] = [];
  const placeOf = placesIn(doc, rules);
  const hasXml = xmlRoots(rules).length > 0;
  const see = (struct: Y.Item | Y.GC): void => {
    // What was deleted before it came, or what it stood in.
    if (struct instanceof Y.GC && hasXml) return;
    const place = struct instanceof Y.Item ? placeOf(struct) : null;
    const xml = struct instanceof Y.Item && !place ? xmlPlaceOf(doc, rules, struct) : null;
    if (xml && struct instanceof Y.Item) return seeXml(struct, xml);
    if (!place) throw new TripwireFired("a struct outside the roots");
    if (approved && !approved.has(place)) throw new TripwireFired("a place that was not approved");
    touched.push(place);
    const ids = changed.get(place.root);
    if (ids) ids.add(place.entry);
    else changed.set(place.root, new Set([place.entry]));
  };
  const seeXml = (item: Y.Item, xml: XmlPlace): void => {
    const { content, deleted } = item;
    const { holder, attribute } = xml;
    if (deleted ? joinsWords(item, xml) : content instanceof Y.ContentString) words.push(item);
    const { root } = holder;
    if (approved && !approved.hasTree(root)) throw new TripwireFired("XML that was not approved");
    // An editor would take out what its schema does not know.
    if (!deleted && attribute === null && !isRegular(content, xml))
      throw new TripwireFired("a node that may not stand there");
    const isOfText = attribute === null && holder.isText && !holder.isInRow;
    const kind = isOfText ? XML_CHANGES.text : XML_CHANGES.nodes;
    const kinds = changed.get(root);
    if (kinds) kinds.add(kind);
    else changed.set(root, new Set([kind]));
  };
  for (const [client, after] of transaction.afterState) {
    const before = transaction.beforeState.get(client) ?? 0;
    if (after > before) walk(doc, client, before, after, see);
  }
  for (const [client, ranges] of transaction.deleteSet.clients) {
    for (const range of ranges) walk(doc, client, range.clock, range.clock + range.len, see);
  }
  for (const place of touched) {
    if (!isLive(doc, rules, place)) throw new TripwireFired("an entry or a field was deleted");
  }
  if (doc.store.pendingStructs !== null || doc.store.pendingDs !== null) throw new TripwireFired("pending structs");
  return changed;
}

function walk(doc: Y.Doc, client: number, start: number, end: number, see: (struct: Y.Item | Y.GC) => void): void {
  const structs = doc.store.clients.get(client) ?? [];
  if (structs.length === 0) return;
  for (let i = Y.findIndexSS(structs, start); i < structs.length; i++) {
    const struct = structs[i];
    if (!struct || struct.id.clock >= end) return;
    see(struct);
  }
}

/** Whether words of one block may meet where an item was taken out; a mark parts none. */
function joinsWords({ content }: Y.Item, { holder, attribute }: XmlPlace): boolean {
  return attribute === null && holdsText(holder.rule) && !(content instanceof Y.ContentFormat);
}

function isRegular(content: Y.Item["content"], { holder }: XmlPlace): boolean {
  if (holder.isText) return content instanceof Y.ContentString || content instanceof Y.ContentFormat;
  if (!(content instanceof Y.ContentType)) return false;
  const { type } = content;
  if (type instanceof Y.XmlText) return innerHolder(holder, { type: "text" }) !== null;
  return type instanceof Y.XmlElement && innerHolder(holder, { type: "element", name: type.nodeName }) !== null;
}

function isLive(doc: Y.Doc, rules: RoomRules, { root, entry, field }: Place): boolean {
  const item = field === null ? doc.getMap(root)._map.get(entry) : fieldItem(doc, rules, { root, entry, field });
  return item !== undefined && !item.deleted;
}
