import { uint32 } from "lib0/random";
import * as Y from "yjs";
import { newId, RoomId, type MemberId } from "../../../schema/domain/ids.ts";
import type { FieldRule } from "../../../schema/rooms/field-rule.ts";
import { fieldRule, flatRule, xmlRule } from "../../../schema/rooms/root-rule.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { RoomRenewal } from "../../store/room-store.ts";
import type { RoomLimits } from "../limits.ts";
import { copyXml, type WordsChange } from "./renew-xml.ts";
import type { LiveDocument } from "./live-document.ts";
import { xmlRoots } from "../gate/place.ts";
import { projectAll } from "./projection.ts";

/**
 * Whether most of the document is values that were overwritten, or somebody has used half of the client ids that they may. Yjs keeps
 * the place of each value for ever, since a client that was away may still build on it; only a new document under a new
 * id (docs/design.md, idea 9) is rid of them.
 */
export function isRenewalDue({ doc, rules, mostIds }: LiveDocument, limits: RoomLimits): boolean {
  if (mostIds * 2 >= limits.clientIdsPerMember) return true;
  let structs = 0;
  for (const ofClient of doc.store.clients.values()) structs += ofClient.length;
  if (structs < limits.renewalStructs) return false;
  let inUse = 0;
  for (const root of Object.keys(rules)) {
    if (xmlRule(rules, root)) continue;
    for (const item of doc.getMap(root)._map.values())
      inUse += 1 + (item.content instanceof Y.ContentType ? item.content.type._map.size : 0);
  }
  if (xmlRoots(rules).length > 0) inUse += liveStructs(doc);
  return structs >= limits.renewalRatio * inUse;
}

function liveStructs(doc: Y.Doc): number {
  let count = 0;
  for (const ofClient of doc.store.clients.values())
    for (const struct of ofClient) if (struct instanceof Y.Item && !struct.deleted) count++;
  return count;
}

/**
 * What a value becomes in the new document; `entry` is the id of the entry that it is of, in a flat root `<layer>/<key>`, or
 * `<output>/<key>`, since others have the same keys; in a tree `<output>/<id of the node>/<attribute, "text" or "href">`. `parted`:
 * what was put between letters of a sentence of a tree that stood side by side.
 */
export type ValueChange = (value: unknown, rule: FieldRule, entry: string, parted?: readonly Range[]) => unknown;

/**
 * The same entries with the same values (or what `change` makes of each) in a document of their own. Each entry is made and
 * each field written under an id of the member who made or last wrote it, so that who is behind what stays as it was.
 */
export function renewalOf(live: LiveDocument, change: ValueChange = (value) => value): RoomRenewal {
  const next = newId(RoomId);
  const ids = new Map<MemberId, number>();
  const memberOf = (client: number): MemberId => {
    const member = live.clients.get(client);
    if (!member) throw new Error("a client id without a member");
    return member;
  };
  for (const client of live.clients.keys()) {
    const member = memberOf(client);
    if (!ids.has(member)) ids.set(member, uint32());
  }
  const doc = new Y.Doc();
  const entries = [...entriesOf(live, change)];
  const values = [...flatValuesOf(live, change)];
  for (const [member, client] of ids) {
    writeAs(doc, client, () => {
      for (const { root, id, creator, fields } of entries) {
        if (memberOf(creator) !== member) continue;
        const own = fields.filter((field) => memberOf(field.writer) === member);
        doc.getMap(root).set(id, new Y.Map(own.map(({ name, value }) => [name, value])));
      }
      for (const { root, key, value, writer } of values)
        if (memberOf(writer) === member) doc.getMap(root).set(key, value);
    });
  }
  for (const [member, client] of ids) {
    writeAs(doc, client, () => {
      for (const { root, id, creator, fields } of entries) {
        if (memberOf(creator) === member) continue;
        const entry = doc.getMap(root).get(id);
        if (!(entry instanceof Y.Map)) continue;
        for (const { name, value, writer } of fields) if (memberOf(writer) === member) entry.set(name, value);
      }
    });
  }
  for (const root of xmlRoots(live.rules)) {
    const xml = xmlRule(live.rules, root);
    const writeAsWriter = (client: number, write: () => void): void =>
      writeAs(doc, ids.get(memberOf(client)) ?? doc.clientID, write);
    const changeWords: WordsChange = (words, rule, place, parted) =>
      String(change(words, rule, `${live.row.output}/${place}`, parted));
    if (xml)
      copyXml(
        live.doc.getXmlFragment(root),
        doc.getXmlFragment(root),
        { xml, rule: xml.root },
        writeAsWriter,
        changeWords,
      );
  }
  const clients = [...ids].map(([member, client]): [number, MemberId] => [client, member]);
  const rows = projectAll(doc, { ...live.row, id: next }, clients);
  const snapshotV2 = Y.encodeStateAsUpdateV2(doc);
  doc.destroy();
  return { room: live.row.id, expectedSeq: live.seq, next, snapshotV2, clients, rows };
}

interface Entry {
  root: string;
  id: string;
  creator: number;
  fields: { name: string; value: unknown; writer: number }[];
}

/** Each entry, with what `change` makes of its values. */
export function* entriesOf({ doc, rules }: LiveDocument, change: ValueChange): Iterable<Entry> {
  for (const root of Object.keys(rules)) {
    if (flatRule(rules, root) || xmlRule(rules, root)) continue;
    const map = doc.getMap(root);
    for (const [id, item] of map._map) {
      const entry = map.get(id);
      if (!(entry instanceof Y.Map)) continue;
      const fields = [...entry._map].flatMap(([name, { id: struct }]) => {
        const rule = fieldRule(rules, root, name);
        return rule ? [{ name, value: change(entry.get(name), rule, id), writer: struct.client }] : [];
      });
      yield { root, id, creator: item.id.client, fields };
    }
  }
}

/** The same of values that stand in no entry. */
export function* flatValuesOf(
  { doc, rules, row }: LiveDocument,
  change: ValueChange,
): Iterable<{ root: string; key: string; value: unknown; writer: number }> {
  for (const root of Object.keys(rules)) {
    const flat = flatRule(rules, root);
    if (!flat) continue;
    const map = doc.getMap(root);
    for (const [key, item] of map._map) {
      const split = flat.split(key);
      const rule = split && flat.field(split.field);
      if (rule)
        yield {
          root,
          key,
          value: change(map.get(key), rule, `${row.layer ?? row.output}/${key}`),
          writer: item.id.client,
        };
    }
  }
}

function writeAs(doc: Y.Doc, client: number, write: () => void): void {
  doc.clientID = client;
  doc.transact(write);
}
