import * as Y from "yjs";
import { serverClock } from "../api/server-clock.ts";
import type { EntryChange } from "./batch.ts";
import type { Draft } from "./draft.ts";
import type { RoomConnection } from "./room-connection.ts";

const TAGS = "annotations";

/**
 * Gives back what this person did to a tag that was deleted meanwhile, on another device or by a colleague: it goes with the tag, where
 * nobody looks. What restores the tag goes with it.
 */
export function watchDeleted(connection: RoomConnection, place: string, give: (draft: Draft) => void): void {
  const tags = connection.doc.getMap(TAGS);
  connection.doc.on("afterTransaction", ({ local, changed }: Y.Transaction) => {
    if (local || changed.size === 0) return;
    for (const change of changedIn(connection.unsent.batches)) {
      const tag: unknown = tags.get(change.id);
      const isNew = [...changed].some(([type, names]) => (type as unknown) === tag && names.has("deleted"));
      if (isNew && tag instanceof Y.Map && tag.get("deleted")) give(deletedDraft(place, change, serverClock.stamp()));
    }
  });
}

/** One draft a tag, in two tabs too. */
function deletedDraft(place: string, change: EntryChange, at: string): Draft {
  return { id: `deleted ${change.id}`, place, entries: [change], why: "no-place", late: false, at };
}

/** Tags that were there before and are not deleted here, with all that is unsent of each. */
function changedIn(batches: readonly { entries: readonly EntryChange[] }[]): EntryChange[] {
  const changes = new Map<string, EntryChange>();
  for (const { root, id, made, fields } of batches.flatMap(({ entries }) => entries)) {
    if (root !== TAGS) continue;
    const known = changes.get(id);
    changes.set(id, { root, id, made: made || (known?.made ?? false), fields: { ...known?.fields, ...fields } });
  }
  return [...changes.values()].flatMap((change) =>
    change.made || change.fields["deleted"] ? [] : [{ ...change, fields: { ...change.fields, deleted: null } }],
  );
}
