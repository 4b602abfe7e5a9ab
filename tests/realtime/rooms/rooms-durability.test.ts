import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { CommitGate } from "../../helpers/rooms/held-store.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { discuss, noteOf, setNote, tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { NO_ROWS } from "../../helpers/store/store-fixture.ts";

let server: RoomsServer;
let gate: CommitGate;
let layer: string;

beforeEach(async () => {
  gate = new CommitGate();
  server = await startRoomsServer({ wrap: gate.wrap });
  layer = server.verdict.rooms.layer;
});
afterEach(async () => {
  gate.release();
  gate.failIf(null);
  await server.stop();
});

// P1 of docs/protocol.md.
test("nothing is sent to others, acknowledged or shown to a joiner before it is on disk", async () => {
  const [writer, reader] = [
    await RawClient.join(server, layer, server.lawyers[0]),
    await RawClient.join(server, layer, server.lawyers[1]),
  ];
  const first = writer.edit((doc) => tag(doc, 1));
  writer.sendUpdate(first);
  await writer.acknowledged();
  gate.hold();
  writer.sendUpdate(writer.edit((doc) => tag(doc, 2)));
  writer.sendMark(7);
  await gate.arrival();
  const joiner = await RawClient.open(server, layer, server.reader);
  joiner.sendStep1(Y.encodeStateVector(joiner.doc));
  // The reader's question travels the same way as the broadcast would.
  reader.sendPresence(reader.doc.clientID, 1, { verdict: null });
  await writer.until(() => writer.presenceOf(reader.doc.clientID) !== undefined);
  expect(tagsIn(reader.doc)).toHaveLength(1);
  expect(writer.received.some((frame) => frame.type === "acknowledged" && frame.n === 7)).toBe(false);
  expect(joiner.count("step2")).toBe(0);

  gate.release();
  await writer.until(() => writer.received.some((frame) => frame.type === "acknowledged" && frame.n === 7));
  await reader.until(() => tagsIn(reader.doc).length === 2);
  await joiner.until(() => tagsIn(joiner.doc).length === 2);
  expect((await server.store.rooms.rows(server.verdict.rooms.layer)).annotations).toHaveLength(2);
});

// P3 of docs/protocol.md.
test("a failed commit leaves no trace: the writer comes again, readers stay, the room opens from the log", async () => {
  const [writer, reader] = [
    await RawClient.join(server, layer, server.lawyers[0]),
    await RawClient.join(server, layer, server.lawyers[1]),
  ];
  await writer.write((doc) => tag(doc, 1));
  gate.hold();
  writer.sendUpdate(writer.edit((doc) => tag(doc, 2)));
  writer.sendMark(7);
  await gate.arrival();
  gate.failWaiting();
  expect(await writer.closed).toBe(CLOSE.overload);
  expect(writer.received.some((frame) => frame.type === "acknowledged" && frame.n === 7)).toBe(false);

  // What was not stored is in nobody's state.
  const joiner = await RawClient.join(server, layer, server.reader);
  expect(tagsIn(joiner.doc)).toHaveLength(1);
  await reader.sync();
  expect(tagsIn(reader.doc)).toHaveLength(1);
  // The reader's socket is the one of before, and works.
  await reader.write((doc) => tag(doc, 3));

  // The writer comes again with its document and sends what is missing.
  const again = await RawClient.join(server, layer, server.lawyers[0]);
  Y.applyUpdate(again.doc, Y.encodeStateAsUpdate(writer.doc));
  again.sendSync(1, Y.encodeStateAsUpdate(again.doc));
  await again.acknowledged();
  await reader.until(() => tagsIn(reader.doc).length === 3);
  expect((await server.store.rooms.rows(server.verdict.rooms.layer)).annotations).toHaveLength(3);
});

test("a room whose commit fails does not fail the rooms that share its transaction", async () => {
  const { internal, review } = server.verdict.rooms;
  const first = await RawClient.join(server, review, server.lawyers[2]);
  const good = await RawClient.join(server, layer, server.lawyers[0]);
  const bad = await RawClient.join(server, internal, server.lawyers[1]);
  const sizes: number[] = [];
  gate.failIf((commits) => {
    sizes.push(commits.length);
    return commits.some((commit) => commit.room === internal);
  });
  gate.hold();
  first.sendUpdate(first.edit((doc) => discuss(doc, "holds the disk")));
  await gate.arrival();
  // While the first commit is under way the next ones gather.
  good.sendUpdate(good.edit((doc) => tag(doc, 1)));
  bad.sendUpdate(bad.edit((doc) => discuss(doc, "lost")));
  for (const client of [good, bad]) {
    client.sendPresence(client.doc.clientID, 1, {});
    await client.until(() => client.presenceOf(client.doc.clientID) !== undefined);
  }
  gate.release();
  await good.acknowledged();
  expect(await bad.closed).toBe(CLOSE.overload);
  expect(sizes).toContain(2);
  const joiner = await RawClient.join(server, layer, server.reader);
  expect(tagsIn(joiner.doc)).toHaveLength(1);
});

