import { afterEach, beforeEach, expect, test } from "vitest";
import { newId, RoomId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { addCategory } from "../../../schema/rooms/draft/draft-acts.ts";
import { DraftRoom } from "../../../schema/rooms/draft/draft-room.ts";
import { EventsClient } from "../../helpers/rooms/events-client.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { tag } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { aVerdict, NOW } from "../../helpers/store/store-fixture.ts";

let server: RoomsServer;

beforeEach(async () => {
  server = await startRoomsServer();
});
afterEach(async () => {
  await server.stop();
});

// P20 of docs/protocol.md.
test("everybody hears of what they may know of, and of nothing else", async () => {
  const hidden = aVerdict(server.verdict.verdict.owner, server.facilitator.id, { stage: "in-preparation" });
  await server.store.verdicts.add(hidden);
  const [facilitator, lawyer, guest] = [
    await EventsClient.open(server, server.facilitator),
    await EventsClient.open(server, server.lawyers[0]),
    await EventsClient.open(server, server.guest),
  ];
  server.hub.publish({ type: "verdict", verdict: hidden.verdict.id });
  // Who could read it before it was taken back has it on their pages still.
  server.hub.publish({ type: "verdict", verdict: hidden.verdict.id }, { was: { ...hidden.verdict, stage: "cleared" } });
  server.hub.publish({ type: "members" });
  server.hub.publish({ type: "session", member: server.lawyers[0].id });
  server.hub.publish({ type: "verdict", verdict: server.verdict.verdict.id });
  // In order: whoever has the last has all.
  for (const client of [facilitator, lawyer, guest])
    await client.until((event) => event.type === "verdict" && event.verdict === server.verdict.verdict.id);
  expect(facilitator.types).toEqual(["hello", "verdict", "verdict", "members", "verdict"]);
  expect(lawyer.types).toEqual(["hello", "verdict", "members", "session", "verdict"]);
  expect(guest.types).toEqual(["hello", "verdict"]);
});

test("what is written in the methodology's draft is told as changed proposals, many as one, and to no guest", async () => {
  const rooms = { room: newId(RoomId), discussion: newId(RoomId) };
  await server.store.methodologies.openDraft(rooms);
  const [reader, guest] = [
    await EventsClient.open(server, server.reader),
    await EventsClient.open(server, server.guest),
  ];
  for (const label of ["Debt", "Wages", "Papers"])
    await server.hub.write(rooms.room, server.lawyers[0].id, (doc) => {
      addCategory(new DraftRoom(doc), { parent: null, index: 0 }, { en: label }, NOW);
    });
  await reader.until((event) => event.type === "proposals");
  server.hub.publish({ type: "verdict", verdict: server.verdict.verdict.id });
  for (const client of [reader, guest]) await client.until((event) => event.type === "verdict");
  expect(reader.types).toEqual(["hello", "proposals", "verdict"]);
  expect(guest.types).toEqual(["hello", "verdict"]);
});

test("tags in a verdict are told as changed counts, many as one", async () => {
  const events = await EventsClient.open(server, server.reader);
  const writer = await RawClient.join(server, server.verdict.rooms.layer, server.lawyers[0]);
  for (let i = 0; i < 5; i++) writer.sendUpdate(writer.edit((doc) => tag(doc, i)));
  await events.until((event) => event.type === "counts");
  await writer.acknowledged();
  expect(events.events.filter(({ type }) => type === "counts").length).toBeLessThan(5);
});

test("a new revision may be tagged as soon as it is published, and before that is looked up", async () => {
  const { id } = server.verdict.verdict;
  const writer = await RawClient.join(server, server.verdict.rooms.layer, server.lawyers[0]);
  await writer.write((doc) => tag(doc, 1));
  const next = { ...server.verdict.text, number: 2 };
  const map = { from: 1, steps: [] };
  await server.store.verdicts.addRevision(id, 1, next, map, server.facilitator.id, new Date().toISOString(), "stays");
  await writer.write((doc) =>
    doc.getMap("annotations").forEach((entry) => (entry as never as Map<string, unknown>).set("anchor", [2, 0, 5])),
  );
  const [row] = (await server.store.rooms.rows(server.verdict.rooms.layer)).annotations;
  expect(row?.anchor.revision).toBe(2);
});

test("nothing is said to the server on the event socket", async () => {
  const events = await EventsClient.open(server, server.reader);
  events.socket.send("{}");
  expect(await events.closed).toBe(CLOSE.malformed);
});
