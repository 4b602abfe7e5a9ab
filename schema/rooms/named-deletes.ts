import * as Y from "yjs";

type DeleteSet = ReturnType<typeof Y.createDeleteSet>;

const COMING = new WeakMap<Y.Doc, Uint8Array>();

/** While an update from elsewhere is taken in, it is known what it names as deleted. */
export function takingIn(doc: Y.Doc, update: Uint8Array, apply: () => void): void {
  COMING.set(doc, update);
  try {
    apply();
  } finally {
    COMING.delete(doc);
  }
}

/**
 * What the update that is being taken in names as deleted: whoever made it had seen that. What goes because all around it goes they had perhaps not.
 * Null where nothing is being taken in.
 */
export function namedDeletes(doc: Y.Doc): DeleteSet | null {
  const update = COMING.get(doc);
  return update ? Y.decodeUpdate(update).ds : null;
}

const CARRIED = new WeakMap<Y.Doc, Set<number>>();

/** Notes letters that were written under a document's own client id, went with what they stood in, and were put to where its words are now. */
export function noteCarried(doc: Y.Doc, clocks: readonly number[]): void {
  CARRIED.set(doc, new Set([...(CARRIED.get(doc) ?? []), ...clocks]));
}

/** Whether all letters of a stretch were. */
export function wereCarried(doc: Y.Doc, client: number, from: number, to: number): boolean {
  const carried = CARRIED.get(doc);
  if (!carried || client !== doc.clientID) return false;
  for (let clock = from; clock < to; clock++) if (!carried.has(clock)) return false;
  return true;
}