test("writers come back after an outage and nothing that was acknowledged is missing", async () => {
  const writer = await RawClient.join(server, layer, server.lawyers[0]);
  let kept: ReturnType<typeof tag> | undefined;
  await writer.write((doc) => (kept = tag(doc, 1, "kept")));
  gate.failIf(() => true);
  writer.sendUpdate(writer.edit((doc) => kept && setNote(doc, kept, "lost unless sent again")));
  expect(await writer.closed).toBe(CLOSE.overload);
  gate.failIf(null);
  const again = await RawClient.join(server, layer, server.lawyers[0]);
  expect(kept && noteOf(again.doc, kept)).toBe("kept");
  await again.write((doc) => kept && setNote(doc, kept, "service is back"));
  const joiner = await RawClient.join(server, layer, server.reader);
  expect(kept && noteOf(joiner.doc, kept)).toBe("service is back");
});

test("a change that another process committed meanwhile is taken in, checked against and sent on", async () => {
  const [writer, reader] = [
    await RawClient.join(server, layer, server.lawyers[0]),
    await RawClient.join(server, layer, server.lawyers[1]),
  ];
  await writer.write((doc) => tag(doc, 1));
  const other = new Y.Doc();
  tag(other, 9, "from the command line");
  await server.store.rooms.commit([
    {
      room: server.verdict.rooms.layer,
      expectedSeq: 1,
      updates: [{ member: server.facilitator.id, bytes: Y.encodeStateAsUpdate(other), at: new Date(0).toISOString() }],
      clients: [[other.clientID, server.facilitator.id]],
      rows: NO_ROWS,
    },
  ]);
  await writer.write((doc) => tag(doc, 2));
  await reader.until(() => tagsIn(reader.doc).length === 3);
  await writer.until(() => tagsIn(writer.doc).length === 3);
  expect((await server.store.rooms.load(server.verdict.rooms.layer))?.seq).toBe(3);
});

test("a room is the same after a restart, and after its log became a snapshot", async () => {
  await server.stop();
  server = await startRoomsServer({ wrap: gate.wrap, limits: { logRows: 5 } });
  layer = server.verdict.rooms.layer;
  const writer = await RawClient.join(server, layer, server.lawyers[0]);
  let id: ReturnType<typeof tag> | undefined;
  await writer.write((doc) => (id = tag(doc, 1)));
  for (let i = 0; i < 12; i++) await writer.write((doc) => id && setNote(doc, id, `note ${i}`));
  const state = await server.store.rooms.load(server.verdict.rooms.layer);
  expect(state?.snapshot).not.toBeNull();
  // Thirteen updates: a snapshot after five, another after ten.
  expect(state?.log).toHaveLength(3);
  expect(state?.seq).toBe(13);
  await server.restart();
  const joiner = await RawClient.join(server, layer, server.lawyers[1]);
  expect(Y.encodeStateAsUpdate(joiner.doc)).toEqual(Y.encodeStateAsUpdate(writer.doc));
  await joiner.write((doc) => id && setNote(doc, id, "goes on"));
  const rows = await server.store.rooms.rows(server.verdict.rooms.layer);
  expect(rows.annotations).toMatchObject([
    { note: "goes on", author: server.lawyers[0].id, lastWriter: server.lawyers[1].id },
  ]);
});

test("what a peer sent before it left still counts", async () => {
  const [writer, reader] = [
    await RawClient.join(server, layer, server.lawyers[0]),
    await RawClient.join(server, layer, server.lawyers[1]),
  ];
  writer.sendUpdate(writer.edit((doc) => tag(doc, 1)));
  writer.close();
  await reader.until(() => tagsIn(reader.doc).length === 1);
  expect((await server.store.rooms.rows(server.verdict.rooms.layer)).annotations).toHaveLength(1);
});

// P4 of docs/protocol.md.
test("what is typed before the offline work arrived is neither refused nor acknowledged before it is on disk", async () => {
  const writer = await RawClient.open(server, layer, server.lawyers[0]);
  await writer.until(() => writer.count("step1") === 1);
  writer.edit((doc) => tag(doc, 1, "offline"));
  writer.sendUpdate(writer.edit((doc) => tag(doc, 2, "typed at once")));
  writer.sendMark(1);
  writer.sendStep1(Y.encodeStateVector(writer.doc));
  await writer.until(() => writer.count("step2") === 1);
  expect(writer.count("acknowledged")).toBe(0);
  writer.answer();
  await writer.until(() => writer.count("acknowledged") === 1);
  const rows = await server.store.rooms.rows(server.verdict.rooms.layer);
  expect(rows.annotations.map(({ note }) => note).sort()).toEqual(["offline", "typed at once"]);
});

test("a room that nobody is in is let go, and opens again as it was", async () => {
  await server.stop();
  server = await startRoomsServer({ limits: { idleMs: 20 } });
  layer = server.verdict.rooms.layer;
  const writer = await RawClient.join(server, layer, server.lawyers[0]);
  await writer.write((doc) => tag(doc, 1));
  expect(server.hub.openRooms()).toEqual([{ id: layer, peers: 1 }]);
  writer.close();
  await expect.poll(() => server.hub.openRooms()).toEqual([]);
  const joiner = await RawClient.join(server, layer, server.lawyers[1]);
  expect(tagsIn(joiner.doc)).toHaveLength(1);
});

// P19 of docs/protocol.md.
test("when the server stops, everybody is told to come again and nothing acknowledged is missing", async () => {
  const writer = await RawClient.join(server, layer, server.lawyers[0]);
  await writer.write((doc) => tag(doc, 1));
  await server.restart();
  expect(await writer.closed).toBe(CLOSE.comeAgain);
  const joiner = await RawClient.join(server, layer, server.lawyers[1]);
  expect(tagsIn(joiner.doc)).toHaveLength(1);
});
