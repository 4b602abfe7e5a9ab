import fc from "fast-check";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { draftContent } from "../../../schema/rooms/draft/draft-content.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { seedDraft } from "../../../schema/rooms/draft/draft-seed.ts";
import { snapshotDraft, takeSnapshotBack } from "../../../schema/rooms/draft/draft-snapshot.ts";
import { setFate } from "../../../schema/rooms/draft/draft-acts.ts";
import { flatten, draftTree } from "../../../schema/rooms/draft/draft-tree.ts";
import { readStarterMethodology } from "../../../server/demo/starter-methodology.ts";
import { bringIn, brought, draftHere } from "../../../server/methodology/bring-in.ts";
import { toQdc } from "../../../server/methodology/files/qdc.ts";
import { readMethodologyFile } from "../../../server/methodology/files/read-file.ts";
import { methodologies } from "../../helpers/network/methodologies.ts";
import { seeds } from "../../helpers/text/seeded.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const [SEED] = seeds([2611]);
const runs = { seed: SEED, numRuns: 40 };

function drafted(content: Parameters<typeof seedDraft>[1]): { doc: Y.Doc; room: DraftRoom } {
  const doc = new Y.Doc();
  const room = new DraftRoom(doc);
  seedDraft(room, content, NOW);
  return { doc, room };
}

test("whatever is brought in, the draft reads as it, and taken back it reads as before, with what was said of each category", () => {
  fc.assert(
    fc.property(methodologies(), methodologies(), fc.nat(11), (before, after, which) => {
      const { doc, room } = drafted(before);
      const said = room.categories()[which % room.categories().length];
      if (said) setFate(room, said.entry, { kind: which % 2 === 0 ? "redefined" : "retired" });
      const wasContent = draftContent(room);
      const wasFates = room.categories().map(({ id, fate }) => [id, fate]);
      const was = bringIn(doc, after, before, { now: NOW, keepFates: true });
      expect(draftContent(room)).toEqual(after);
      takeSnapshotBack(room, { before: was, after: snapshotDraft(room) }, NOW);
      expect(draftContent(room)).toEqual(wasContent);
      const fates = new Map(room.categories().map(({ id, fate, deleted }) => [id, deleted === null ? fate : null]));
      for (const [id, fate] of wasFates) expect(fates.get(id as never)).toEqual(fate);
    }),
    runs,
  );
});

test("a codebook that is added beside the draft loses and doubles no category", () => {
  fc.assert(
    fc.property(methodologies(["mk"]), (other) => {
      const { doc, room } = drafted(readStarterMethodology());
      const { seen: _seen, ...here } = draftHere(doc);
      const foreign = new TextDecoder().decode(toQdc(other, "mk")).replace(/origin="[^"]*"/, 'origin="NVivo"');
      const read = readMethodologyFile(new TextEncoder().encode(foreign), here, "mk");
      const { after } = brought(read, here.content, "keep");
      bringIn(doc, after, here.content, { now: NOW, keepFates: true });
      const ids = flatten(draftTree(room.categories())).map(({ category }) => category.id as string);
      expect(new Set(ids).size).toBe(ids.length);
      for (const { id } of here.content.categories) expect(ids).toContain(id);
      expect(ids.length).toBe(here.content.categories.length + other.categories.length);
      const codes = room.categories().map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
    }),
    runs,
  );
});
