import * as Y from "yjs";
import { LOCAL } from "../../schema/rooms/entries.ts";
import { FlatEntries } from "../../schema/rooms/flat-entries.ts";
import { ALL_ROOTS, TIME_FIELDS } from "../../schema/rooms/fields.ts";
import { CONTENT, wordsOfXml } from "../../schema/rooms/output-room.ts";
import { flatRule } from "../../schema/rooms/root-rule.ts";
import type { EntryChange } from "./batch.ts";
import { merged, rewording } from "./reword.ts";

/**
 * What came of writing lifted work into another document: written, there already, or without a place to go because the
 * entry that it changes is not in this room.
 */
export type Replayed = "written" | "already" | "no-place";

/**
 * Writes lifted work into a document of the same kind: new entries whole under their own ids, known ones by the fields
 * that differ. All or nothing, in one transaction, so that it is sent, refused and acknowledged as one. An entry that it
 * made and that is there already was saved before its acknowledgement could come: what colleagues did since stays. What a
 * device whose clock was ahead has stamped with a time to come is stamped `now`.
 */
export function replay(doc: Y.Doc, entries: readonly EntryChange[], now: Date): Replayed {
  const writes: (() => void)[] = [];
  for (const { root, id, made, fields: lifted } of entries) {
    const fields = withoutTimesToCome(lifted, now);
    if (root === CONTENT) {
      const { text, was } = fields;
      const block = blockWith(doc, id);
      const now = block && wordsOfXml(block);
      if (now === text) continue;
      // What took no words of before, or has lost their place, is for their author to say where they go.
      const isWritten = typeof was === "string" && typeof text === "string" && now !== null;
      const words = isWritten ? merged(was, text, now) : null;
      const write = block && words !== null ? rewording(block, words) : null;
      if (!write) return "no-place";
      writes.push(write);
      continue;
    }
    const flat = flatRule(ALL_ROOTS, root);
    if (flat) {
      // Nobody makes an entry of a flat root, so that there is always a place for it.
      const values = new FlatEntries(doc, root, flat);
      const written = besideNote(fields, values.value(id, "note"));
      const changed = Object.entries(written).filter(([name, value]) => !isSame(values.value(id, name), value));
      if (changed.length > 0) writes.push(() => values.set(id, Object.fromEntries(changed)));
      continue;
    }
    const map = doc.getMap(root);
    const known = map.get(id);
    if (known instanceof Y.Map) {
      if (made) continue;
      const changed = Object.entries(fields).filter(([name, value]) => !isSame(known.get(name), value));
      if (changed.length > 0) writes.push(() => changed.forEach(([name, value]) => known.set(name, value)));
    } else if (!made) return "no-place";
    else
      writes.push(() => {
        const entry = new Y.Map<unknown>();
        for (const [name, value] of Object.entries(fields)) entry.set(name, value);
        map.set(id, entry);
      });
  }
  if (writes.length === 0) return "already";
  doc.transact(() => writes.forEach((write) => write()), LOCAL);
  return "written";
}

/** Words that were typed where no note stood (`was` is empty), and are of no note that came since: that stays before them. */
function besideNote({ was, ...fields }: Record<string, unknown>, now: unknown): Record<string, unknown> {
  const { note } = fields;
  if (was !== "" || typeof note !== "string" || typeof now !== "string" || now === "") return fields;
  // Letters alone would find "ne" within any other word: only whole lines are these words already.
  const isThere = `\n${now}\n`.includes(`\n${note}\n`);
  return { ...fields, note: isThere ? now : `${now}\n${note}` };
}

function withoutTimesToCome(fields: Record<string, unknown>, now: Date): Record<string, unknown> {
  const isToCome = (name: string, value: unknown): boolean =>
    TIME_FIELDS.has(name) && typeof value === "string" && Date.parse(value) > now.getTime();
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isToCome(name, value) ? now.toISOString() : value]),
  );
}

/** Of work that waits, oldest first, what a document says already: a block that reads as after one act has those before it. */
export function saidAlready<Work extends { entries: readonly EntryChange[] }>(
  doc: Y.Doc,
  work: readonly Work[],
): Work[] {
  const upTo = new Map<string, number>();
  work.forEach(({ entries }, i) => {
    for (const { root, id, fields } of entries) {
      const block = root === CONTENT ? blockWith(doc, id) : null;
      if (block && wordsOfXml(block) === fields["text"]) upTo.set(id, i);
    }
  });
  return work.filter(
    ({ entries }, i) =>
      entries.every(({ root, id }) => root === CONTENT && (upTo.get(id) ?? -1) >= i) && entries.length > 0,
  );
}

function blockWith(doc: Y.Doc, id: string): Y.XmlElement | null {
  const block = doc
    .getXmlFragment(CONTENT)
    .toArray()
    .find((each) => each instanceof Y.XmlElement && each.getAttribute("id") === id);
  return block instanceof Y.XmlElement ? block : null;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
