import * as Y from "yjs";

export type DeleteSet = ReturnType<typeof Y.createDeleteSet>;
type Ranges = { clock: number; len: number }[];

/**
 * Letters that went only because what held them was deleted: whoever deleted it did not name them, so they had not seen them. Read it before Yjs
 * forgets what was deleted.
 */
export function unnamedLetters(transaction: Y.Transaction, named: DeleteSet): DeleteSet {
  const unnamed = Y.createDeleteSet();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
    if (!(item instanceof Y.Item) || !(item.content instanceof Y.ContentString)) return;
    if (!(item.parent instanceof Y.XmlText) || item.parent._item?.deleted !== true) return;
    const { client, clock } = item.id;
    for (let at = clock; at < clock + item.length; at++) {
      if (Y.isDeleted(named, Y.createID(client, at))) continue;
      const ranges: Ranges = unnamed.clients.get(client) ?? [];
      const last = ranges.at(-1);
      if (last && last.clock + last.len === at) last.len++;
      else ranges.push({ clock: at, len: 1 });
      unnamed.clients.set(client, ranges);
    }
  });
  return unnamed;
}

/**
 * The update of a change without the names of such letters. They go with what held them wherever it is read, and who wrote them is left to know
 * that nobody took out the letters themselves.
 */
export function withoutNames(update: Uint8Array, deleted: DeleteSet, unnamed: DeleteSet): Uint8Array {
  if (unnamed.clients.size === 0) return update;
  const all = encoded(deleted);
  const structs = update.subarray(0, update.length - all.length);
  const kept = Y.createDeleteSet();
  for (const [client, ranges] of deleted.clients) {
    const left = cutOut(ranges, unnamed.clients.get(client) ?? []);
    if (left.length > 0) kept.clients.set(client, left);
  }
  return new Uint8Array([...structs, ...encoded(kept)]);
}

/** As an update of version 1 ends. */
function encoded(deletes: DeleteSet): Uint8Array {
  // Behind it a snapshot has its state vector: that none is there is one byte.
  return Y.encodeSnapshot(Y.createSnapshot(deletes, new Map())).subarray(0, -1);
}

/** Both in their order. */
function cutOut(ranges: Ranges, holes: Ranges): Ranges {
  const left: Ranges = [];
  for (const { clock, len } of ranges) {
    let at = clock;
    const end = clock + len;
    for (const hole of holes) {
      if (hole.clock + hole.len <= at || hole.clock >= end) continue;
      if (hole.clock > at) left.push({ clock: at, len: hole.clock - at });
      at = hole.clock + hole.len;
    }
    if (at < end) left.push({ clock: at, len: end - at });
  }
  return left;
}
