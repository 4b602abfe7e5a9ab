import type * as Y from "yjs";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { LOCAL } from "../../../schema/rooms/entries.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import type { Seeded } from "../../helpers/text/seeded.ts";

const CATEGORIES = ["act.recruitment", "act.transport", "means.force", "means.vulnerability"].map((id) =>
  CategoryId.parse(id),
);

/** Length of the text that tags of the realtime benchmarks lie on. */
export const TEXT_LENGTH = 100_000;

const NOW = "2026-01-01T00:00:00.000Z";

/** One tag as a lawyer makes it. */
export function addTag(doc: Y.Doc, random: Seeded, note = ""): void {
  const start = random.below(TEXT_LENGTH - 400);
  const ranges = [{ start, end: start + 20 + random.below(200) }];
  new LayerRoom(doc).add({ category: random.pick(CATEGORIES), version: 1, anchor: { revision: 1, ranges }, note }, NOW);
}

/** Many tags in one transaction, each with a note of so many characters. */
export function addTags(doc: Y.Doc, random: Seeded, count: number, noteLength = 0): void {
  doc.transact(() => {
    for (let i = 0; i < count; i++)
      addTag(doc, random, noteLength > 0 ? random.below(1e9).toString(36).repeat(noteLength).slice(0, noteLength) : "");
  }, LOCAL);
}

/** Changes of the notes and categories of tags that are there. */
export function editTags(doc: Y.Doc, random: Seeded, count: number): void {
  const layer = new LayerRoom(doc);
  const ids = [...layer.entries.root.keys()];
  doc.transact(() => {
    for (let i = 0; i < count; i++) {
      const id = random.pick(ids);
      layer.entries.set(
        id,
        random.chance(50) ? { note: `note ${random.below(1e6)}` } : { category: random.pick(CATEGORIES) },
      );
    }
  }, LOCAL);
}
