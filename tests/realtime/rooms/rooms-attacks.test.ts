import * as encoding from "lib0/encoding";
import { expect, test } from "vitest";
import * as Y from "yjs";
import { randomId, type ThreadId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { DiscussionRoom } from "../../../schema/rooms/discussion-room.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { discuss, tag } from "../../helpers/rooms/room-edits.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";
import { freezeTestMethodology } from "../../helpers/network/test-methodology.ts";
import {
  server,
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

/** What is wrong, what is said of it, and how it is made. */
const BROKEN: [string, string, (doc: Y.Doc) => void][] = [
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
];

test.each(BROKEN)("%s is refused (%s)", async (_, detail, change) => {
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
