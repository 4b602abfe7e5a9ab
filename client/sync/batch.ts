import { z } from "zod";
import * as Y from "yjs";
import { AHEAD_MS, ALL_ROOTS, TIME_FIELDS } from "../../schema/rooms/fields.ts";
import { CONTENT, wordsOfXml } from "../../schema/rooms/output-room.ts";
import { flatRule } from "../../schema/rooms/root-rule.ts";

/** What one transaction wrote into one entry (of a flat root too), as plain data. */
export const EntryChange = z.object({
  root: z.string(),
  id: z.string(),
  /** Whether the entry was made by it; `fields` are then all of its fields. */
  made: z.boolean(),
  fields: z.record(z.string(), z.unknown()),
});
export type EntryChange = z.infer<typeof EntryChange>;

const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
/**
 * One act of this person: one local transaction. Twice the same: `update` are Yjs's bytes, which any document of the same
 * room takes any number of times; `entries` are what they say, for the day when the bytes may not be sent (docs/design.md, idea 9).
 */
export const Batch = z.object({
  id: z.string(),
  /** Yjs client id under which it was written, and the first clock after it: a room that has come so far holds it. */
  client: z.int().nonnegative(),
  clock: z.int().nonnegative(),
  update: Bytes,
  entries: z.array(EntryChange),
  /** ISO 8601. */
  at: z.string(),
});
export type Batch = z.infer<typeof Batch>;

/** Work that is kept as what it says alone, to be written: no room holds it as bytes, whatever client ids there are in it. */
export function unwritten(id: string, entries: EntryChange[], at: string): Batch {
  return { id, client: 0, clock: Number.MAX_SAFE_INTEGER, update: new Uint8Array(), entries, at };
}

/** What of an act a person counts: a thread that is begun and its first comment are one thing. */
export function countedOf(entries: readonly EntryChange[]): EntryChange[] {
  const isBegun = entries.some(({ root, made }) => root === "comments" && made);
  return entries.filter(({ root, made }) => !(isBegun && root === "threads" && made));
}

/** How many things acts are, as a person counts them. */
export function countOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { entries }) => sum + countedOf(entries).length, 0);
}

/** How many values it wrote into fields of entries. The words of a text are none. */
export function valuesIn({ root, fields }: EntryChange): number {
  return root === CONTENT ? 0 : Object.keys(fields).length;
}

/** `root/id` of the entries that a transaction made or changed, with what it wrote. */
export function changesOf(doc: Y.Doc, transaction: Y.Transaction): EntryChange[] {
  const changes = new Map<string, EntryChange>();
  const rootOf = (type: unknown): string | undefined =>
    [...doc.share].find(([, shared]) => (shared as unknown) === type)?.[0];
  const note = (root: string, id: string, made: boolean, fields: Record<string, unknown>): void => {
    const known = changes.get(`${root}/${id}`);
    if (!known) changes.set(`${root}/${id}`, { root, id, made, fields });
    else {
      known.made ||= made;
      Object.assign(known.fields, fields);
    }
  };
  for (const [type, keys] of transaction.changed) {
    const item = type._item;
    // A root map changes by its keys; an entry's map is named by its own item.
    if (!item) {
      const root = rootOf(type);
      for (const key of keys) {
        if (!root || !key || !(type instanceof Y.Map)) continue;
        const value: unknown = type.get(key);
        const flat = flatRule(ALL_ROOTS, root)?.split(key);
        if (flat) note(root, flat.entry, false, { [flat.field]: value });
        else if (value instanceof Y.Map) note(root, key, true, value.toJSON());
      }
    } else if (type instanceof Y.Map && item.parentSub && item.parent instanceof Y.AbstractType) {
      const root = rootOf(item.parent);
      const fields: Record<string, unknown> = {};
      for (const key of keys) if (key) fields[key] = (type as Y.Map<unknown>).get(key);
      if (root) note(root, item.parentSub, false, fields);
    }
  }
  for (const block of changedBlocks(doc, transaction)) {
    const id: unknown = block.getAttribute("id");
    if (typeof id !== "string") continue;
    const isNewBlock = !block._item || isNew(block._item, transaction.beforeState);
    const was = isNewBlock ? {} : { was: wordsOfXml(block, (item) => wasThere(item, transaction)) };
    note(CONTENT, id, false, { text: wordsOfXml(block), ...was });
  }
  return [...changes.values()];
}

/** Top-level blocks of an output in which something was written. Those that were taken out say nothing. */
function changedBlocks(doc: Y.Doc, { changed, beforeState }: Y.Transaction): Set<Y.XmlElement> {
  const blocks = new Set<Y.XmlElement>();
  if (!doc.share.has(CONTENT)) return blocks;
  const content = doc.getXmlFragment(CONTENT);
  for (const type of changed.keys()) {
    if ((type as unknown) === content) {
      for (const block of content.toArray())
        if (block instanceof Y.XmlElement && block._item && isNew(block._item, beforeState)) blocks.add(block);
      continue;
    }
    let at: unknown = type;
    while (at instanceof Y.AbstractType && at._item?.parent && at._item.parent !== content) at = at._item.parent;
    if (at instanceof Y.XmlElement && at._item?.parent === content && !at._item.deleted) blocks.add(at);
  }
  return blocks;
}

/** Whether an item stood in the document before a transaction. */
function wasThere(item: Y.Item, { beforeState, deleteSet }: Y.Transaction): boolean {
  return !isNew(item, beforeState) && (!item.deleted || Y.isDeleted(deleteSet, item.id));
}

function isNew({ id }: Y.Item, before: ReadonlyMap<number, number>): boolean {
  return id.clock >= (before.get(id.client) ?? 0);
}

/** Whether a batch bears a time further ahead of `now` (ISO 8601, the server's) than the server takes. */
export function isAhead({ entries }: Batch, now: string): boolean {
  const last = Date.parse(now) + AHEAD_MS;
  return entries.some(({ fields }) =>
    Object.entries(fields).some(
      ([name, value]) => TIME_FIELDS.has(name) && typeof value === "string" && Date.parse(value) > last,
    ),
  );
}

/** Whether a document holds all of a batch already. */
export function holds(doc: Y.Doc, { client, clock }: Batch): boolean {
  return Y.getState(doc.store, client) >= clock;
}
