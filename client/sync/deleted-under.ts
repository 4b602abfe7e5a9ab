import * as Y from "yjs";
import { serverClock } from "../api/server-clock.ts";
import { CONTENT } from "../../schema/rooms/output-room.ts";
import { type Batch, type EntryChange, unwritten } from "./batch.ts";
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

/** Words of one block that a colleague's change took away before they had reached anybody. */
export interface LostWords {
  batch: Batch;
  /** Whether all that is unsent of the block went, so that it can be written anew into what stands there now. */
  isWhole: boolean;
}

/**
 * Tells of words in a document that went with a paragraph, an item of a list or a cell which a colleague took out or made anew while
 * they were on their way. What of one's own is deleted before anybody has it, nobody can have deleted but by what it was written into.
 * `unsent`: what is not acknowledged and is for this page to see to, oldest first.
 */
export function watchLost(
  { doc }: RoomConnection,
  unsent: () => readonly Batch[],
  tell: (lost: LostWords) => void,
): void {
  doc.on("afterTransaction", ({ local, deleteSet, changed }: Y.Transaction) => {
    if (local || changed.size === 0 || deleteSet.clients.size === 0) return;
    const ofBlocks = new Map<string, { works: { batch: Batch; change: EntryChange }[]; lost: number }>();
    for (const batch of unsent())
      for (const change of batch.entries) {
        if (change.root !== CONTENT) continue;
        const block = ofBlocks.get(change.id) ?? { works: [], lost: 0 };
        ofBlocks.set(change.id, block);
        block.works.push({ batch, change });
        if (isDeletedIn(deleteSet, batch)) block.lost++;
      }
    for (const [id, { works, lost }] of ofBlocks) {
      const [first] = works;
      const last = works.at(-1);
      if (lost === 0 || !first || !last) continue;
      const fields = { ...first.change.fields, ...last.change.fields, was: first.change.fields["was"] };
      const batch = unwritten(`lost ${id}`, [{ root: CONTENT, id, made: false, fields }], last.batch.at);
      // After the transaction that took them.
      queueMicrotask(() => tell({ batch, isWhole: lost === works.length }));
    }
  });
}

/** Whether something that an act wrote was deleted by a transaction. */
function isDeletedIn({ clients }: Y.Transaction["deleteSet"], { client, update }: Batch): boolean {
  if (update.length === 0) return false;
  const { from, to } = Y.parseUpdateMeta(update);
  const [first, end] = [from.get(client) ?? 0, to.get(client) ?? 0];
  return (clients.get(client) ?? []).some(({ clock, len }) => clock < end && first < clock + len);
}
