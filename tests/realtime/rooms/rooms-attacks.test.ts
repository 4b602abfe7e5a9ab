import * as encoding from "lib0/encoding";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { randomId, type ThreadId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { MESSAGE } from "../../../schema/protocol/sync-messages.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { LIMITS } from "../../../schema/rooms/fields.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { CATEGORY, discuss, noteOf, setNote, tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { StockClient } from "../../helpers/rooms/stock-client.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";
import { freezeTestMethodology } from "../../helpers/network/test-methodology.ts";

let server: RoomsServer;
let layer: string;
let honest: RawClient;
let hostile: RawClient;
let id: ReturnType<typeof tag>;

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

/**
 * How an attack ended: close code and the reason that was told. On the way it shows that honest work goes on and that the
 * state holds nothing of the attack.
 */
async function outcome(peer = hostile): Promise<[number, ...string[]]> {
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
function forge(from: RawClient, change: (doc: Y.Doc) => void, client?: number): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(from.doc));
  if (client !== undefined) doc.clientID = client;
  const before = Y.encodeStateVector(doc);
  change(doc);
  return Y.encodeStateAsUpdate(doc, before);
}

const fields = (values: Record<string, unknown> = {}): Y.Map<unknown> =>
  new Y.Map(Object.entries({ category: CATEGORY, version: 1, anchor: [1, 0, 5], note: "", createdAt: NOW, ...values }));

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

test("an overwritten entry is refused, its delete set stripped or not", async () => {
  const update = forge(hostile, (doc) => doc.getMap("annotations").set(id, fields()));
  hostile.sendUpdate(withoutDeletes(update));
  expect(await outcome()).toEqual([CLOSE.refused, "right"]);
});

test("an overwritten entry is refused", async () => {
  hostile.sendUpdate(forge(hostile, (doc) => doc.getMap("annotations").set(id, fields())));
  expect(await outcome()).toEqual([CLOSE.refused, "right"]);
});

test("an entry made over another's in the same breath is refused", async () => {
  // No left neighbour: as if both had made it at once.
  hostile.sendUpdate(madeApart((doc) => doc.getMap("annotations").set(id, fields())));
  expect(await outcome()).toEqual([CLOSE.refused, "right"]);
});

// P10 of docs/protocol.md.
test("a deleted entry is refused", async () => {
  hostile.sendUpdate(hostile.edit((doc) => doc.getMap("annotations").delete(id)));
  expect(await outcome()).toEqual([CLOSE.refused, "right"]);
});

test("a deleted field is refused", async () => {
  hostile.sendUpdate(hostile.edit((doc) => (doc.getMap("annotations").get(id) as Y.Map<unknown>).delete("note")));
  expect(await outcome()).toEqual([CLOSE.refused, "right"]);
});

test("a field written and deleted in one update is refused, and nobody sees it gone", async () => {
  hostile.sendUpdate(
    forge(hostile, (doc) =>
      doc.transact(() => {
        const entry = doc.getMap("annotations").get(id) as Y.Map<unknown>;
        entry.set("note", "x");
        entry.delete("note");
      }),
    ),
  );
  expect(await outcome()).toEqual([CLOSE.refused, "shape"]);
  expect(server.logged.some(({ message }) => message === "tripwire fired")).toBe(true);
});

test("a field that is set once is not set again, not even by its author", async () => {
  await honest.acknowledged();
  honest.sendUpdate(
    honest.edit((doc) =>
      (doc.getMap("annotations").get(id) as Y.Map<unknown>).set("createdAt", "2001-01-01T00:00:00Z"),
    ),
  );
  expect(await honest.closed).toBe(CLOSE.refused);
});

test.each<[string, string, (doc: Y.Doc) => void]>([
  ["a root of another type", "no parent", (doc) => doc.getText("annotations").insert(0, "hidden")],
  ["an unknown root", "unknown root", (doc) => void doc.getMap("elsewhere").set(randomId(), fields())],
  [
    "a root named like an object's own",
    "unknown root",
    (doc) => void doc.getMap("__proto__").set(randomId(), fields()),
  ],
  ["an array root", "no parent", (doc) => doc.getArray("annotations").insert(0, [1])],
  [
    "a key that is a word",
    "key is not a random id",
    (doc) => void doc.getMap("annotations").set("Milica-Petrovic-1990x", fields()),
  ],
  [
    "a plain value as an entry",
    "an entry that is not a map",
    (doc) => void doc.getMap("annotations").set(randomId(), "text"),
  ],
  [
    "a text as an entry",
    "shared type 2",
    (doc) => void doc.getMap("annotations").set(randomId(), new Y.Text("hidden")),
  ],
  ["a nested document", "content 9", (doc) => void doc.getMap("annotations").set(randomId(), new Y.Doc())],
  [
    "bytes in a field",
    "content 3",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ note: new Uint8Array(3) })),
  ],
  [
    "a map in a field",
    "a map in a field",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ note: new Y.Map() })),
  ],
  [
    "an unknown field",
    "unknown field",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ author: "somebody" })),
  ],
  [
    "a field named like an object's own",
    "unknown field",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ toString: 1 })),
  ],
  [
    "a NUL",
    "value of annotations.note",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ note: "a\0b" })),
  ],
  ["a note over the limit", "value of annotations.note", (doc) => void tag(doc, 0, "x".repeat(20_001))],
  [
    "an anchor that runs backwards",
    "value of annotations.anchor",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ anchor: [1, 5, 5] })),
  ],
  [
    "an anchor of a revision to come",
    "anchor of a revision that is not there",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ anchor: [2, 0, 5] })),
  ],
  [
    "an anchor beyond the text",
    "anchor beyond the text",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ anchor: [1, 0, 100_000] })),
  ],
  [
    "a category that the version does not have",
    "a category that is not there",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ category: "no.such" })),
  ],
  [
    "a methodology version to come",
    "a version that is not there",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ version: 99 })),
  ],
  [
    "a suggestion of a category that nobody knows",
    "a category that is not there",
    (doc) =>
      void doc
        .getMap("threads")
        .set(randomId(), new Y.Map(Object.entries({ anchor: [1, 0, 5], suggestion: "no.such", createdAt: NOW }))),
  ],
  [
    "a time more than a day ahead",
    "a time to come",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ createdAt: "2999-01-01T00:00:00Z" })),
  ],
  [
    "a time a century ago",
    "a time of another century",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ createdAt: "0001-01-01T00:00:00Z" })),
  ],
  [
    "a number that is none",
    "value of annotations.version",
    (doc) => void doc.getMap("annotations").set(randomId(), fields({ version: Number.NaN })),
  ],
  [
    "half an entry",
    "an entry without category",
    (doc) => void doc.getMap("annotations").set(randomId(), new Y.Map([["note", "only"]])),
  ],
])("%s is refused (%s)", async (_, detail, change) => {
  hostile.sendUpdate(madeApart(change));
  expect(await outcome()).toEqual([CLOSE.refused, "shape"]);
  expect(hostile.received).toContainEqual({ type: "refused", refused: { code: "shape", detail } });
});

