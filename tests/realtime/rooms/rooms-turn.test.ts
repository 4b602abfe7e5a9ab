import { expect, test } from "vitest";
import * as Y from "yjs";
import type { RoomId } from "../../../schema/domain/ids.ts";
import type { Member } from "../../../schema/domain/member.ts";
import { step2Frame, updateFrame } from "../../../server/rooms/socket/frames.ts";
import { toActor } from "../../../server/rooms/room-access.ts";
import { FakeSocket } from "../../helpers/rooms/fake-socket.ts";
import { discuss, tag } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer } from "../../helpers/rooms/rooms-server.ts";

test("what arrives in one turn of the event loop goes to the disk in one commit, whoever sends it and in whatever room", async (context) => {
  const commits: number[][] = [];
  const server = await startRoomsServer({
    // Work that takes long ends a turn, and on a busy machine any may.
    limits: { turnMs: Infinity },
    wrap: (store) => ({
      ...store,
      rooms: {
        ...store.rooms,
        commit: (rooms) => {
          commits.push(rooms.map(({ updates }) => updates.length));
          return store.rooms.commit(rooms);
        },
      },
    }),
  });
  context.onTestFinished(() => server.stop());
  const enter = async (room: RoomId, member: Member, change: (doc: Y.Doc) => void) => {
    const signedIn = { member, actor: toActor(member), sessionHash: await server.signIn(member) };
    const socket = new FakeSocket();
    server.hub.connect(socket, { room, signedIn, originOk: true, params: new URLSearchParams({ coram: "1" }) });
    // Hello, clients, step 1.
    await socket.frames(3);
    socket.deliver(step2Frame(Y.encodeStateAsUpdate(new Y.Doc())));
    const doc = new Y.Doc();
    change(doc);
    return { socket, update: updateFrame(Y.encodeStateAsUpdate(doc)) };
  };
  const { layer, review } = server.verdict.rooms;
  const [ana, boris] = server.lawyers;
  const writers = [
    await enter(layer, ana, (doc) => tag(doc, 1)),
    await enter(layer, boris, (doc) => tag(doc, 2)),
    await enter(review, ana, (doc) => discuss(doc, "one")),
    await enter(review, boris, (doc) => discuss(doc, "two")),
  ];
  const reader = await enter(review, server.reader, () => {});
  const heard = reader.socket.sent.length;

  for (const { socket, update } of writers) {
    socket.deliver(update);
    // As between two sockets that were read in the same turn: promises run, the loop does not go on.
    for (let i = 0; i < 50; i++) await Promise.resolve();
  }
  // Who wrote, and what, twice.
  await reader.socket.frames(heard + 4);

  expect(commits).toEqual([[2, 2]]);
});
