import { expect, test } from "vitest";
import { Aside } from "../../../client/sync/aside.ts";
import type { Batch, EntryChange } from "../../../client/sync/batch.ts";
import { wordsOf } from "../../../client/sync/draft.ts";
import { WorkStore } from "../../../client/sync/offline/work-store.ts";
import type { PendingStore } from "../../../client/sync/pending-store.ts";
import { OUTPUT_PLACES } from "../../../client/sync/places.ts";
import { MemberId, newId, OutputId, RoomId } from "../../../schema/domain/ids.ts";
import { CONTENT } from "../../../schema/rooms/output-room.ts";

const AT = "2026-11-25T10:00:00.000Z";
const PLACE = OUTPUT_PLACES.content;

function setting(): { kept: PendingStore; drafts: () => string[]; put: (...acts: Batch[]) => Promise<void> } {
  const kept = WorkStore.inMemory(newId(MemberId), { kind: "output", id: newId(OutputId) });
  const aside = new Aside(kept, (texts) => Promise.resolve(texts));
  const room = newId(RoomId);
  return {
    kept,
    drafts: () => kept.drafts.map(wordsOf),
    /** What goes together, as of one room that has closed. */
    put: (...acts) => {
      for (const act of acts) kept.keep(PLACE, room, act);
      for (const act of acts) aside.put(PLACE, act, "refused", false);
      return Promise.resolve();
    },
  };
}

const words = (was: string, text: string): EntryChange => {
  return { root: CONTENT, id: "block", made: false, fields: { was, text } };
};
const act = (id: string, ...entries: EntryChange[]): Batch => {
  return { id, client: 1, clock: 1, update: new Uint8Array([1]), entries, at: AT };
};

test("letters of one block that go together, or go on from what is kept, are one draft", async () => {
  const { drafts, put } = setting();
  await put(act("1", words("She", "She l")), act("2", words("She, a girl", "She, a girl le")));
  await put(act("3", words("She, a girl le", "She, a girl left")));
  // In another tab.
  await put(act("3", words("She, a girl le", "She, a girl left")));
  expect(drafts()).toEqual(["She, a girl left"]);
});

test("what was typed in a block before, and set aside by itself, stays beside what is set aside of it later", async () => {
  const { kept, drafts, put } = setting();
  await put(act("1", words("She", "She left")));
  await put(act("2", words("She", "She was")), act("3", words("She was", "She was held")));
  expect(drafts()).toEqual(["She left", "She was held"]);
  // Tried again, and set aside again.
  const [first] = kept.drafts;
  if (first) await put(act(first.id, ...first.entries));
  expect(drafts().sort()).toEqual(["She left", "She was held"]);
});

test("what an act wrote beside words of a block is set aside with them", async () => {
  const { kept, put } = setting();
  const line: EntryChange = { root: "meta", id: "section", made: false, fields: { by: "A" } };
  await put(act("1", words("She", "She left"), line));
  expect(new Set(kept.drafts.map(({ entries: [entry] }) => entry?.root))).toEqual(new Set([CONTENT, "meta"]));
});
