import { afterEach, beforeEach, expect } from "vitest";
import * as Y from "yjs";
import { RawClient } from "./raw-client.ts";
import { CATEGORY, setNote, tag, tagsIn } from "./room-edits.ts";
import { startRoomsServer, type RoomsServer } from "./rooms-server.ts";
import { NOW } from "../store/store-fixture.ts";

export let server: RoomsServer;
export let layer: string;
export let honest: RawClient;
export let hostile: RawClient;
export let id: ReturnType<typeof tag>;

/**
 * How an attack ended: close code and the reason that was told. On the way it shows that honest work goes on and that the
 * state holds nothing of the attack.
 */
export async function outcome(peer = hostile): Promise<[number, ...string[]]> {
  const code = await peer.closed;
  const reasons = peer.received.filter((frame) => frame.type === "refused").map(({ refused }) => refused.code);
  await honest.write((doc) => setNote(doc, id, "still honest"));
  const joiner = await RawClient.join(server, layer, server.reader);
  expect(Y.encodeStateAsUpdate(joiner.doc)).toEqual(Y.encodeStateAsUpdate(honest.doc));
  expect(tagsIn(joiner.doc)).toMatchObject([{ id, note: "still honest", deleted: null }]);
  expect(joiner.doc.store.pendingStructs).toBeNull();
  return [code, ...reasons];
}

/** An update that a document of its own makes of the room's state, under a chosen client id. */
export function forge(from: RawClient, change: (doc: Y.Doc) => void, client?: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from.doc));
  if (client !== undefined) doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  change(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

export const fields = (values: Record<string, unknown> = {}): Y.Map<unknown> =>
  new Y.Map(Object.entries({ category: CATEGORY, version: 1, anchor: [1, 0, 5], note: "", createdAt: NOW, ...values }));

/** An update of a fresh document that knows nothing of the room. */
export function madeApart(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

/** A layer with an honest member's tag, and a hostile member beside it, anew for every test of the file. */
export function attackRoom(): void {
  beforeEach(async () => {
    server = await startRoomsServer();
    layer = server.verdict.rooms.layer;
    honest = await RawClient.join(server, layer, server.lawyers[0]);
    await honest.write((doc) => (id = tag(doc, 1, "honest")));
    hostile = await RawClient.join(server, layer, server.lawyers[1]);
  });
  afterEach(async () => {
    await server.stop();
  });
}
