import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { randomId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { NO_ROWS, NOW } from "../../helpers/store/store-fixture.ts";

let server: RoomsServer;
beforeEach(async () => {
  server = await startRoomsServer();
});
afterEach(async () => {
  await server.stop();
});

const anchor = { revision: 1, ranges: [{ start: 0, end: 5 }] };
const translate = (doc: Y.Doc, body = "The court"): string =>
  new TranslationsRoom(doc).add({ anchor, language: "en", body }, NOW);
const rows = async (room: RoomsServer["verdict"]["rooms"]["layer"]) =>
  (await server.store.rooms.rows(room)).translations;

test("whoever may write the room translates and mends what others translated, and the row says who", async () => {
  const { internal } = server.verdict.rooms;
  const [first, second] = server.lawyers;
  const lawyer = await RawClient.join(server, internal, first);
  let id = "";
  await lawyer.write((doc) => (id = translate(doc)));
  const other = await RawClient.join(server, internal, second);
  const later = { revision: 1, ranges: [{ start: 0, end: 7 }] };
  await other.write((doc) => new TranslationsRoom(doc).entries.set(id, { body: "A court", anchor: packAnchor(later) }));
  expect(await rows(internal)).toEqual([
    {
      id,
      room: internal,
      verdict: server.verdict.verdict.id,
      audience: "internal",
      layer: null,
      anchor: later,
      language: "en",
      body: "A court",
      createdAt: NOW,
      deleted: null,
      author: first.id,
      lastWriter: second.id,
    },
  ]);
  await other.write((doc) => new TranslationsRoom(doc).entries.set(id, { deleted: NOW }));
  expect(await rows(internal)).toMatchObject([{ deleted: NOW }]);
});

test("a guest translates in the review discussion and sees nothing of the internal one", async () => {
  const { internal, review } = server.verdict.rooms;
  const lawyer = await RawClient.join(server, internal, server.lawyers[0]);
  await lawyer.write((doc) => void translate(doc, "inside"));
  const guest = await RawClient.join(server, review, server.guest);
  await guest.write((doc) => void translate(doc, "outside"));
  expect(await (await RawClient.open(server, internal, server.guest)).closed).toBe(CLOSE.noAccess);
  const { passages } = server.store;
  const { id } = server.verdict.verdict;
  expect((await passages.translations(id, ["review"], [])).map(({ body }) => body)).toEqual(["outside"]);
  const reader = await RawClient.join(server, internal, server.reader);
  expect(reader.received.find((frame) => frame.type === "hello")?.hello.right).toBe("read");
  reader.sendUpdate(reader.edit((doc) => void translate(doc, "unasked")));
  await lawyer.write((doc) => void translate(doc, "after it"));
  expect((await rows(internal)).map(({ body }) => body).sort()).toEqual(["after it", "inside"]);
});

const put = (fields: Record<string, unknown>) => (doc: Y.Doc) =>
  void doc.getMap("translations").set(randomId(), new Y.Map(Object.entries(fields)));
const GOOD = { anchor: packAnchor(anchor), language: "en", body: "x", createdAt: NOW };

test.each<[string, (doc: Y.Doc) => void]>([
  ["a language that is none", put({ ...GOOD, language: "de" })],
  ["a body with a NUL", put({ ...GOOD, body: "a\0b" })],
  ["a body over the limit", put({ ...GOOD, body: "x".repeat(20_001) })],
  ["words beyond the text", put({ ...GOOD, anchor: [1, 0, 1_000_000] })],
  ["a revision to come", put({ ...GOOD, anchor: [9, 0, 5] })],
  ["one without words", put({ language: "en", body: "x", createdAt: NOW })],
  ["a field of one's own", put({ ...GOOD, author: "me" })],
  ["a key that is no random id", (doc) => void doc.getMap("translations").set("one", new Y.Map(Object.entries(GOOD)))],
])("%s is refused, and what stands there stays", async (_, change) => {
  const { internal } = server.verdict.rooms;
  const honest = await RawClient.join(server, internal, server.lawyers[0]);
  await honest.write((doc) => void translate(doc, "honest"));
  const hostile = await RawClient.join(server, internal, server.lawyers[1]);
  hostile.sendUpdate(hostile.edit(change));
  expect(await hostile.closed).toBe(CLOSE.refused);
  expect(await rows(internal)).toMatchObject([{ body: "honest" }]);
});

test("nobody takes a translation out or gives it another language", async () => {
  const { internal } = server.verdict.rooms;
  const lawyer = await RawClient.join(server, internal, server.lawyers[0]);
  let id = "";
  await lawyer.write((doc) => (id = translate(doc)));
  for (const change of [
    (doc: Y.Doc) => doc.getMap("translations").delete(id),
    (doc: Y.Doc) => new TranslationsRoom(doc).entries.set(id, { language: "sq" }),
  ]) {
    const hostile = await RawClient.join(server, internal, server.lawyers[0]);
    hostile.sendUpdate(hostile.edit(change));
    expect(await hostile.closed).toBe(CLOSE.refused);
  }
  expect(await rows(internal)).toMatchObject([{ id, language: "en" }]);
});

test("rows are what the log says, and are written anew where they are not", async () => {
  const { internal } = server.verdict.rooms;
  const lawyer = await RawClient.join(server, internal, server.lawyers[0]);
  await lawyer.write((doc) => void translate(doc));
  const before = await rows(internal);
  await server.store.rooms.replaceRows(internal, NO_ROWS);
  const report = await verifyStore(server.store, { project: projectAll, rebuild: true });
  expect(report.differences).toMatchObject([{ room: internal, where: "translations", what: "missing" }]);
  expect(await rows(internal)).toEqual(before);
  expect((await verifyStore(server.store, { project: projectAll })).differences).toEqual([]);
});
