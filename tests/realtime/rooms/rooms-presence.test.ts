import { afterEach, beforeEach, expect, test } from "vitest";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { MESSAGE } from "../../../schema/protocol/sync-messages.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { StockClient } from "../../helpers/rooms/stock-client.ts";

let server: RoomsServer;
let layer: string;
let ana: RawClient;
let besa: RawClient;

const at = (block: number): object => ({ verdict: { revision: 1, block, selection: null } });

beforeEach(async () => {
  server = await startRoomsServer();
  layer = server.verdict.rooms.layer;
  ana = await RawClient.join(server, layer, server.lawyers[0]);
  besa = await RawClient.join(server, layer, server.lawyers[1]);
});
afterEach(async () => {
  await server.stop();
});

/** Waits until everything that was said before has gone round. */
async function settle(from: RawClient, to: RawClient, clock: number): Promise<void> {
  from.sendPresence(from.doc.clientID, clock, at(clock));
  await to.until(() => to.presenceOf(from.doc.clientID)?.clock === clock);
}

// P15 of docs/protocol.md.
test("the server says who it is, whatever the client says, and passes on nothing else", async () => {
  ana.sendPresence(ana.doc.clientID, 1, { ...at(3), member: server.lawyers[1].id, user: "Besa", secret: 1 });
  await besa.until(() => besa.presenceOf(ana.doc.clientID) !== undefined);
  expect(besa.presenceOf(ana.doc.clientID)?.state).toEqual({ ...at(3), member: server.lawyers[0].id });
});

test("presence for a colleague's client id is dropped in silence, absence too", async () => {
  await settle(ana, besa, 1);
  besa.sendPresence(ana.doc.clientID, 9, at(99));
  besa.sendPresence(ana.doc.clientID, 10, null);
  await settle(besa, ana, 1);
  const newcomer = await RawClient.join(server, layer, server.reader);
  expect(newcomer.presenceOf(ana.doc.clientID)).toEqual({
    state: { ...at(1), member: server.lawyers[0].id },
    clock: 1,
  });
  await besa.write((doc) => tag(doc, 1));
});

test("presence for an id that a colleague wrote under is dropped before that colleague ever said where they are", async () => {
  await ana.write((doc) => tag(doc, 1));
  besa.sendPresence(ana.doc.clientID, 1, at(99));
  await settle(besa, ana, 1);
  expect(ana.presenceOf(ana.doc.clientID)).toBeUndefined();
});

test("a state that is too large or not of the shape is dropped, undecodable bytes end the connection", async () => {
  ana.sendPresence(ana.doc.clientID, 1, { ...at(1), padding: "x".repeat(3_000) });
  ana.sendPresence(ana.doc.clientID, 2, { verdict: { revision: -1, block: "here" } });
  ana.sendPresence(ana.doc.clientID, 3, "here");
  await settle(ana, besa, 4);
  expect(besa.presenceOf(ana.doc.clientID)?.clock).toBe(4);
  expect(besa.count("presence")).toBe(1);
  ana.sendBytes(Uint8Array.of(MESSAGE.awareness, 2, 9, 9));
  expect(await ana.closed).toBe(CLOSE.malformed);
});

test("a connection holds so many ids at once, those that it had before among them", async () => {
  const own = ana.doc.clientID;
  const others = Array.from({ length: 63 }, (_, i) => (own + 1 + i) >>> 0);
  for (const id of others) ana.sendPresence(id, 1, at(1));
  await settle(ana, besa, 1);
  const [first = 0] = others;
  const further = (own + 100) >>> 0;
  ana.sendPresence(further, 1, at(2));
  ana.sendPresence(first, 2, null);
  ana.sendPresence(further, 2, at(3));
  ana.sendPresence(first, 3, at(4));
  await settle(ana, besa, 2);
  expect(besa.presenceOf(further)?.state).toMatchObject(at(3));
  expect(besa.presenceOf(first)?.state).toBeNull();
  const newcomer = await RawClient.join(server, layer, server.reader);
  expect([own, first, further, ...others].filter((id) => newcomer.presenceOf(id)?.state)).toHaveLength(64);
});

test("a newcomer is told who is there, and all are told who left", async () => {
  await settle(ana, besa, 1);
  const newcomer = await RawClient.join(server, layer, server.guest);
  expect(newcomer.presenceOf(ana.doc.clientID)?.state).toEqual({ ...at(1), member: server.lawyers[0].id });
  ana.close();
  await newcomer.until(() => newcomer.presenceOf(ana.doc.clientID)?.state === null);
});

test("whoever comes back with the same client id and clock is seen again", async () => {
  const observer = await StockClient.join(server, layer, server.facilitator);
  const client = await StockClient.join(server, layer, server.lawyers[2]);
  client.provider.awareness.setLocalState(at(5));
  const isHere = (): boolean => observer.provider.awareness.getStates().has(client.doc.clientID);
  await observer.until(isHere);
  client.provider.ws?.close();
  await observer.until(() => !isHere());
  await observer.until(isHere);
  expect(client.provider.awareness.getLocalState()).toEqual(at(5));
  for (const stock of [observer, client]) stock.destroy();
});

test("whoever comes back is not sent an echo that would undo a newer state of theirs", async () => {
  const id = ana.doc.clientID;
  await settle(ana, besa, 5);
  ana.close();
  await besa.until(() => besa.presenceOf(id)?.state === null);
  const again = await RawClient.join(server, layer, server.lawyers[0]);
  again.sendPresence(id, 5, at(6));
  await besa.until(() => besa.presenceOf(id)?.state !== null);
  await settle(besa, again, 1);
  expect(again.presenceOf(id)).toBeUndefined();
});

test("stock clients that send colleagues' presence again are never taken for attackers", async () => {
  const stock: StockClient[] = [];
  for (const member of server.lawyers) stock.push(await StockClient.join(server, layer, member));
  for (const [i, client] of stock.entries()) client.provider.awareness.setLocalState(at(i));
  for (const client of stock)
    await client.until(() => stock.every((other) => client.provider.awareness.getStates().has(other.doc.clientID)));
  const [first, second] = stock;
  if (first) tag(first.doc, 1);
  await second?.until(() => tagsIn(second.doc).length === 1);
  expect(server.logged.filter(({ message }) => message === "refused")).toEqual([]);
  expect(stock.every(({ provider }) => provider.wsconnected)).toBe(true);
  for (const client of stock) client.destroy();
});
