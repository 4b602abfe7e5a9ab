import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { LayerId, newId, RoomId, RoundId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import type { Store } from "../../../server/store/store.ts";
import { toActor } from "../../../server/rooms/room-access.ts";
import { updateFrame } from "../../../server/rooms/socket/frames.ts";
import { FakeSocket } from "../../helpers/rooms/fake-socket.ts";
import { EventsClient } from "../../helpers/rooms/events-client.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { discuss, tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";

let server: RoomsServer;
/** What the store says of rooms. */
let isGone: boolean;

const wrap = (store: Store): Store => ({
  ...store,
  rooms: {
    ...store.rooms,
    row: async (id) => {
      const row = await store.rooms.row(id);
      return row && { ...row, gone: isGone };
    },
  },
});

beforeEach(async () => {
  isGone = false;
  server = await startRoomsServer({ wrap });
});
afterEach(async () => {
  await server.stop();
});

// P11 of docs/protocol.md.
test("who is not let in is told why by the close code", async () => {
  const { layer, internal } = server.verdict.rooms;
  const open = async (...args: Parameters<typeof RawClient.open> extends [unknown, ...infer A] ? A : never) =>
    (await RawClient.open(server, ...args)).closed;
  expect(await open(layer, null)).toBe(CLOSE.signInNeeded);
  expect(await open("no-such-room", server.lawyers[0])).toBe(CLOSE.noRoom);
  expect(await open(layer, server.lawyers[0], { foreign: "1" })).toBe(CLOSE.noAccess);
  expect(await open(internal, server.guest)).toBe(CLOSE.noAccess);
  isGone = true;
  expect(await open(layer, server.lawyers[0])).toBe(CLOSE.gone);
});

test("a guest reads tags, discusses with members, and is never in the internal room", async () => {
  const guest = await RawClient.join(server, server.verdict.rooms.review, server.guest);
  await guest.write((doc) => discuss(doc, "from afar"));
  const layer = await RawClient.join(server, server.verdict.rooms.layer, server.guest);
  expect(layer.received.find((frame) => frame.type === "hello")?.hello.right).toBe("read");
});

test("a removed member's sockets are closed at once, whatever is on its way", async () => {
  const [member] = server.lawyers;
  const [room, events] = [
    await RawClient.join(server, server.verdict.rooms.layer, member),
    await EventsClient.open(server, member),
  ];
  const other = await RawClient.join(server, server.verdict.rooms.layer, server.lawyers[1]);
  await server.store.people.removeMember(member.id, new Date().toISOString());
  const checked = server.hub.recheckMember(member.id);
  room.sendUpdate(room.edit((doc) => tag(doc, 1)));
  await checked;
  expect(await room.closed).toBe(CLOSE.noAccess);
  expect(await events.closed).toBe(CLOSE.noAccess);
  await other.write((doc) => tag(doc, 2));
  expect(tagsIn(other.doc)).toHaveLength(1);
});

test("what arrives while rights are looked at again waits for the answer", async () => {
  const [member] = server.lawyers;
  const signedIn = { member, actor: toActor(member), sessionHash: await server.signIn(member) };
  const socket = new FakeSocket();
  const params = new URLSearchParams({ coram: "1" });
  server.hub.connect(socket, { room: server.verdict.rooms.layer, signedIn, originOk: true, params });
  await socket.frames(3);
  await server.store.people.removeMember(member.id, new Date().toISOString());
  const checked = server.hub.recheckMember(member.id);
  const doc = new Y.Doc();
  tag(doc, 1);
  socket.deliver(updateFrame(Y.encodeStateAsUpdate(doc)));
  await checked;
  expect(socket.closeCode).toBe(CLOSE.noAccess);
  const joiner = await RawClient.join(server, server.verdict.rooms.layer, server.lawyers[1]);
  expect(tagsIn(joiner.doc)).toEqual([]);
});

test("a changed role makes the socket come again with the new right", async () => {
  const [member] = server.lawyers;
  const before = await RawClient.join(server, server.verdict.rooms.layer, member);
  await server.store.people.changeMember(member.id, { role: "reader" });
  await server.hub.recheckMember(member.id);
  expect(await before.closed).toBe(CLOSE.comeAgain);
  const after = await RawClient.join(server, server.verdict.rooms.layer, member);
  expect(after.received.find((frame) => frame.type === "hello")?.hello.right).toBe("read");
  after.sendUpdate(after.edit((doc) => tag(doc, 1)));
  await after.until(() => after.count("refused") === 1);
  expect((await server.store.rooms.rows(server.verdict.rooms.layer)).annotations).toEqual([]);
});

test("a check that changes nothing loses nothing that was sent meanwhile", async () => {
  const [member] = server.lawyers;
  const client = await RawClient.join(server, server.verdict.rooms.layer, member);
  const checked = server.hub.recheckMember(member.id);
  await client.write((doc) => tag(doc, 1));
  await checked;
  expect((await server.store.rooms.rows(server.verdict.rooms.layer)).annotations).toHaveLength(1);
});

test("an ended session is asked to sign in again, and is found even when nobody tells", async () => {
  const [member] = server.lawyers;
  const client = await RawClient.join(server, server.verdict.rooms.layer, member);
  await server.store.people.endSessionsOf(member.id);
  await server.hub.recheckMember(member.id);
  expect(await client.closed).toBe(CLOSE.sessionEnded);
  await server.stop();

  server = await startRoomsServer({ limits: { recheckMs: 20 } });
  const [again] = server.lawyers;
  const [room, events] = [
    await RawClient.join(server, server.verdict.rooms.layer, again),
    await EventsClient.open(server, again),
  ];
  await server.store.people.endSessionsOf(again.id);
  expect(await room.closed).toBe(CLOSE.sessionEnded);
  expect(await events.closed).toBe(CLOSE.sessionEnded);
});

test("when a verdict goes back to an earlier stage, those who may no longer read it are out", async () => {
  const { layer, review } = server.verdict.rooms;
  const [guest, lawyer] = [
    await RawClient.join(server, review, server.guest),
    await RawClient.join(server, layer, server.lawyers[0]),
  ];
  await server.store.verdicts.setStage(server.verdict.verdict.id, "cleared");
  await server.hub.recheckVerdict(server.verdict.verdict.id);
  expect(await guest.closed).toBe(CLOSE.noAccess);
  await lawyer.write((doc) => tag(doc, 1));
});

// P16 of docs/protocol.md.
test("a blind layer is its owner's alone, and presence tells nothing", async () => {
  const { layer: shared, internal } = server.verdict.rooms;
  const other = await RawClient.join(server, shared, server.lawyers[0]);
  const { id: verdict } = server.verdict.verdict;
  const layer = newId(RoomId);
  const coder = { member: server.lawyers[0].id, due: null, layer: newId(LayerId), room: layer };
  await server.store.rounds.begin({
    verdict,
    round: server.verdict.round,
    next: newId(RoundId),
    coders: [coder],
    by: server.facilitator.id,
    at: new Date().toISOString(),
  });
  await server.hub.recheckVerdict(verdict);
  expect(await other.closed).toBe(CLOSE.noAccess);
  for (const who of [server.facilitator, server.lawyers[1]])
    expect(await (await RawClient.open(server, layer, who)).closed).toBe(CLOSE.noAccess);
  expect(await (await RawClient.open(server, internal, server.lawyers[0])).closed).toBe(CLOSE.noAccess);

  const [first, second] = [
    await RawClient.join(server, layer, server.lawyers[0]),
    await RawClient.join(server, layer, server.lawyers[0]),
  ];
  first.sendPresence(first.doc.clientID, 1, { verdict: { revision: 1, block: 0, selection: null } });
  await first.write((doc) => tag(doc, 1));
  await second.until(() => tagsIn(second.doc).length === 1);
  expect(second.count("presence")).toBe(0);
});

test("when a guest's stay or a session ends by the clock, sockets of every room and of events are closed", async () => {
  await server.stop();
  let now = new Date();
  server = await startRoomsServer({ limits: { recheckMs: 20 }, clock: () => now });
  const { layer, review, internal } = server.verdict.rooms;
  const guests = [
    await RawClient.join(server, layer, server.guest),
    await RawClient.join(server, review, server.guest),
  ];
  const lawyers = [
    await RawClient.join(server, layer, server.lawyers[0]),
    await RawClient.join(server, internal, server.lawyers[0]),
  ];
  const [guestEvents, lawyerEvents] = [
    await EventsClient.open(server, server.guest),
    await EventsClient.open(server, server.lawyers[0]),
  ];
  // Both end then.
  now = new Date("2100-01-01T00:00:01.000Z");
  for (const guest of [...guests, guestEvents]) expect(await guest.closed).toBe(CLOSE.noAccess);
  for (const lawyer of [...lawyers, lawyerEvents]) expect(await lawyer.closed).toBe(CLOSE.sessionEnded);
  // Another session may have begun in that browser: its page asks with what it has.
  expect([guestEvents, lawyerEvents].flatMap(({ events }) => events).map(({ type }) => type)).not.toContain("session");
});

test("a change of role is felt in every room at once, and whose rights stay the same stays", async () => {
  const { layer, internal, review } = server.verdict.rooms;
  const [member, other] = server.lawyers;
  const rooms = [layer, internal, review];
  const mine = await Promise.all(rooms.map((room) => RawClient.join(server, room, member)));
  const theirs = await Promise.all(rooms.map((room) => RawClient.join(server, room, other)));
  await server.store.people.changeMember(member.id, { role: "reader" });
  await server.hub.recheckMember(member.id);
  for (const client of mine) expect(await client.closed).toBe(CLOSE.comeAgain);
  for (const client of theirs) await client.acknowledged();
  // A reviewer's right in discussions is a lawyer's: there nothing is closed.
  const again = await Promise.all(rooms.map((room) => RawClient.join(server, room, other)));
  await server.store.people.changeMember(other.id, { role: "reviewer" });
  await server.hub.recheckMember(other.id);
  expect(await again[0]?.closed).toBe(CLOSE.comeAgain);
  await again[1]?.write((doc) => discuss(doc, "still here"));
  await again[2]?.write((doc) => discuss(doc, "still here"));
});
