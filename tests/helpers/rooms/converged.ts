import { expect } from "vitest";
import * as Y from "yjs";
import type { RoomId } from "../../../schema/domain/ids.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import type { RoomRows } from "../../../server/store/rows.ts";
import type { RoomsServer } from "./rooms-server.ts";
import type { StockClient } from "./stock-client.ts";

const byId = (rows: RoomRows): unknown => ({
  annotations: rows.annotations.toSorted((a, b) => a.id.localeCompare(b.id)),
  threads: rows.threads.toSorted((a, b) => a.id.localeCompare(b.id)),
  comments: rows.comments.toSorted((a, b) => a.id.localeCompare(b.id)),
  translations: rows.translations.toSorted((a, b) => a.id.localeCompare(b.id)),
  output: rows.output,
});

/** Equal to the byte: entries are never split. */
const sameBytes = (a: Y.Doc, b: Y.Doc): boolean =>
  Buffer.from(Y.encodeStateAsUpdate(a)).equals(Buffer.from(Y.encodeStateAsUpdate(b)));

/** Equal in what was written and what was deleted. How letters lie together in structs differs by who saw what when. */
export const sameWords = (a: Y.Doc, b: Y.Doc): boolean => Y.equalSnapshots(Y.snapshot(a), Y.snapshot(b));

/** All equal each other, the rows, and the log replayed into an empty document. */
export async function expectConverged(
  server: RoomsServer,
  room: RoomId,
  peers: StockClient[],
  isSame: (a: Y.Doc, b: Y.Doc) => boolean = sameBytes,
): Promise<void> {
  for (const peer of peers) if (!peer.provider.shouldConnect || !peer.provider.wsconnected) peer.provider.connect();
  const state = async (): Promise<Y.Doc> => {
    const stored = await server.store.rooms.load(room);
    const doc = new Y.Doc();
    if (stored?.snapshot) Y.applyUpdateV2(doc, stored.snapshot);
    for (const bytes of stored?.log ?? []) Y.applyUpdate(doc, bytes);
    return doc;
  };
  await expect
    .poll(
      async () => {
        const stored = await state();
        return peers.filter((peer) => !isSame(peer.doc, stored)).length;
      },
      { timeout: 20_000 },
    )
    .toBe(0);
  const stored = await server.store.rooms.load(room);
  const replayed = await state();
  expect(replayed.store.pendingStructs).toBeNull();
  if (!stored) throw new Error("no room");
  expect(byId(await server.store.rooms.rows(room))).toEqual(byId(projectAll(replayed, stored.room, stored.clients)));
}
