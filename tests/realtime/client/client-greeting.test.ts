import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as decoding from "lib0/decoding";
import { afterEach, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import * as Y from "yjs";
import { RoomConnection } from "../../../client/sync/room-connection.ts";
import type { RoomClosed } from "../../../client/sync/room-closed.ts";
import { MemberId, newId, RoomId } from "../../../schema/domain/ids.ts";
import { SCHEMA_VERSION } from "../../../schema/protocol/version.ts";
import { MESSAGE, SYNC } from "../../../schema/protocol/sync-messages.ts";
import { LOCAL } from "../../../schema/rooms/entries.ts";
import { helloFrame, step1Frame } from "../../../server/rooms/socket/frames.ts";

const undo: (() => void)[] = [];
afterEach(() => {
  for (const step of undo.splice(0)) step();
});

const EMPTY = Y.encodeStateVector(new Y.Doc());

/** A client with an unsent change at a bare socket that says what it is told to. */
async function atBareServer(
  entry: Record<string, string> = { note: "mine" },
): Promise<{ socket: WebSocket; frames: Buffer[]; me: MemberId; closed: RoomClosed[] }> {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const connected = new Promise<WebSocket>((resolve) => server.once("connection", resolve));
  const me = newId(MemberId);
  const closed: RoomClosed[] = [];
  const connection = new RoomConnection(
    newId(RoomId),
    { onStatus: () => undefined, onClients: () => undefined, onClosed: (why) => closed.push(why) },
    `ws://127.0.0.1:${(http.address() as AddressInfo).port}/sync`,
    WebSocket as unknown as typeof globalThis.WebSocket,
    { member: me, copy: null, batches: [] },
  );
  connection.doc.transact(() => connection.doc.getMap("annotations").set("x", new Y.Map(Object.entries(entry))), LOCAL);
  const socket = await connected;
  const frames: Buffer[] = [];
  socket.on("message", (frame: Buffer) => frames.push(frame));
  undo.push(() => {
    connection.close();
    socket.terminate();
    http.close();
  });
  return { socket, frames, me, closed };
}

const isAnswer = (frame: Buffer): boolean => {
  const decoder = decoding.createDecoder(frame);
  return decoding.readVarUint(decoder) === MESSAGE.sync && decoding.readVarUint(decoder) === SYNC.step2;
};

/** Whatever the client sends to a ping's pong came before it. */
const inTurn = (socket: WebSocket): Promise<void> =>
  new Promise((resolve) => {
    socket.once("pong", () => resolve());
    socket.ping();
  });

test("a client answers nothing before the server has said whose session it is", async () => {
  const { socket, frames, me, closed } = await atBareServer();
  socket.send(step1Frame(EMPTY));
  await inTurn(socket);
  expect(frames.filter(isAnswer)).toEqual([]);
  socket.send(helloFrame({ member: me, right: "write", schema: SCHEMA_VERSION, seq: 0, at: new Date().toISOString() }));
  socket.send(step1Frame(EMPTY));
  await inTurn(socket);
  expect(frames.filter(isAnswer)).toHaveLength(1);
  expect(frames.some((frame) => frame.includes("mine"))).toBe(true);
  expect(closed).toEqual([]);
});

test("on another member's session a client goes, and has sent nothing of what was written before", async () => {
  const { socket, frames, closed } = await atBareServer();
  const gone = new Promise((resolve) => socket.once("close", resolve));
  socket.send(step1Frame(EMPTY));
  socket.send(
    helloFrame({
      member: newId(MemberId),
      right: "write",
      schema: SCHEMA_VERSION,
      seq: 0,
      at: new Date().toISOString(),
    }),
  );
  socket.send(step1Frame(EMPTY));
  await gone;
  expect(closed).toEqual(["other-member"]);
  expect(frames.some((frame) => frame.includes("mine"))).toBe(false);
});

test("work stamped with a time to come is not sent to a server that would refuse it", async () => {
  const ahead = new Date(Date.now() + 2 * 86_400_000).toISOString();
  const { socket, frames, me, closed } = await atBareServer({ note: "mine", createdAt: ahead });
  const gone = new Promise((resolve) => socket.once("close", resolve));
  socket.send(helloFrame({ member: me, right: "write", schema: SCHEMA_VERSION, seq: 0, at: new Date().toISOString() }));
  socket.send(step1Frame(EMPTY));
  await gone;
  expect(closed).toEqual(["clock-ahead"]);
  expect(frames.some((frame) => frame.includes("mine"))).toBe(false);
});
