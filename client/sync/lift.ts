import * as Y from "yjs";
import { LOCAL } from "../../schema/rooms/entries.ts";

/** An entry taken out of a document that may not be kept: plain data, ready to be written where it may go. */
export interface LiftedEntry {
  root: string;
  id: string;
  fields: Record<string, unknown>;
}

/** Reads entries named `root/id` out of a document. Entries that are not there are left out. */
export function liftEntries(doc: Y.Doc, keys: Iterable<string>): LiftedEntry[] {
  const lifted: LiftedEntry[] = [];
  for (const key of keys) {
    const slash = key.indexOf("/");
    const [root, id] = [key.slice(0, slash), key.slice(slash + 1)];
    const map = doc.getMap(root).get(id);
    if (map instanceof Y.Map) lifted.push({ root, id, fields: map.toJSON() as Record<string, unknown> });
  }
  return lifted;
}

/**
 * Writes lifted entries into another document of the same kind: new ones whole under their own ids, known ones by the
 * fields that differ. One transaction, so that it is sent and acknowledged as one.
 */
export function lowerEntries(doc: Y.Doc, lifted: readonly LiftedEntry[]): void {
  if (lifted.length === 0) return;
  doc.transact(() => {
    for (const { root, id, fields } of lifted) {
      const entries = doc.getMap(root);
      const known = entries.get(id);
      const target: Y.Map<unknown> = known instanceof Y.Map ? (known as Y.Map<unknown>) : new Y.Map<unknown>();
      for (const [name, value] of Object.entries(fields)) {
        if (known instanceof Y.Map && JSON.stringify(known.get(name)) === JSON.stringify(value)) continue;
        target.set(name, value);
      }
      if (!(known instanceof Y.Map)) entries.set(id, target);
    }
  }, LOCAL);
}