test("a comment in a thread that is not there is refused; one that comes with its thread is not", async () => {
  hostile.sendUpdate(madeApart((doc) => new DiscussionRoom(doc).reply(randomId() as ThreadId, "to nobody", NOW)));
  expect(await outcome()).toEqual([CLOSE.refused, "clock"]);
  const { internal } = server.verdict.rooms;
  const talker = await RawClient.join(server, internal, server.lawyers[1]);
  await talker.write((doc) => discuss(doc, "why?"));
  await talker.write((doc) => {
    const [thread] = new DiscussionRoom(doc).threads();
    if (thread) new DiscussionRoom(doc).reply(thread.id, "because", NOW);
  });
  expect((await server.store.rooms.rows(internal)).comments).toHaveLength(2);
});

test("a clock that is hours ahead is a time zone, and not an attack", async () => {
  const soon = new Date(Date.now() + 12 * 3_600_000).toISOString();
  await hostile.write((doc) => void doc.getMap("annotations").set(randomId(), fields({ createdAt: soon })));
  expect((await server.store.rooms.rows(server.verdict.rooms.layer)).annotations).toHaveLength(2);
});

test("a category of a version that was frozen a moment ago is taken", async () => {
  await freezeTestMethodology(server.store);
  await hostile.write((doc) => void doc.getMap("annotations").set(randomId(), fields({ version: 4 })));
  expect((await server.store.rooms.rows(server.verdict.rooms.layer)).annotations).toHaveLength(2);
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

/** An update of a fresh document that knows nothing of the room. */
function madeApart(change: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  change(doc);
  return Y.encodeStateAsUpdate(doc);
}

/** The update with an empty delete set: Yjs deletes the overwritten value all the same. */
function withoutDeletes(update: Uint8Array): Uint8Array {
  const { structs } = Y.decodeUpdate(update);
  const encoder = new Y.UpdateEncoderV1();
  encoding.writeVarUint(encoder.restEncoder, 1);
  encoding.writeVarUint(encoder.restEncoder, structs.length);
  const [first] = structs;
  encoder.writeClient(first?.id.client ?? 0);
  encoding.writeVarUint(encoder.restEncoder, first?.id.clock ?? 0);
  for (const struct of structs) struct.write(encoder, 0);
  encoding.writeVarUint(encoder.restEncoder, 0);
  return encoder.toUint8Array();
}
