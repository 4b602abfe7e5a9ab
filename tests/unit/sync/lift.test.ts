import { expect, test } from "vitest";
import * as Y from "yjs";
import { changesOf, holds, unwritten, type Batch, type EntryChange } from "../../../client/sync/batch.ts";
import { replay } from "../../../client/sync/replay.ts";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";

const NOW = "2026-11-25T10:00:00.000Z";
const category = CategoryId.parse("means.force");
const other = CategoryId.parse("act.recruitment");
const anchor = { revision: 1, ranges: [{ start: 0, end: 5 }] };

/** A document with what each of its local transactions wrote. */
function recorded(): { doc: Y.Doc; acts: EntryChange[][] } {
  const doc = new Y.Doc();
  const acts: EntryChange[][] = [];
  doc.on("beforeObserverCalls", (transaction: Y.Transaction) => {
    if (transaction.local) acts.push(changesOf(doc, transaction));
  });
  return { doc, acts };
}

const sync = (from: Y.Doc, to: Y.Doc): void => Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));

test("an act is recorded as what it wrote: a new entry whole, a change by its fields, a thread with its comment", () => {
  const { doc, acts } = recorded();
  const layer = new LayerRoom(doc);
  const id = layer.add({ category, version: 1, anchor, note: "a" }, NOW);
  layer.change(id, { note: "b" });
  const thread = new DiscussionRoom(doc).open({ anchor }, "why", NOW);
  expect(acts).toMatchObject([
    [{ root: "annotations", id, made: true, fields: { category, version: 1, note: "a", anchor: [1, 0, 5] } }],
    [{ root: "annotations", id, made: false, fields: { note: "b" } }],
    [
      { root: "threads", id: thread, made: true },
      { root: "comments", made: true, fields: { body: "why", thread } },
    ],
  ]);
  expect(Object.keys(acts[1]?.[0]?.fields ?? {})).toEqual(["note"]);
});

test("lifted acts written into another room make it equal, and written again change nothing", () => {
  const { doc, acts } = recorded();
  const layer = new LayerRoom(doc);
  const id = layer.add({ category, version: 1, anchor, note: "a" }, NOW);
  layer.change(id, { note: "b" });
  new DiscussionRoom(doc).open({ anchor }, "why", NOW);
  const next = new Y.Doc();
  expect(acts.map((act) => replay(next, act, new Date(NOW)))).toEqual(["written", "written", "written"]);
  expect(next.getMap("annotations").toJSON()).toEqual(doc.getMap("annotations").toJSON());
  expect(next.getMap("comments").toJSON()).toEqual(doc.getMap("comments").toJSON());
  const before = Y.encodeStateVector(next);
  expect(acts.slice(1).map((act) => replay(next, act, new Date(NOW)))).toEqual(["already", "already"]);
  expect(Y.encodeStateVector(next)).toEqual(before);
});

test("an entry that had been saved after all keeps what colleagues did to it since", () => {
  const { doc, acts } = recorded();
  const id = new LayerRoom(doc).add({ category, version: 1, anchor, note: "a" }, NOW);
  const server = new Y.Doc();
  sync(doc, server);
  new LayerRoom(server).change(id, { note: "a colleague's", category: other });
  expect(replay(server, acts[0] ?? [], new Date(NOW))).toBe("already");
  expect(new LayerRoom(server).annotation(id)).toMatchObject({ note: "a colleague's", category: other });
});

test("a change of what is not there has no place, and nothing of its act is written", () => {
  const room = new Y.Doc();
  const act: EntryChange[] = [
    { root: "comments", id: "a".repeat(22), made: true, fields: { body: "new" } },
    { root: "comments", id: "b".repeat(22), made: false, fields: { body: "changed" } },
  ];
  expect(replay(room, act, new Date(NOW))).toBe("no-place");
  expect(room.getMap("comments").size).toBe(0);
});

test("what was stamped with a time to come is stamped with the present, and other times stay", () => {
  const { doc, acts } = recorded();
  const layer = new LayerRoom(doc);
  const early = layer.add({ category, version: 1, anchor, note: "early" }, "2026-11-23T10:00:00.000Z");
  const late = layer.add({ category, version: 1, anchor, note: "late" }, "2026-11-27T10:00:00.000Z");
  layer.change(late, { deleted: "2026-11-27T10:00:01.000Z" });
  const next = new Y.Doc();
  for (const act of acts) replay(next, act, new Date(NOW));
  expect(new LayerRoom(next).annotation(early)).toMatchObject({ createdAt: "2026-11-23T10:00:00.000Z", deleted: null });
  expect(new LayerRoom(next).annotation(late)).toMatchObject({ createdAt: NOW, deleted: NOW });
});

test("a room holds a batch from the moment when it has come as far as its clock", () => {
  const { doc } = recorded();
  const server = new Y.Doc();
  const layer = new LayerRoom(doc);
  layer.add({ category, version: 1, anchor }, NOW);
  sync(doc, server);
  const id = layer.add({ category, version: 1, anchor }, NOW);
  const clock = Y.getState(doc.store, doc.clientID);
  const batch: Batch = { id, client: doc.clientID, clock, update: new Uint8Array(), entries: [], at: NOW };
  expect(holds(server, batch)).toBe(false);
  sync(doc, server);
  expect(holds(server, batch)).toBe(true);
});

test("what is to be written again is held by no room, also by one in which somebody writes under any client id", () => {
  const doc = new Y.Doc();
  doc.clientID = 0;
  new LayerRoom(doc).add({ category, version: 1, anchor, note: "a" }, NOW);
  expect(holds(doc, unwritten("draft", [], NOW))).toBe(false);
});
