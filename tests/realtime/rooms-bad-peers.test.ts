import { afterEach, beforeEach, expect, test } from "vitest";
import { CLOSE } from "../../schema/protocol/close-codes.ts";
import { RawClient } from "../helpers/raw-client.ts";
import { discuss, setNote, tag, tagsIn } from "../helpers/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../helpers/rooms-server.ts";

let server: RoomsServer;

beforeEach(async () => {
  server = await startRoomsServer({
    limits: { bufferedBytes: 64 << 10, waitingFrames: 8, messagesAtOnce: 50, keepaliveMs: 200 },
  });
});
afterEach(async () => {
  await server.stop();
});

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
  let written = 0;
  for (; isHere(); written++) await writer.write((doc) => discuss(doc, "x".repeat(19_000)));
  await reader.until(() => reader.doc.getMap("comments").size === written);
  expect(written).toBeLessThan(2_000);
});

test("a joiner of a room larger than the limit for slow readers is not taken for one", async () => {
  const { review } = server.verdict.rooms;
  const writer = await RawClient.join(server, review, server.lawyers[0]);
  for (let i = 0; i < 10; i++) await writer.write((doc) => discuss(doc, "x".repeat(19_000)));
  const joiner = await RawClient.join(server, review, server.reader);
  for (let i = 0; i < 3; i++) await writer.write((doc) => discuss(doc, "more"));
  await joiner.until(() => joiner.doc.getMap("comments").size === 13);
  expect(joiner.count("step2")).toBe(1);
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
  const { layer } = server.verdict.rooms;
  const silent = await RawClient.join(server, layer, server.lawyers[0]);
  const alive = await RawClient.join(server, layer, server.lawyers[1]);
  silent.hang();
  await expect.poll(() => server.hub.openRooms()[0]?.peers).toBe(1);
  await alive.write((doc) => tag(doc, 1));
  expect(tagsIn(alive.doc)).toHaveLength(1);
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
