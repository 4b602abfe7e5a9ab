import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import { step2Frame, updateFrame } from "../../../server/rooms/socket/frames.ts";
import { toActor } from "../../../server/rooms/room-access.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { EventsClient } from "../../helpers/rooms/events-client.ts";
import { FakeSocket } from "../../helpers/rooms/fake-socket.ts";
import { HostileSocket, maskedFrame } from "../../helpers/rooms/hostile-socket.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { noteOf, setNote, tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { Seeded, seeds } from "../../helpers/text/seeded.ts";
import { startTestServer } from "../../helpers/network/test-server.ts";

const LIMIT = 6;

let server: RoomsServer;
let layer: string;
let honest: RawClient;
let id: ReturnType<typeof tag>;

beforeEach(async () => {
  server = await startRoomsServer({ limits: { socketsPerMember: LIMIT, messagesAtOnce: 60, messagesPerSecond: 50 } });
  layer = server.verdict.rooms.layer;
  honest = await RawClient.join(server, layer, server.lawyers[0]);
  await honest.write((doc) => (id = tag(doc, 1)));
});
afterEach(async () => {
  await server.stop();
});

/** Honest work goes on, and the attack left nothing. */
async function expectUndisturbed(): Promise<void> {
  await honest.write((doc) => setNote(doc, id, "undisturbed"));
  const joiner = await RawClient.join(server, layer, server.reader);
  expect(Y.encodeStateAsUpdate(joiner.doc)).toEqual(Y.encodeStateAsUpdate(honest.doc));
  joiner.close();
}

/** Close codes of RFC 6455, section 7.4.1: the peer broke the protocol; it sent a text that is none. */
const [PROTOCOL_ERROR, NO_TEXT] = [1002, 1007];
const CODES: Record<string, number> = {
  "a length of a gigabyte": CLOSE.tooLarge,
  "a close reason that is no text": NO_TEXT,
  "a text that is no text": NO_TEXT,
};

const BINARY = 0x82;
const frame = (): Uint8Array => step2Frame(Uint8Array.of(0, 0));

test.each<[string, () => Uint8Array]>([
  ["an unmasked frame", () => Buffer.concat([Buffer.of(BINARY, frame().length), frame()])],
  ["reserved bits", () => maskedFrame(BINARY | 0x70, frame())],
  ["a compressed frame that nobody agreed on", () => maskedFrame(BINARY | 0x40, frame())],
  ["an opcode that is none", () => maskedFrame(0x83, frame())],
  ["a control opcode that is none", () => maskedFrame(0x8b, new Uint8Array())],
  ["an oversized ping", () => maskedFrame(0x89, new Uint8Array(126))],
  ["a fragmented ping", () => maskedFrame(0x09, new Uint8Array(1))],
  ["a continuation of nothing", () => maskedFrame(0x80, frame())],
  [
    "a message inside a message",
    () => Buffer.concat([maskedFrame(0x02, Uint8Array.of(0)), maskedFrame(BINARY, frame())]),
  ],
  ["a length beyond all numbers", () => Buffer.of(BINARY, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4)],
  ["a length of a gigabyte", () => Buffer.of(BINARY, 0xff, 0, 0, 0, 0, 64, 0, 0, 0, 1, 2, 3, 4)],
  ["a close of one byte", () => maskedFrame(0x88, Uint8Array.of(3))],
  ["a close code that nobody may send", () => maskedFrame(0x88, Uint8Array.of(3, 0xed))],
  ["a close reason that is no text", () => maskedFrame(0x88, Uint8Array.of(3, 0xe8, 0xff, 0xfe))],
  ["a text that is no text", () => maskedFrame(0x81, Uint8Array.of(0xff, 0xfe))],
  ["HTTP where frames belong", () => Buffer.from("GET / HTTP/1.1\r\nHost: here\r\n\r\n")],
])("%s ends its own connection and disturbs nobody", async (what, bytes) => {
  const hostile = await HostileSocket.open(server, layer, server.lawyers[1]);
  hostile.write(bytes());
  hostile.end();
  expect(await hostile.gone).toBe(CODES[what] ?? PROTOCOL_ERROR);
  await expectUndisturbed();
});

test("an upgrade that names no version of the protocol, or another one, is told which one to come with", async (context) => {
  const real = await startTestServer(context);
  const { rooms } = await real.newVerdict("The court finds.");
  const { cookie } = real.people.lawyer;
  for (const version of [[], ["Sec-WebSocket-Version: 12"]]) {
    const socket = connect(real.port, "127.0.0.1");
    const key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    const asked = [`GET /sync/${rooms.layer} HTTP/1.1`, "Host: here", "Upgrade: websocket", "Connection: Upgrade", key];
    socket.write([...asked, `Origin: ${real.url}`, `Cookie: ${cookie}`, ...version, "", ""].join("\r\n"));
    const answer = (await socket.toArray()).join("");
    expect(answer).toMatch(/^HTTP\/1.1 426 Upgrade Required\r\n/);
    expect(answer).toContain("\r\nSec-WebSocket-Version: 13\r\n");
  }
});

