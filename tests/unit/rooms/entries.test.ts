import { expect, test } from "vitest";
import * as Y from "yjs";
import { AnnotationId, CategoryId, newId } from "../../../schema/domain/ids.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LOCAL } from "../../../schema/rooms/entries.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";

const NOW = "2026-11-25T10:00:00.000Z";
const category = CategoryId.parse("means.force");

test("an annotation comes back as it was added, with who made it", () => {
  const doc = new Y.Doc();
  const layer = new LayerRoom(doc);
  const anchor = {
    revision: 2,
    ranges: [
      { start: 3, end: 9 },
      { start: 12, end: 15 },
    ],
  };
  const id = layer.add({ category, version: 1, anchor, note: "važno" }, NOW);
  expect(layer.annotation(id)).toMatchObject({
    id,
    category,
    version: 1,
    anchor,
    note: "važno",
    createdAt: NOW,
    deleted: null,
    creator: doc.clientID,
  });
});

test("what a peer wrote wrongly is not shown and never throws", () => {
  const doc = new Y.Doc();
  const root = doc.getMap("annotations");
  const good = { category, version: 1, anchor: [1, 0, 4], createdAt: NOW };
  const bad: Record<string, unknown>[] = [
    { ...good, anchor: [1, 4, 4] },
    { ...good, anchor: [1, 4] },
    { ...good, anchor: [0, 0, 4] },
    { ...good, anchor: [1, 0, 4, 4, 8] },
    { ...good, anchor: "1,0,4" },
    { ...good, category: "Not A Category" },
    { ...good, version: 1.5 },
    { category, version: 1, anchor: [1, 0, 4] },
  ];
  for (const fields of bad) root.set(newId(AnnotationId), new Y.Map(Object.entries(fields)));
  root.set("short", new Y.Map(Object.entries(good)));
  root.set(newId(AnnotationId), "a string");
  root.set(newId(AnnotationId), 7);
  const kept = newId(AnnotationId);
  root.set(kept, new Y.Map(Object.entries({ ...good, note: 5, unknown: true })));
  // A field that may be left out is left out where its value is wrong; the rest stands.
  expect(new LayerRoom(doc).annotations().map(({ id, note }) => [id, note])).toEqual([[kept, ""]]);
});

test("each field knows its last writer, the entry its maker", () => {
  const [a, b] = [new Y.Doc(), new Y.Doc()];
  const layer = new LayerRoom(a);
  const id = layer.add({ category, version: 1, anchor: { revision: 1, ranges: [{ start: 0, end: 2 }] } }, NOW);
  Y.applyUpdate(b, Y.encodeStateAsUpdate(a));
  new LayerRoom(b).change(id, { note: "of b" });
  Y.applyUpdate(a, Y.encodeStateAsUpdate(b));
  const annotation = layer.annotation(id);
  expect(annotation?.creator).toBe(a.clientID);
  expect(annotation?.writers).toMatchObject({ note: b.clientID, category: a.clientID });
});

test("observers hear the ids of entries made and changed, once a transaction", () => {
  const doc = new Y.Doc();
  const layer = new LayerRoom(doc);
  const heard: string[][] = [];
  const stop = layer.observe((ids) => heard.push([...ids]));
  const anchor = { revision: 1, ranges: [{ start: 0, end: 2 }] };
  const id = layer.add({ category, version: 1, anchor }, NOW);
  layer.change(id, { note: "x", deleted: NOW });
  stop();
  layer.change(id, { note: "y" });
  expect(heard).toEqual([[id], [id]]);
});

test("a thread and its first comment are one transaction, marked as this person's own", () => {
  const doc = new Y.Doc();
  const room = new DiscussionRoom(doc);
  const origins: unknown[] = [];
  doc.on("afterTransaction", (transaction: Y.Transaction) => origins.push(transaction.origin));
  const thread = room.open(
    { anchor: { revision: 1, ranges: [{ start: 0, end: 4 }] }, suggestion: category },
    "why?",
    NOW,
  );
  expect(origins).toEqual([LOCAL]);
  expect(room.thread(thread)).toMatchObject({ suggestion: category, annotation: null, resolved: null });
  expect(room.comments(thread)).toMatchObject([{ thread, body: "why?", editedAt: null }]);
});

test("comments stand in the order of their times, whoever arrives first", () => {
  const doc = new Y.Doc();
  const room = new DiscussionRoom(doc);
  const thread = room.open({ annotation: newId(AnnotationId) }, "first", NOW);
  room.reply(thread, "third", "2026-11-25T12:00:00.000Z");
  room.reply(thread, "second", "2026-11-25T11:00:00.000Z");
  expect(room.comments(thread).map(({ body }) => body)).toEqual(["first", "second", "third"]);
});
