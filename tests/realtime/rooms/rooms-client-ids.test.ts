import { expect, test, type TestContext } from "vitest";
import * as Y from "yjs";
import type { RoomId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { noteOf, setNote, tag } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";

async function start(context: TestContext, clientIdsPerMember: number): Promise<RoomsServer> {
  const server = await startRoomsServer({ limits: { clientIdsPerMember, idleMs: 20 } });
  context.onTestFinished(() => server.stop());
  return server;
}

/** What a page that is opened and writes one tag sends: a document of its own under a client id of its own. */
function onePage(): Uint8Array {
  const doc = new Y.Doc();
  tag(doc, 1, "of a page of its own");
  return Y.encodeStateAsUpdate(doc);
}

test("a member who binds more client ids than anybody has visits is refused, over any number of frames and sockets; others write on", async (context) => {
  const server = await start(context, 8);
  const { layer } = server.verdict.rooms;
  const honest = await RawClient.join(server, layer, server.lawyers[0]);
  let id: ReturnType<typeof tag> | undefined;
  await honest.write((doc) => (id = tag(doc, 1)));
  const [one, other] = [
    await RawClient.join(server, layer, server.lawyers[1]),
    await RawClient.join(server, layer, server.lawyers[1]),
  ];
  for (const peer of [one, other]) {
    for (let i = 0; i < 4; i++) peer.sendUpdate(onePage());
    await peer.acknowledged();
  }
  // What is bound already may come again.
  one.sendUpdate(Y.encodeStateAsUpdate(one.doc));
  await one.acknowledged();
  other.sendUpdate(onePage());
  expect(await other.closed).toBe(CLOSE.tooLarge);
  const detail = "too many client ids of one member";
  expect(other.received).toContainEqual({ type: "refused", refused: { code: "too-large", detail } });
  const ids = (await server.store.rooms.load(layer))?.clients.filter(([, member]) => member === server.lawyers[1].id);
  expect(ids).toHaveLength(8);
  await honest.write((doc) => id && setNote(doc, id, "undisturbed"));
  expect(id && noteOf(honest.doc, id)).toBe("undisturbed");
});

test("a room in which somebody used half of their client ids gets a new document once all have left, and they may write on", async (context) => {
  const server = await start(context, 8);
  const { layer } = server.verdict.rooms;
  const member = server.lawyers[0];
  const visits = await RawClient.join(server, layer, member);
  for (let i = 0; i < 4; i++) visits.sendUpdate(onePage());
  await visits.acknowledged();
  visits.close();
  let next: RoomId | undefined;
  await expect
    .poll(async () => {
      const rooms = await server.store.verdicts.rooms(server.verdict.verdict.id);
      next = rooms.find(({ kind }) => kind === "layer")?.id;
      return next !== layer;
    })
    .toBe(true);
  const state = next && (await server.store.rooms.load(next));
  expect(state?.clients.map(([, each]) => each)).toEqual([member.id]);
  const again = await RawClient.join(server, next ?? "", member);
  for (let i = 0; i < 7; i++) again.sendUpdate(onePage());
  await again.acknowledged();
});
