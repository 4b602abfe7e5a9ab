import { expect, test, type TestContext } from "vitest";
import * as Y from "yjs";
import type { AnnotationId, MemberId, RoomId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { AnswersRoom } from "../../../schema/rooms/answers-room.ts";
import { Entries, LOCAL } from "../../../schema/rooms/entries.ts";
import { ROOM_FIELDS } from "../../../schema/rooms/fields.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { writeFor } from "../../../server/rooms/write-for.ts";
import type { RoomState } from "../../../server/store/room-store.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { EventsClient } from "../../helpers/rooms/events-client.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { CATEGORY, discuss, noteOf, OTHER_CATEGORY, setNote, tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { Seeded } from "../../helpers/text/seeded.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";
import { QUESTIONS } from "../../helpers/network/test-methodology.ts";

async function start(context: TestContext, limits: Parameters<typeof startRoomsServer>[0] = {}): Promise<RoomsServer> {
  const server = await startRoomsServer(limits);
  context.onTestFinished(() => server.stop());
  return server;
}

const documentOf = (state: RoomState): Y.Doc => {
  const doc = new Y.Doc();
  if (state.snapshot) Y.applyUpdateV2(doc, state.snapshot);
  for (const bytes of state.log) Y.applyUpdate(doc, bytes);
  return doc;
};

/** Values of each entry with the member behind the entry and behind each field. */
function whoWroteWhat(state: RoomState): Map<string, unknown> {
  const doc = documentOf(state);
  const members = new Map<number, MemberId>(state.clients);
  const all = new Map<string, unknown>();
  for (const [root, rule] of Object.entries(ROOM_FIELDS[state.room.kind])) {
    if ("xml" in rule) continue;
    if ("flat" in rule) {
      for (const [key, { id }] of doc.getMap(root)._map)
        all.set(`${root}/${key}`, { value: doc.getMap(root).get(key), writer: members.get(id.client) });
      continue;
    }
    for (const { id, fields, creator, writers } of new Entries(doc, root, rule.entries).all()) {
      const by = Object.entries(writers).map(([field, client]) => [field, members.get(client)] as const);
      all.set(`${root}/${id}`, { fields, creator: members.get(creator), writers: Object.fromEntries(by) });
    }
  }
  return all;
}

const structsOf = (doc: Y.Doc): number =>
  [...doc.store.clients.values()].reduce((sum, structs) => sum + structs.length, 0);

/** One change of a random tag, as any of the members might make it. */
function change(random: Seeded, layer: LayerRoom, ids: AnnotationId[]): void {
  const start = random.below(900);
  const changes = [
    { note: `note ${random.below(1e6)}` },
    { deleted: random.chance(50) ? NOW : null },
    { category: random.pick([CATEGORY, OTHER_CATEGORY]) },
    { anchor: { revision: 1, ranges: [{ start, end: start + 5 }] } },
  ];
  layer.change(random.pick(ids), random.pick(changes));
}

test("a layer edited 100,000 times gets a new document as small as one that was never edited, and who wrote what stays", async (context) => {
  const server = await start(context, { limits: { idleMs: 20, logBytes: 8 << 20, logRows: 1_000 } });
  const { layer, internal } = server.verdict.rooms;
  const members = [...server.lawyers, server.facilitator];
  const random = new Seeded(7);
  const events = await EventsClient.open(server, server.reader);
  const guard = await RawClient.open(server, layer, server.reader);
  const ids: AnnotationId[] = [];
  for (const member of members)
    await writeFor(server.hub, layer, member.id, (doc) => {
      for (let i = 0; i < 250; i++) ids.push(tag(doc, random.below(900), "first"));
    });
  await writeFor(server.hub, internal, server.lawyers[0].id, (doc) => discuss(doc, "a room of few words"));
  for (let i = 0; i < 200; i++)
    await writeFor(server.hub, layer, random.pick(members).id, (doc) => {
      const room = new LayerRoom(doc);
      doc.transact(() => {
        for (let n = 0; n < 500; n++) change(random, room, ids);
      }, LOCAL);
    });
  const before = await server.store.rooms.load(layer);
  if (!before) throw new Error("no room");
  expect(structsOf(documentOf(before))).toBeGreaterThan(50_000);

  // Nothing is renewed under somebody's hands; then everybody leaves.
  guard.close();
  await events.until((event) => event.type === "verdict");
  expect(await (await RawClient.open(server, layer, server.lawyers[0])).closed).toBe(CLOSE.gone);
  const rooms = await server.store.verdicts.rooms(server.verdict.verdict.id);
  expect(rooms.map(({ id }) => id)).toContain(internal);
  const next = rooms.find(({ kind }) => kind === "layer")?.id as RoomId;
  const after = await server.store.rooms.load(next);
  if (!after) throw new Error("no next room");

  expect(whoWroteWhat(after)).toEqual(whoWroteWhat(before));
  const doc = documentOf(after);
  // An entry and its fields, and no more.
  expect(structsOf(doc)).toBeLessThanOrEqual(1_000 * 7);
  const unedited = new Y.Doc();
  for (const { category, version, anchor, note } of tagsIn(doc))
    new LayerRoom(unedited).add({ category, version, anchor, note }, NOW);
  expect(after.snapshot?.length).toBeLessThan(1.5 * Y.encodeStateAsUpdateV2(unedited).length);

  expect((await verifyStore(server.store, { project: projectAll })).differences).toEqual([]);
  const [audited] = await server.store.audit.list(1);
  expect(audited).toMatchObject({ actor: null, action: "room.renew", subject: { room: layer, next } });
  const writer = await RawClient.join(server, next, server.lawyers[1]);
  const [id] = ids;
  await writer.write((document) => id && setNote(document, id, "goes on"));
  expect(id && noteOf(writer.doc, id)).toBe("goes on");
  const row = (await server.store.rooms.rows(next)).annotations.find((annotation) => annotation.id === id);
  expect(row).toMatchObject({ note: "goes on", author: members[0]?.id });
});

// P14 of docs/protocol.md.
test("whoever comes while a room is renewed is told that it is gone, and finds the next one whole", async (context) => {
  let entered = (): void => {};
  let go = (): void => {};
  const isRenewing = new Promise<void>((resolve) => (entered = resolve));
  const mayGo = new Promise<void>((resolve) => (go = resolve));
  const server = await start(context, {
    limits: { idleMs: 20, renewalStructs: 10, renewalRatio: 1 },
    wrap: (store) => ({
      ...store,
      rooms: {
        ...store.rooms,
        renew: async (renewal) => {
          entered();
          await mayGo;
          await store.rooms.renew(renewal);
        },
      },
    }),
  });
  const { layer } = server.verdict.rooms;
  const writer = await RawClient.join(server, layer, server.lawyers[0]);
  for (let i = 0; i < 5; i++) await writer.write((doc) => tag(doc, i));
  writer.close();
  await isRenewing;
  const early = await RawClient.open(server, layer, server.lawyers[1]);
  early.sendUpdate(early.edit((doc) => tag(doc, 9)));
  early.sendMark(1);
  go();
  expect(await early.closed).toBe(CLOSE.gone);
  expect(early.count("acknowledged")).toBe(0);
  const next = (await server.store.verdicts.rooms(server.verdict.verdict.id)).find(({ kind }) => kind === "layer");
  const joiner = await RawClient.join(server, next?.id ?? "", server.lawyers[1]);
  expect(tagsIn(joiner.doc)).toHaveLength(5);
});

test("a server that stops under people's hands leaves small documents to the next one, and nothing is lost on the way", async (context) => {
  const server = await start(context, { limits: { renewalStructs: 200, renewalRatio: 3 } });
  const { layer, internal } = server.verdict.rooms;
  const writer = await RawClient.join(server, layer, server.lawyers[0]);
  const ids: AnnotationId[] = [];
  await writer.write((doc) => {
    for (let i = 0; i < 5; i++) ids.push(tag(doc, i * 10));
  });
  const random = new Seeded(3);
  await writer.write((doc) => {
    const room = new LayerRoom(doc);
    for (let i = 0; i < 300; i++) change(random, room, ids);
  });
  const other = await RawClient.join(server, layer, server.lawyers[1]);
  await other.write((doc) => {
    const answers = new AnswersRoom(doc);
    for (let i = 0; i < 50; i++)
      answers.change(QUESTIONS.claim.id, "verdict", { value: random.pick(["yes", "no"]), version: 1 });
  });
  await writer.sync();
  await writer.write((doc) => new AnswersRoom(doc).change(QUESTIONS.claim.id, "verdict", { note: "why" }));
  const before = await server.store.rooms.load(layer);
  if (!before) throw new Error("no room");
  const timesOf = async (): Promise<(string | null)[]> =>
    (await server.store.passages.answers([server.verdict.layer])).map(({ at }) => at);
  const given = await timesOf();
  expect(given).toEqual([expect.stringMatching(/Z$/)]);

  await server.restart();
  expect(await writer.closed).toBe(CLOSE.comeAgain);
  const rooms = await server.store.verdicts.rooms(server.verdict.verdict.id);
  const next = rooms.find(({ kind }) => kind === "layer")?.id as RoomId;
  expect(next).not.toBe(layer);
  expect(rooms.map(({ id }) => id)).toContain(internal);
  expect(await (await RawClient.open(server, layer, server.lawyers[0])).closed).toBe(CLOSE.gone);
  const after = await server.store.rooms.load(next);
  if (!after) throw new Error("no next room");
  expect(whoWroteWhat(after)).toEqual(whoWroteWhat(before));
  expect(whoWroteWhat(after).get("answers/q.claim/verdict/note")).toEqual({
    value: "why",
    writer: server.lawyers[0].id,
  });
  expect(await timesOf()).toEqual(given);
  // Three parts of an answer.
  expect(structsOf(documentOf(after))).toBeLessThanOrEqual(5 * 7 + 3);
  expect((await verifyStore(server.store, { project: projectAll })).differences).toEqual([]);
});
