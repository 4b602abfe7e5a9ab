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
