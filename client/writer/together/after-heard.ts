import type * as Y from "yjs";

interface Hearing {
  acts: Set<() => void>;
  isActing: boolean;
}

const HEARINGS = new WeakMap<Y.Doc, Hearing>();

/**
 * Calls `act` once an editor shows what came from elsewhere, one after another in the order of the calls of this. What an act writes is read back before the
 * next one: within that the binding would not write what another one does. Gives back what ends it.
 */
export function afterHeard(doc: Y.Doc, act: () => void): () => void {
  const { acts } = HEARINGS.get(doc) ?? begin(doc);
  acts.add(act);
  return () => acts.delete(act);
}

function begin(doc: Y.Doc): Hearing {
  const hearing: Hearing = { acts: new Set(), isActing: false };
  HEARINGS.set(doc, hearing);
  doc.on("afterAllTransactions", () => {
    if (hearing.isActing) return;
    hearing.isActing = true;
    try {
      for (const each of hearing.acts) each();
    } finally {
      hearing.isActing = false;
    }
  });
  return hearing;
}
