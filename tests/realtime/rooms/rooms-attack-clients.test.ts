import * as encoding from "lib0/encoding";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { setNote, tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import {
  server,
  layer,
  honest,
  hostile,
  id,
  outcome,
  forge,
  madeApart,
  attackRoom,
} from "../../helpers/rooms/attacked-room.ts";

attackRoom();

// P5 of docs/protocol.md.
test("a client id of another member is refused, and that member's next change under it arrives", async () => {
  hostile.sendUpdate(forge(hostile, (doc) => tag(doc, 9), honest.doc.clientID));
  expect(await outcome()).toEqual([CLOSE.identityConflict, "identity"]);
});

// P5 of docs/protocol.md.
test("a client id that a colleague was only seen with cannot be taken", async () => {
  const quiet = await RawClient.join(server, layer, server.lawyers[2]);
  quiet.sendPresence(quiet.doc.clientID, 1, {});
  await hostile.until(() => hostile.presenceOf(quiet.doc.clientID) !== undefined);
  hostile.sendUpdate(forge(hostile, (doc) => tag(doc, 9), quiet.doc.clientID));
  expect(await outcome()).toEqual([CLOSE.identityConflict, "identity"]);
  await quiet.write((doc) => tag(doc, 20));
  expect(quiet.count("refused")).toBe(0);
});

test("a gap in a client's clock is refused and leaves nothing pending", async () => {
  hostile.edit((doc) => tag(doc, 9));
  hostile.sendUpdate(hostile.edit((doc) => tag(doc, 10)));
  expect(await outcome()).toEqual([CLOSE.refused, "clock"]);
});

test("a skip is a gap", async () => {
  const updates: Uint8Array[] = [];
  hostile.doc.on("update", (update: Uint8Array) => void updates.push(update));
  for (let i = 0; i < 3; i++) tag(hostile.doc, i * 10);
  hostile.sendUpdate(Y.mergeUpdates([updates[0] ?? new Uint8Array(), updates[2] ?? new Uint8Array()]));
  expect(await outcome()).toEqual([CLOSE.refused, "clock"]);
});

test("an update that needs what nobody sent is refused", async () => {
  const doc = new Y.Doc();
  tag(doc, 1);
  const second = new Y.Doc();
  Y.applyUpdate(second, Y.encodeStateAsUpdate(doc));
  const before = Y.encodeStateVector(second);
  const [first] = tagsIn(second);
  if (first) setNote(second, first.id, "depends on another document");
  hostile.sendUpdate(Y.encodeStateAsUpdate(second, before));
  expect(await outcome()).toEqual([CLOSE.refused, "clock"]);
});

test("a right neighbour in a map is refused", async () => {
  const update = encoding.createEncoder();
  const item = honest.doc.getMap("annotations")._map.get(id)?.id;
  for (const n of [1, 1, 4242, 0, 64 | 8, item?.client ?? 0, item?.clock ?? 0, 1, 126])
    encoding.writeVarUint(update, n);
  encoding.writeVarUint(update, 0);
  hostile.sendUpdate(encoding.toUint8Array(update));
  expect(await outcome()).toEqual([CLOSE.refused, "shape"]);
});

test("garbage-collected fillers are refused", async () => {
  const update = encoding.createEncoder();
  for (const n of [1, 1, 4242, 0, 0, 5, 0]) encoding.writeVarUint(update, n);
  hostile.sendUpdate(encoding.toUint8Array(update));
  expect(await outcome()).toEqual([CLOSE.refused, "shape"]);
});

test("half a surrogate pair is no text", async () => {
  const update = Buffer.from(madeApart((doc) => tag(doc, 0, "@@@")));
  // As UTF-8 would write the first half of an emoji, were it allowed to.
  Buffer.from([0xed, 0xa0, 0xbd]).copy(update, update.indexOf("@@@"));
  hostile.sendUpdate(update);
  expect(await hostile.closed).toBe(CLOSE.malformed);
});
