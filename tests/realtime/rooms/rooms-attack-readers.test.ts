import * as encoding from "lib0/encoding";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { randomId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { discuss, noteOf, setNote, tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { StockClient } from "../../helpers/rooms/stock-client.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";
import {
  server,
  layer,
  honest,
  hostile,
  id,
  outcome,
  forge,
  fields,
  madeApart,
  attackRoom,
} from "../../helpers/rooms/attacked-room.ts";

attackRoom();

// P23 of docs/protocol.md.
test("a frame takes so many new entries and no more, and says so; a stock client that made as many arrives unchanged", async () => {
  const stock = await StockClient.open(server, layer, server.lawyers[2]);
  for (let i = 0; i < LIMITS.newEntriesPerFrame; i++) tag(stock.doc, i % 900);
  await stock.synced();
  hostile.sendUpdate(
    madeApart((doc) => {
      for (let i = 0; i <= LIMITS.newEntriesPerFrame; i++) tag(doc, i % 900);
    }),
  );
  expect(await hostile.closed).toBe(CLOSE.tooLarge);
  const detail = "too many new entries in one frame";
  expect(hostile.received).toContainEqual({ type: "refused", refused: { code: "too-large", detail } });
  await honest.until(() => honest.doc.getMap("annotations").size === LIMITS.newEntriesPerFrame + 1);
  await honest.write((doc) => setNote(doc, id, "undisturbed"));
  const { annotations } = await server.store.rooms.rows(server.verdict.rooms.layer);
  expect(annotations).toHaveLength(LIMITS.newEntriesPerFrame + 1);
  stock.destroy();
});

test("a reader's write is refused; a reader's answer that says nothing new is not", async () => {
  const reader = await RawClient.join(server, layer, server.reader);
  reader.sendSync(1, Y.encodeStateAsUpdate(reader.doc));
  reader.sendSync(1, Uint8Array.of(0, 0));
  await reader.acknowledged();
  await honest.write((doc) => setNote(doc, id, "for the reader too"));
  await reader.until(() => noteOf(reader.doc, id) === "for the reader too");
});

// P13 of docs/protocol.md.
test("a reader who writes is told so, is never told that it is saved, and reads on on the same socket", async () => {
  const readers = [
    await RawClient.join(server, layer, server.reader),
    await RawClient.join(server, layer, server.guest),
  ];
  const [writer, deleter] = readers as [RawClient, RawClient];
  for (const reader of readers) await reader.acknowledged();
  writer.sendUpdate(writer.edit((doc) => tag(doc, 3)));
  deleter.sendUpdate(madeApart((doc) => doc.getMap("annotations").set(id, fields())));
  for (const reader of readers) {
    reader.sendMark(7);
    await reader.until(() => reader.received.some(({ type }) => type === "refused"));
    expect(reader.received).toContainEqual({
      type: "refused",
      refused: { code: "right", detail: "write without the right to" },
    });
    await honest.write((doc) => setNote(doc, id, `read on ${reader.doc.clientID}`));
    await reader.until(() => noteOf(reader.doc, id) === `read on ${reader.doc.clientID}`);
    expect(reader.received.some((frame) => frame.type === "acknowledged" && frame.n === 7)).toBe(false);
  }
  expect((await server.store.rooms.rows(server.verdict.rooms.layer)).annotations).toHaveLength(1);
});

test("all that a reader writes after a refused change is refused as that one was, whatever it builds on", async () => {
  const reader = await RawClient.join(server, layer, server.reader);
  const own = reader.edit((doc) => tag(doc, 3));
  const unsent = madeApart((doc) => tag(doc, 5));
  const [deletesUnknown, rightNeighbour] = [encoding.createEncoder(), encoding.createEncoder()];
  for (const n of [0, 1, 4242, 1, 0, 3]) encoding.writeVarUint(deletesUnknown, n);
  for (const n of [1, 1, 4242, 7, 64 | 8, 4243, 9, 1, 126, 0]) encoding.writeVarUint(rightNeighbour, n);
  const changes = [
    own,
    reader.edit((doc) => tagsIn(doc).forEach(({ id: each }) => setNote(doc, each, "builds on the first"))),
    reader.edit((doc) => tagsIn(doc).forEach(({ id: each }) => doc.getMap("annotations").delete(each))),
    forge(reader, (doc) => void doc.getMap("annotations").set(randomId(), new Y.Text("of a kind that no room holds"))),
    Y.mergeUpdates([Y.encodeStateAsUpdate(honest.doc), unsent]),
    encoding.toUint8Array(deletesUnknown),
    encoding.toUint8Array(rightNeighbour),
  ];
  for (const [i, change] of changes.entries()) {
    reader.sendUpdate(change);
    await reader.until(() => reader.count("refused") === i + 1);
  }
  const told = reader.received.flatMap((frame) => (frame.type === "refused" ? [frame.refused.code] : []));
  expect(new Set(told)).toEqual(new Set(["right"]));
  // Of its own and of others' it holds more than the room now; what the room has passes as ever.
  reader.sendUpdate(Y.encodeStateAsUpdate(honest.doc));
  await honest.write((doc) => setNote(doc, id, "read on"));
  await hostile.until(() => noteOf(hostile.doc, id) === "read on");
  expect(reader.count("refused")).toBe(changes.length);
  expect((await server.store.rooms.load(server.verdict.rooms.layer))?.seq).toBe(2);
});

test("a stock client of a reader goes on reading, however often it writes, and after it came back with all of that", async () => {
  const stock = await StockClient.join(server, layer, server.guest);
  for (let i = 0; i < 3; i++) {
    tag(stock.doc, i);
    setNote(stock.doc, id, `mine ${i}`);
  }
  const others = tag(honest.doc, 30);
  honest.answer();
  await stock.until(() => stock.doc.getMap("annotations").has(others));
  stock.provider.disconnect();
  stock.provider.connect();
  await stock.synced();
  setNote(stock.doc, id, "mine again");
  const [more, last] = [tag(honest.doc, 31), tag(honest.doc, 32)];
  honest.answer();
  await stock.until(() => [more, last].every((each) => stock.doc.getMap("annotations").has(each)));
  expect(stock.provider.wsconnected).toBe(true);
  stock.destroy();
});

test("a stock client whose change is refused stops for good with 4422", async () => {
  const stock = await StockClient.join(server, layer, server.lawyers[2]);
  stock.doc.getMap("annotations").delete(id);
  expect(await stock.gaveUp).toBe(CLOSE.refused);
  stock.destroy();
});

// P10 of docs/protocol.md.
test("a comment is changed by who wrote it and by nobody else; a thread is resolved by its author or a facilitator", async () => {
  const room = server.verdict.rooms.review;
  const author = await RawClient.join(server, room, server.guest);
  await author.write((doc) => discuss(doc, "is this B3?"));
  const other = await RawClient.join(server, room, server.lawyers[1]);
  const comment = [...other.doc.getMap("comments").keys()][0] ?? "";
  const thread = [...other.doc.getMap("threads").keys()][0] ?? "";
  const change = (root: string, key: string, field: string, value: unknown) => (doc: Y.Doc) =>
    void (doc.getMap(root).get(key) as Y.Map<unknown>).set(field, value);
  other.sendUpdate(other.edit(change("comments", comment, "body", "put into another's mouth")));
  expect(await outcome(other)).toEqual([CLOSE.refused, "right"]);
  const resolver = await RawClient.join(server, room, server.lawyers[1]);
  resolver.sendUpdate(resolver.edit(change("threads", thread, "resolved", NOW)));
  expect(await outcome(resolver)).toEqual([CLOSE.refused, "right"]);
  const tagger = await RawClient.join(server, room, server.reviewer);
  tagger.sendUpdate(tagger.edit(change("threads", thread, "applied", randomId())));
  expect(await outcome(tagger)).toEqual([CLOSE.refused, "right"]);

  const facilitator = await RawClient.join(server, room, server.facilitator);
  await facilitator.write(change("threads", thread, "resolved", NOW));
  const lawyer = await RawClient.join(server, room, server.lawyers[2]);
  await lawyer.write(change("threads", thread, "applied", randomId()));
  await author.write(change("comments", comment, "body", "is this B4?"));
  const rows = await server.store.rooms.rows(room);
  expect(rows.comments).toMatchObject([{ body: "is this B4?", author: server.guest.id }]);
  expect(rows.threads).toMatchObject([{ resolved: NOW, author: server.guest.id }]);
});
