import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { writeFor } from "../../../server/rooms/write-for.ts";
import { StoreError } from "../../../server/store/store-error.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { discuss, setNote, tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";

let server: RoomsServer;

beforeEach(async () => {
  server = await startRoomsServer();
});
afterEach(async () => {
  await server.stop();
});

test("what the server writes for a member is that member's, on disk, and seen by all", async () => {
  const { layer, review } = server.verdict.rooms;
  const reader = await RawClient.join(server, layer, server.reader);
  const [ana, besa] = server.lawyers;
  let id: ReturnType<typeof tag> | undefined;
  await writeFor(server.hub, layer, ana.id, (doc) => (id = tag(doc, 1, "for Ana")));
  await writeFor(server.hub, layer, besa.id, (doc) => id && setNote(doc, id, "for Besa"));
  await writeFor(server.hub, review, server.guest.id, (doc) => discuss(doc, "by a guest"));
  await reader.until(() => tagsIn(reader.doc)[0]?.note === "for Besa");
  expect((await server.store.rooms.rows(layer)).annotations).toMatchObject([{ author: ana.id, lastWriter: besa.id }]);
  expect((await server.store.rooms.rows(review)).comments).toMatchObject([
    { body: "by a guest", author: server.guest.id },
  ]);
});

test("a write that fails half-way leaves nothing, and colleagues' changes beside it stand", async () => {
  const { layer } = server.verdict.rooms;
  const writer = await RawClient.join(server, layer, server.lawyers[0]);
  const failing = writeFor(server.hub, layer, server.lawyers[1].id, (doc) => {
    tag(doc, 1);
    throw new RangeError("half-way");
  });
  await Promise.all([expect(failing).rejects.toThrow("half-way"), writer.write((doc) => tag(doc, 2))]);
  const joiner = await RawClient.join(server, layer, server.reader);
  expect(tagsIn(joiner.doc)).toHaveLength(1);
});

test("a member's own client and the server may write for them at once", async () => {
  const { layer } = server.verdict.rooms;
  const [ana] = server.lawyers;
  const client = await RawClient.join(server, layer, ana);
  await Promise.all([
    ...[1, 2, 3].map((start) => writeFor(server.hub, layer, ana.id, (doc) => tag(doc, start))),
    client.write((doc) => tag(doc, 4)),
  ]);
  await client.until(() => tagsIn(client.doc).length === 4);
  const state = await server.store.rooms.load(layer);
  const replayed = new Y.Doc();
  for (const bytes of state?.log ?? []) Y.applyUpdate(replayed, bytes);
  expect(state && projectAll(replayed, state.room, state.clients).annotations).toHaveLength(4);
});

test("a write that comes at any moment of the round before is done too", async () => {
  const { layer } = server.verdict.rooms;
  const [ana] = server.lawyers;
  for (let ticks = 0; ticks < 60; ticks++) {
    await writeFor(server.hub, layer, ana.id, (doc) => tag(doc, ticks));
    for (let i = 0; i < ticks; i++) await Promise.resolve();
  }
  expect((await server.store.rooms.rows(layer)).annotations).toHaveLength(60);
});

test("there is no writing into a room that is not there", async () => {
  const nowhere = server.verdict.layer as never;
  await expect(writeFor(server.hub, nowhere, server.lawyers[0].id, () => {})).rejects.toThrow(StoreError);
});
