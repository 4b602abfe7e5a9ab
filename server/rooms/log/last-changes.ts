import { uint32 } from "lib0/random";
import * as Y from "yjs";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { LiveDocument } from "./live-document.ts";
import { entriesOf, flatValuesOf, type ValueChange } from "./renewal.ts";

/** An update of a document, and whose the client ids in it are. */
export interface LastChanges {
  update: Uint8Array;
  clients: [client: number, member: MemberId][];
}

/** Kinds of which a page shows the room that is gone until the next is here, and takes what others wrote over its own words as theirs. */
const TOLD: ReadonlySet<string> = new Set(["discussion", "layer"]);

/**
 * What `change` makes of the values of a document that has given way to another, for those who have it open: they read it until they have
 * the next, which may take them long. The document is written in, and is good for nothing else after it. Null where nothing reads otherwise.
 */
export function lastChangesOf(live: LiveDocument, change: ValueChange): LastChanges | null {
  if (!TOLD.has(live.row.kind)) return null;
  const { doc } = live;
  const writes = new Map<MemberId, (() => void)[]>();
  const put = (writer: number, write: () => void): void => {
    const member = live.clients.get(writer);
    if (member) writes.set(member, [...(writes.get(member) ?? []), write]);
  };
  for (const { root, id, fields } of entriesOf(live, change)) {
    const entry = doc.getMap(root).get(id);
    if (!(entry instanceof Y.Map)) continue;
    for (const { name, value, writer } of fields)
      if (isOther(entry.get(name), value)) put(writer, () => entry.set(name, value));
  }
  for (const { root, key, value, writer } of flatValuesOf(live, change))
    if (isOther(doc.getMap(root).get(key), value)) put(writer, () => doc.getMap(root).set(key, value));
  const updates: Uint8Array[] = [];
  const clients: LastChanges["clients"] = [];
  const collect = (update: Uint8Array): void => void updates.push(update);
  doc.on("update", collect);
  for (const [member, all] of writes) {
    doc.clientID = uint32();
    clients.push([doc.clientID, member]);
    doc.transact(() => all.forEach((write) => write()));
  }
  doc.off("update", collect);
  return updates.length > 0 ? { update: Y.mergeUpdates(updates), clients } : null;
}

const isOther = (was: unknown, is: unknown): boolean => was !== is && JSON.stringify(was) !== JSON.stringify(is);