test("a text frame is told that it is not of the protocol, also in fragments", async () => {
  for (const bytes of [
    [maskedFrame(0x81, Buffer.from("{}"))],
    [maskedFrame(0x01, Buffer.from("{")), maskedFrame(0x80, Buffer.from("}"))],
  ]) {
    const hostile = await HostileSocket.open(server, layer, server.lawyers[1]);
    for (const part of bytes) hostile.write(part);
    // The server waits for the goodbye; whoever does not say it is cut.
    hostile.end();
    expect(await hostile.gone).toBe(CLOSE.malformed);
  }
  await expectUndisturbed();
});

test("half a frame and then silence, or a connection that breaks off, leaves nobody in the room", async () => {
  const [silent, broken] = [
    await HostileSocket.open(server, layer, server.lawyers[1]),
    await HostileSocket.open(server, layer, server.lawyers[2]),
  ];
  for (const hostile of [silent, broken])
    hostile.write(maskedFrame(BINARY, updateFrame(new Uint8Array(60))).subarray(0, 20));
  broken.destroy();
  silent.end();
  await Promise.all([silent.gone, broken.gone]);
  await expect.poll(() => server.hub.load().roomSockets).toBe(1);
  await expectUndisturbed();
});

test.each(seeds([41, 42]))(
  "random bytes after the handshake end in a closed socket or in nothing (seed %i)",
  async (seed) => {
    const random = new Seeded(seed);
    for (let i = 0; i < 60; i++) {
      const hostile = await HostileSocket.open(server, layer, server.lawyers[1 + random.below(2)] ?? server.reader);
      for (let parts = 1 + random.below(4); parts > 0; parts--) {
        const payload = random.chance(50) ? frame() : random.bytes(random.below(200));
        const bytes = maskedFrame(random.chance(60) ? BINARY : random.below(256), payload);
        for (let flips = random.below(3); flips > 0; flips--) bytes[random.below(bytes.length)] = random.below(256);
        hostile.write(bytes);
      }
      hostile.end();
      await hostile.gone;
    }
    await expectUndisturbed();
  },
);

test("a member has a bounded number of sockets, and room again when one is closed", async () => {
  const [member] = server.lawyers;
  const events = await EventsClient.open(server, member);
  const open: RawClient[] = [];
  // With the honest one and the events.
  while (open.length < LIMIT - 2) open.push(await RawClient.join(server, layer, member));
  expect(await (await RawClient.open(server, layer, member)).closed).toBe(CLOSE.overload);
  await (await RawClient.join(server, layer, server.lawyers[1])).acknowledged();
  events.socket.close();
  await expect.poll(() => server.hub.load().eventSockets).toBe(0);
  await (await RawClient.join(server, layer, member)).acknowledged();
  await expectUndisturbed();
});

function connectFake(member: Member): FakeSocket {
  const socket = new FakeSocket();
  const signedIn = { member, actor: toActor(member), sessionHash: "" };
  const room = server.verdict.rooms.layer;
  server.hub.connect(socket, { room, signedIn, originOk: true, params: new URLSearchParams() });
  return socket;
}

// P18 of docs/protocol.md.
test("a flood over several connections is one member's flood, and nobody else is read more slowly", async () => {
  const [, flooder, other] = server.lawyers;
  const [first, second, quiet] = [connectFake(flooder), connectFake(flooder), connectFake(other)];
  for (const socket of [first, second, quiet]) await socket.frames(1);
  for (let i = 0; i < 40; i++) first.deliver(frame());
  expect(first.isPaused).toBe(false);
  // More than sixty in all, and what came back meanwhile.
  for (let i = 0; i < 1_000 && !second.isPaused; i++) second.deliver(frame());
  expect(second.isPaused).toBe(true);
  quiet.deliver(frame());
  expect(quiet.isPaused).toBe(false);
  // It is read again by and by, and nothing of it is lost.
  await expect.poll(() => second.isPaused).toBe(false);
  expect(second.closeCode).toBeNull();
  await expectUndisturbed();
});

test("questions for a room's state in ever other words wait for each other, whatever the socket, and for nobody else's answer", async () => {
  await server.stop();
  // One answer a member, and then none for hours.
  server = await startRoomsServer({ limits: { answerMsAtOnce: 0, answerMsPerSecond: 1e-6 } });
  layer = server.verdict.rooms.layer;
  honest = await RawClient.join(server, layer, server.lawyers[0]);
  await honest.write((doc) => (id = tag(doc, 1)));
  let clock = 1;
  const ask = async (): Promise<RawClient[]> => {
    const sockets = await Promise.all([1, 2, 3, 4].map(() => RawClient.open(server, layer, server.guest)));
    for (const socket of sockets) {
      await socket.until(() => socket.count("step1") === 1);
      socket.answer();
      socket.sendStep1(Y.encodeStateVector(new Map([[honest.doc.clientID, clock++]])));
    }
    // Who waits for an answer is told of all else.
    for (const socket of sockets) await socket.acknowledged();
    return sockets;
  };
  const answers = (sockets: RawClient[]): number => sockets.reduce((sum, socket) => sum + socket.count("step2"), 0);
  const first = await ask();
  expect(answers(first)).toBe(1);
  for (const socket of first) socket.close();
  await expect.poll(() => server.hub.load().roomSockets).toBe(1);
  const again = await ask();
  expect(answers(again)).toBe(0);
  await expectUndisturbed();
});

