import * as encoding from "lib0/encoding";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { MESSAGE } from "../../../schema/protocol/sync-messages.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { noteOf, setNote, tag } from "../../helpers/rooms/room-edits.ts";
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

test("bytes hidden behind an update are not of the protocol", async () => {
  const update = madeApart((doc) => tag(doc, 3));
  hostile.sendUpdate(Uint8Array.from([...update, 1, 2, 3]));
  expect(await hostile.closed).toBe(CLOSE.malformed);
});

// P9 of docs/protocol.md.
test("a known struct sent again with other content changes nothing and is sent to nobody", async () => {
  const twin = new Y.Doc();
  twin.clientID = honest.doc.clientID;
  tag(twin, 40, "poison poison poison");
  hostile.sendUpdate(Y.encodeStateAsUpdate(twin));
  await hostile.acknowledged();
  const state = await server.store.rooms.load(server.verdict.rooms.layer);
  expect(state?.seq).toBe(1);
  expect(Buffer.concat(state?.log ?? []).includes("poison")).toBe(false);
});

test("deletions of what is not there are refused", async () => {
  const update = encoding.createEncoder();
  for (const n of [0, 1, 4242, 1, 0, 3]) encoding.writeVarUint(update, n);
  hostile.sendUpdate(encoding.toUint8Array(update));
  expect(await outcome()).toEqual([CLOSE.refused, "clock"]);
});

test("more new client ids than a frame may bring are refused", async () => {
  const updates: Uint8Array[] = [];
  for (let i = 0; i <= LIMITS.newClientIdsPerFrame; i++) updates.push(madeApart((doc) => tag(doc, i)));
  hostile.sendUpdate(Y.mergeUpdates(updates));
  expect(await outcome()).toEqual([CLOSE.tooLarge, "too-large"]);
});

test("a frame over the limit ends the connection for good, since it would be sent again for ever", async () => {
  hostile.sendUpdate(new Uint8Array(LIMITS.frameBytes + 1));
  expect(await hostile.closed).toBe(CLOSE.tooLarge);
  await honest.write((doc) => setNote(doc, id, "undisturbed"));
});

// P2 of docs/protocol.md.
test("good changes of one update do not come in when another of it is refused", async () => {
  hostile.sendUpdate(
    hostile.edit((doc) =>
      doc.transact(() => {
        tag(doc, 9);
        doc.getMap("annotations").delete(id);
      }),
    ),
  );
  expect(await outcome()).toEqual([CLOSE.refused, "right"]);
});

// P12 of docs/protocol.md.
test("what an attacker sent before is kept, what comes after is dropped", async () => {
  hostile.sendUpdate(hostile.edit((doc) => setNote(doc, id, "lawful")));
  hostile.sendMark(1);
  hostile.sendUpdate(forge(hostile, (doc) => doc.getMap("annotations").delete(id)));
  hostile.sendUpdate(hostile.edit((doc) => setNote(doc, id, "too late")));
  expect(await hostile.closed).toBe(CLOSE.refused);
  await honest.until(() => noteOf(honest.doc, id) === "lawful");
  await honest.acknowledged();
  expect(noteOf(honest.doc, id)).toBe("lawful");
});

test("text frames, unknown messages and cut frames are not of the protocol", async () => {
  const open = (): Promise<RawClient> => RawClient.join(server, layer, server.lawyers[1]);
  const frames = [
    "text",
    Uint8Array.of(9),
    Uint8Array.of(MESSAGE.sync, 7, 0),
    Uint8Array.of(0, 2, 200),
    new Uint8Array(),
  ];
  for (const frame of frames) {
    const client = await open();
    client.sendBytes(frame);
    expect(await client.closed).toBe(CLOSE.malformed);
  }
  const client = await open();
  client.sendStep1(Uint8Array.of(3, 1));
  expect(await client.closed).toBe(CLOSE.malformed);
  await honest.write((doc) => setNote(doc, id, "undisturbed"));
});

test("extra messages are for those who asked for them", async () => {
  const stock = await RawClient.join(server, layer, server.lawyers[1], {});
  stock.sendMark(1);
  expect(await stock.closed).toBe(CLOSE.malformed);
  expect(stock.received.some(({ type }) => type === "hello" || type === "clients" || type === "acknowledged")).toBe(
    false,
  );
});

// P21 of docs/protocol.md.
test("a client of another schema version is told to reload", async () => {
  const old = await RawClient.open(server, layer, server.lawyers[1], { coram: "1", schema: "0" });
  expect(await old.closed).toBe(CLOSE.oldClient);
});
