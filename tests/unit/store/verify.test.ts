import { afterEach, beforeEach, expect, it } from "vitest";
import * as Y from "yjs";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import type { Store } from "../../../server/store/store.ts";
import type { RoomRows } from "../../../server/store/rows.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import {
  aCommit,
  addNetwork,
  after,
  anAnnotation,
  type Network,
  NO_ROWS,
  NOW,
} from "../../helpers/store/store-fixture.ts";

const CLIENT = 7;
let store: Store;
let network: Network;
let doc: Y.Doc;
let seq: number;

beforeEach(async () => {
  store = await openSqliteStore(":memory:");
  network = await addNetwork(store);
  doc = new Y.Doc();
  doc.clientID = CLIENT;
  seq = 0;
});
afterEach(() => store.close());

const layerRoom = (): Network["verdict"]["rooms"]["layer"] => network.verdict.rooms.layer;
const verify = (rebuild = false): ReturnType<typeof verifyStore> =>
  verifyStore(store, { project: projectAll, rebuild });

/** Does something in a document and commits it to a room as the server does, rows with it. */
async function commit(act: () => void, room = layerRoom()): Promise<RoomRows> {
  const before = Y.encodeStateVector(doc);
  act();
  const row = await store.rooms.row(room);
  if (!row) throw new Error("no room");
  const { lawyer } = network;
  const rows = projectAll(doc, row, [[CLIENT, lawyer.id]]);
  const bytes = Y.encodeStateAsUpdate(doc, before);
  const updates = [{ member: lawyer.id, bytes, at: NOW }];
  await store.rooms.commit([aCommit(room, seq++, lawyer.id, { updates, clients: [[CLIENT, lawyer.id]], rows })]);
  return rows;
}

function tag(note: string): () => void {
  const anchor = { revision: 1, ranges: [{ start: 0, end: 5 }] };
  return () =>
    void new LayerRoom(doc).add({ category: CategoryId.parse("means.threat"), version: 1, anchor, note }, NOW);
}

it("rows that are what the log projects into show no difference, before and after a compaction", async () => {
  await commit(tag("one"));
  const { annotations } = await commit(tag("two"));
  expect(annotations).toHaveLength(2);
  const clean = { auditBrokenAt: null, rooms: 3, differences: [], rebuilt: [] };
  expect(await verify()).toEqual(clean);
  await store.rooms.compact(layerRoom(), 1, Y.encodeStateAsUpdateV2(await replayed(1)));
  expect(await verify()).toEqual(clean);
});

async function replayed(updates: number): Promise<Y.Doc> {
  const copy = new Y.Doc();
  for (const update of (await store.rooms.load(layerRoom()))?.log.slice(0, updates) ?? []) Y.applyUpdate(copy, update);
  return copy;
}

it("a row that is missing, too many or different is named by its id, and a rebuild mends it", async () => {
  const { annotations } = await commit(() => [tag("secret words"), tag("two")].forEach((act) => act()));
  const [kept, lost] = annotations;
  if (!kept || !lost) throw new Error("no rows");
  const extra = anAnnotation(network.verdict, network.lawyer.id);
  await store.rooms.replaceRows(layerRoom(), { ...NO_ROWS, annotations: [{ ...kept, deleted: after(1) }, extra] });
  const found = [
    { room: layerRoom(), where: "annotations", id: kept.id, what: "different" },
    { room: layerRoom(), where: "annotations", id: lost.id, what: "missing" },
    { room: layerRoom(), where: "annotations", id: extra.id, what: "extra" },
  ];
  const report = await verify();
  expect(report.differences).toHaveLength(3);
  expect(report.differences).toEqual(expect.arrayContaining(found));
  expect(report.rebuilt).toEqual([]);
  expect(JSON.stringify(report)).not.toContain("secret");

  expect((await verify(true)).rebuilt).toEqual([layerRoom()]);
  expect((await verify(true)).rebuilt).toEqual([]);
  const rows = await store.rooms.rows(layerRoom());
  expect(rows.annotations).toHaveLength(2);
  expect(rows.annotations).toEqual(expect.arrayContaining(annotations));
});

it("threads and comments are compared too", async () => {
  const room = network.verdict.rooms.review;
  const { threads, comments } = await commit(() => {
    new DiscussionRoom(doc).open({ anchor: { revision: 1, ranges: [{ start: 0, end: 5 }] } }, "Zašto?", NOW);
  }, room);
  expect((await verify()).differences).toEqual([]);
  await store.rooms.replaceRows(room, {
    ...NO_ROWS,
    comments: comments.map((comment) => ({ ...comment, body: "Zato." })),
  });
  expect((await verify()).differences).toEqual([
    { room, where: "threads", id: threads[0]?.id, what: "missing" },
    { room, where: "comments", id: comments[0]?.id, what: "different" },
  ]);
});

it("a log with a gap, or that cannot be read, is said to be so and its rows are left alone", async () => {
  const { lawyer, verdict } = network;
  await commit(tag("one"));
  const after1 = Y.encodeStateVector(doc);
  tag("two")();
  const between = Y.encodeStateVector(doc);
  tag("three")();
  const orphan = { member: lawyer.id, bytes: Y.encodeStateAsUpdate(doc, between), at: NOW };
  const noise = { member: lawyer.id, bytes: new Uint8Array([200, 1, 9]), at: NOW };
  expect(after1).not.toEqual(between);
  await store.rooms.commit([aCommit(layerRoom(), seq, lawyer.id, { updates: [orphan] })]);
  await store.rooms.commit([aCommit(verdict.rooms.internal, 0, lawyer.id, { updates: [noise] })]);
  const before = await store.rooms.rows(layerRoom());
  const report = await verify(true);
  expect(report.differences).toHaveLength(2);
  expect(report.differences).toContainEqual({ room: layerRoom(), where: "log", id: null, what: "gap" });
  expect(report.differences).toContainEqual({
    room: verdict.rooms.internal,
    where: "log",
    id: null,
    what: "unreadable",
  });
  expect(report.rebuilt).toEqual([]);
  expect(await store.rooms.rows(layerRoom())).toEqual(before);
});
