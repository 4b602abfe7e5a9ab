import * as Y from "yjs";
import { wereCarried } from "../../schema/rooms/named-deletes.ts";
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
 * they were on their way, and that the editor has not carried to where the paragraph's words are. What of one's own is deleted before
 * anybody has it, nobody can have deleted but by what it was written into.
 * `unsent`: what is not acknowledged and is for this page to see to, oldest first.
 */
export function watchLost(
  { doc }: Pick<RoomConnection, "doc">,
  unsent: () => readonly Batch[],
  tell: (lost: LostWords) => void,
): void {
  doc.on("afterTransaction", (transaction: Y.Transaction) => {
    const { local, deleteSet, changed } = transaction;
    if (local || changed.size === 0 || deleteSet.clients.size === 0) return;
    const gone = goneIn(transaction);
    const ofBlocks = new Map<string, { batch: Batch; change: EntryChange; lost: Stretch[] }[]>();
    for (const batch of gone.length > 0 ? unsent() : [])
      for (const change of batch.entries) {
        if (change.root !== CONTENT) continue;
        const works = ofBlocks.get(change.id) ?? [];
        ofBlocks.set(change.id, works);
        works.push({ batch, change, lost: ofBatch(gone, batch) });
      }
    const isKept = ({ client, from, to, isText }: Stretch): boolean => isText && wereCarried(doc, client, from, to);
    // After the transaction that took them, and after the editor has heard of it.
    queueMicrotask(() => {
      for (const [id, works] of ofBlocks) {
        const lost = works.filter((each) => !each.lost.every(isKept)).length;
        const [first] = works;
        const last = works.at(-1);
        if (lost === 0 || !first || !last) continue;
        const fields = { ...first.change.fields, ...last.change.fields, was: first.change.fields["was"] };
        const batch = unwritten(`lost ${id}`, [{ root: CONTENT, id, made: false, fields }], last.batch.at);
        const isAll = works.every((each) => each.lost.length > 0 && !each.lost.some(isKept));
        tell({ batch, isWhole: isAll });
      }
    });
  });
}

/** Letters, or a node among them, that were written under one client id. */
interface Stretch {
  client: number;
  from: number;
  to: number;
  isText: boolean;
}

/** What a transaction deleted of words, and of nodes among them. */
function goneIn(transaction: Y.Transaction): Stretch[] {
  const gone: Stretch[] = [];
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (item) => {
    if (!(item instanceof Y.Item)) return;
    const isText = item.content instanceof Y.ContentString;
    if (!isText && !(item.content instanceof Y.ContentType && item.content.type instanceof Y.XmlElement)) return;
    const { client, clock } = item.id;
    gone.push({ client, from: clock, to: clock + item.length, isText });
  });
  return gone;
}

/** What of it an act had written. */
function ofBatch(gone: readonly Stretch[], { client, update }: Batch): Stretch[] {
  const own = gone.filter((each) => each.client === client);
  if (own.length === 0 || update.length === 0) return [];
  const { from, to } = Y.parseUpdateMeta(update);
  const [first, end] = [from.get(client) ?? 0, to.get(client) ?? 0];
  return own.flatMap((each) =>
    each.from < end && first < each.to
      ? [{ ...each, from: Math.max(each.from, first), to: Math.min(each.to, end) }]
      : [],
  );
}