test("a thousand sockets that say nothing cost nobody anything, and are told of what happens", async () => {
  await server.stop();
  server = await startRoomsServer();
  layer = server.verdict.rooms.layer;
  honest = await RawClient.join(server, layer, server.lawyers[0]);
  const members = [...server.lawyers, server.facilitator, server.reviewer, server.reader, server.guest];
  const silent: RawClient[] = [];
  for (let i = 0; i < 1_000; i += 50) {
    const batch = Array.from({ length: 50 }, (_, n) => members[(i + n) % members.length] ?? server.reader);
    silent.push(...(await Promise.all(batch.map((member) => RawClient.open(server, layer, member)))));
  }
  await Promise.all(silent.map((client) => client.until(() => client.count("step1") === 1)));
  expect(server.hub.load()).toMatchObject({ rooms: 1, roomSockets: 1_001, waiting: 0 });
  await honest.write((doc) => (id = tag(doc, 1)));
  await Promise.all(silent.map((client) => client.until(() => tagsIn(client.doc).length === 1)));
  for (const client of silent) client.close();
  await expect.poll(() => server.hub.load().roomSockets).toBe(1);
  await expectUndisturbed();
});

test("when the server stops, clients are sent away one by one and in no order, so that they do not come back all at once", async () => {
  await server.stop();
  server = await startRoomsServer({ limits: { drainMs: 300 } });
  layer = server.verdict.rooms.layer;
  const left: number[] = [];
  const codes = new Set<number>();
  const clients = await Promise.all(
    Array.from({ length: 60 }, (_, i) => RawClient.join(server, layer, server.lawyers[i % 3] ?? server.reader)),
  );
  const all = clients.map(async (client, i) => {
    codes.add(await client.closed);
    left.push(i);
  });
  await server.hub.stop();
  await Promise.all(all);
  expect([...codes]).toEqual([CLOSE.comeAgain]);
  expect(left).not.toEqual(left.toSorted((a, b) => a - b));
});

test("two tabs and two devices of one person write the same tag at once, and none is taken for an impostor", async () => {
  const [member] = server.lawyers;
  const tabs = [honest, ...(await Promise.all([1, 2, 3].map(() => RawClient.join(server, layer, member))))];
  await Promise.all(tabs.map((tab, i) => tab.write((doc) => setNote(doc, id, `from ${i}`))));
  for (const [i, tab] of tabs.entries()) await tab.write((doc) => tag(doc, 10 + i));
  await Promise.all(tabs.map((tab) => tab.until(() => tagsIn(tab.doc).length === 5)));
  for (const tab of tabs) await tab.sync();
  expect(new Set(tabs.map((tab) => noteOf(tab.doc, id))).size).toBe(1);
  const rows = await server.store.rooms.rows(server.verdict.rooms.layer);
  expect(new Set(rows.annotations.map(({ author }) => author))).toEqual(new Set([member.id]));
});

// P23 of docs/protocol.md.
test("a frame over the limit is refused by its first bytes and for good, since it would be sent again for ever", async (context) => {
  const real = await startTestServer(context);
  const { rooms } = await real.newVerdict("The court finds.");
  const url = new URL(`${real.url.replace(/^http/, "ws")}/sync/${rooms.layer}?coram=1`);
  const headers = [`Cookie: ${real.people.lawyer.cookie}`, `Origin: ${real.url}`];
  for (const length of [LIMITS.frameBytes + 1, 2 ** 30]) {
    const hostile = await HostileSocket.at(url, headers);
    const header = Buffer.alloc(14);
    header.set([BINARY, 0xff]);
    header.writeBigUInt64BE(BigInt(length), 2);
    hostile.write(header);
    hostile.end();
    expect(await hostile.gone).toBe(CLOSE.tooLarge);
  }
  const largest = await HostileSocket.at(url, headers);
  const header = Buffer.alloc(14);
  header.set([BINARY, 0xff]);
  header.writeBigUInt64BE(BigInt(LIMITS.frameBytes), 2);
  largest.write(header);
  largest.write(new Uint8Array(LIMITS.frameBytes).fill(9));
  // Read whole, and then no message of the protocol.
  largest.end();
  expect(await largest.gone).toBe(CLOSE.malformed);
});
