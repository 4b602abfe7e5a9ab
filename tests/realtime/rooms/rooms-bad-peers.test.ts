import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import type { RoomId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { step1Frame, updateFrame } from "../../../server/rooms/socket/frames.ts";
import { toActor } from "../../../server/rooms/room-access.ts";
import { writeFor } from "../../../server/rooms/write-for.ts";
import { FakeSocket } from "../../helpers/rooms/fake-socket.ts";
import { CommitGate } from "../../helpers/rooms/held-store.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { discuss, setNote, tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";

let server: RoomsServer;
let gate: CommitGate;

beforeEach(async () => {
  gate = new CommitGate();
  server = await startRoomsServer({
    wrap: gate.wrap,
    limits: { bufferedBytes: 64 << 10, waitingFrames: 8, messagesAtOnce: 50 },
  });
});
afterEach(async () => {
  await server.stop();
});

/** A socket in hand, let into a room as the first lawyer. */
async function connectFake(room: RoomId): Promise<{ socket: FakeSocket; room: RoomId }> {
  const [member] = server.lawyers;
  const signedIn = { member, actor: toActor(member), sessionHash: await server.signIn(member) };
  const socket = new FakeSocket();
  server.hub.connect(socket, { room, signedIn, originOk: true, params: new URLSearchParams({ coram: "1" }) });
  // Hello, clients, step 1.
  await socket.frames(3);
  return { socket, room };
}

// P18 of docs/protocol.md.
test("a reader that hangs is let go with what waits for it bounded, and the others are served", async () => {
  const { review } = server.verdict.rooms;
  const [writer, reader] = [
    await RawClient.join(server, review, server.lawyers[0]),
    await RawClient.join(server, review, server.lawyers[1]),
  ];
  const slow = await RawClient.join(server, review, server.reader);
  slow.hang();
  // Until the kernel's buffers are full and the server's limit is reached.
  const isHere = (): boolean => server.hub.openRooms()[0]?.peers === 3;
  const AT_ONCE = 20;
  let written = 0;
  for (; isHere(); written += AT_ONCE)
    await writer.write((doc) =>
      doc.transact(() => {
        for (let i = 0; i < AT_ONCE; i++) discuss(doc, "x".repeat(19_000));
      }),
    );
  await reader.until(() => reader.doc.getMap("comments").size === written);
  expect(written).toBeLessThan(2_000);
});

test("a joiner of a room larger than the limit for slow readers is not taken for one", async () => {
  const { review } = server.verdict.rooms;
  const [ana] = server.lawyers;
  await writeFor(server.hub, review, ana.id, (doc) => {
    for (let i = 0; i < 10; i++) discuss(doc, "x".repeat(19_000));
  });
  const { socket, room } = await connectFake(review);
  socket.deliver(step1Frame(Uint8Array.of(0)));
  await socket.frames(4);
  // Nothing of it has left yet.
  socket.bufferedAmount = socket.sent.reduce((sum, frame) => sum + frame.length, 0);
  await writeFor(server.hub, room, ana.id, (doc) => discuss(doc, "more"));
  expect(socket.closeCode).toBeNull();
  socket.bufferedAmount += 64 << 10;
  await writeFor(server.hub, room, ana.id, (doc) => discuss(doc, "too much"));
  expect(socket.closeCode).toBe(CLOSE.overload);
});

test("a socket is not read while what it sent waits for the disk, and is read again after", async () => {
  const { socket } = await connectFake(server.verdict.rooms.layer);
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on("update", (update: Uint8Array) => void updates.push(update));
  gate.hold();
  while (!socket.isPaused && updates.length < 100) {
    tag(doc, updates.length);
    socket.deliver(updateFrame(updates.at(-1) ?? new Uint8Array()));
  }
  expect(updates.length).toBe(8);
  await gate.arrival();
  expect(socket.isPaused).toBe(true);
  gate.release();
  const joiner = await RawClient.join(server, server.verdict.rooms.layer, server.lawyers[1]);
  expect(tagsIn(joiner.doc)).toHaveLength(8);
  expect(socket.isPaused).toBe(false);
});

test("whoever sends faster than anybody works is read more slowly, and loses nothing", async () => {
  const { layer } = server.verdict.rooms;
  const [flood, other] = [
    await RawClient.join(server, layer, server.lawyers[0]),
    await RawClient.join(server, layer, server.lawyers[1]),
  ];
  let id: ReturnType<typeof tag> | undefined;
  await flood.write((doc) => (id = tag(doc, 1)));
  for (let i = 0; i < 400; i++) flood.sendUpdate(flood.edit((doc) => id && setNote(doc, id, `note ${i}`)));
  await other.write((doc) => tag(doc, 2));
  await flood.acknowledged();
  const [row] = (await server.store.rooms.rows(layer)).annotations.filter((annotation) => annotation.id === id);
  expect(row?.note).toBe("note 399");
});

test("many questions at once are answered once", async () => {
  const client = await RawClient.join(server, server.verdict.rooms.layer, server.lawyers[0]);
  for (let i = 0; i < 20; i++) client.sendStep1(Uint8Array.of(0));
  await client.acknowledged();
  expect(client.count("step2")).toBeLessThan(20);
});

test("a peer that answers no ping is cut", async () => {
  await server.stop();
  server = await startRoomsServer({ limits: { keepaliveMs: 10, silenceMs: 1_000 } });
  const { layer } = server.verdict.rooms;
  const silent = await RawClient.join(server, layer, server.lawyers[0]);
  const alive = await RawClient.join(server, layer, server.lawyers[1]);
  silent.hang();
  await expect.poll(() => server.hub.openRooms()[0]?.peers).toBe(1);
  await alive.write((doc) => tag(doc, 1));
  expect(tagsIn(alive.doc)).toHaveLength(1);
});

test("a peer that is asked again before it has answered is not cut for that", async () => {
  await server.stop();
  server = await startRoomsServer({ limits: { keepaliveMs: 1 } });
  const { socket } = await connectFake(server.verdict.rooms.layer);
  let asked = 0;
  await new Promise<void>((resolve) => {
    socket.ping = () => void (++asked === 5 && resolve());
  });
  expect(socket.closeCode).toBeNull();
});

test("an update that names a state nobody has costs its sender the connection and nobody else", async () => {
  const { layer } = server.verdict.rooms;
  const [bad, good] = [
    await RawClient.join(server, layer, server.lawyers[0]),
    await RawClient.join(server, layer, server.lawyers[1]),
  ];
  bad.sendUpdate(Uint8Array.of(1, 255, 255, 255, 255, 15, 1, 0, 8));
  expect(await bad.closed).toBe(CLOSE.malformed);
  await good.write((doc) => tag(doc, 1));
});
