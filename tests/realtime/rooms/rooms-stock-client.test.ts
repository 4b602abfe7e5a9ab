import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import { CategoryId } from "../../../schema/domain/ids.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { KEEPALIVE_FRAME } from "../../../server/rooms/socket/frames.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";
import { StockClient } from "../../helpers/rooms/stock-client.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";

let server: RoomsServer;
const open: StockClient[] = [];

beforeEach(async () => {
  server = await startRoomsServer({ limits: { keepaliveMs: 20 } });
});
afterEach(async () => {
  for (const client of open.splice(0)) client.destroy();
  await server.stop();
});

async function join(member = server.lawyers[0]): Promise<StockClient> {
  const client = await StockClient.join(server, server.verdict.rooms.layer, member);
  open.push(client);
  return client;
}

const tag = (doc: Y.Doc, start: number, category = "means.vulnerability"): string =>
  new LayerRoom(doc).add(
    { category: CategoryId.parse(category), version: 1, anchor: { revision: 1, ranges: [{ start, end: start + 5 }] } },
    NOW,
  );

// P7 of docs/protocol.md.
test("a stock client sends what it writes and is sent what others write", async () => {
  const [ana, besa] = [await join(server.lawyers[0]), await join(server.lawyers[1])];
  const id = tag(ana.doc, 3);
  await besa.until(() => new LayerRoom(besa.doc).annotation(id) !== null);
  new LayerRoom(besa.doc).change(id as never, { note: "sees it" });
  await ana.until(() => new LayerRoom(ana.doc).annotation(id)?.note === "sees it");
  const rows = await server.store.rooms.rows(server.verdict.rooms.layer);
  expect(rows.annotations).toMatchObject([
    { id, note: "sees it", author: server.lawyers[0].id, lastWriter: server.lawyers[1].id },
  ]);
});

test("what a stock client wrote before it connected arrives", async () => {
  const ana = await StockClient.open(server, server.verdict.rooms.layer, server.lawyers[0]);
  open.push(ana);
  const ids = [tag(ana.doc, 0), tag(ana.doc, 10)];
  new LayerRoom(ana.doc).change(ids[0] as never, { note: "one" });
  new LayerRoom(ana.doc).change(ids[0] as never, { note: "two" });
  const besa = await join(server.lawyers[1]);
  await besa.until(() => new LayerRoom(besa.doc).annotations().length === 2);
  expect(new LayerRoom(besa.doc).annotation(ids[0] ?? "")?.note).toBe("two");
});

test("two stock clients that change the same field at once converge, and the rows with them", async () => {
  const [ana, besa] = [await join(server.lawyers[0]), await join(server.lawyers[1])];
  const id = tag(ana.doc, 3);
  await besa.until(() => new LayerRoom(besa.doc).annotation(id) !== null);
  for (let i = 0; i < 20; i++) {
    new LayerRoom(ana.doc).change(id as never, { note: `a${i}` });
    new LayerRoom(besa.doc).change(id as never, { note: `b${i}` });
  }
  const done = [tag(ana.doc, 8), tag(besa.doc, 9)];
  for (const client of [ana, besa])
    await client.until(() => done.every((last) => new LayerRoom(client.doc).annotation(last) !== null));
  const third = await join(server.lawyers[2]);
  for (const client of [ana, besa]) expect(Y.encodeStateAsUpdate(client.doc)).toEqual(Y.encodeStateAsUpdate(third.doc));
  const rows = await server.store.rooms.rows(server.verdict.rooms.layer);
  expect(rows.annotations.find((row) => row.id === id)?.note).toBe(new LayerRoom(third.doc).annotation(id)?.note);
});

test("a stock client without presence is fed a frame, so that its watchdog does not leave", async () => {
  const client = await RawClient.join(server, server.verdict.rooms.layer, server.reader, {});
  const payload = KEEPALIVE_FRAME.slice(2);
  await client.until(() =>
    client.received.some((frame) => frame.type === "presence" && Buffer.from(frame.bytes).equals(payload)),
  );
  await client.until(() => client.count("presence") >= 3);
  expect(client.received.filter(({ type }) => type !== "presence").map(({ type }) => type)).toEqual(["step1", "step2"]);
});

test("a stock client sees who else is there, and that they left", async () => {
  const [ana, besa] = [await join(server.lawyers[0]), await join(server.lawyers[1])];
  ana.provider.awareness.setLocalState({ verdict: { revision: 1, block: 7, selection: null } });
  await besa.until(() => besa.provider.awareness.getStates().get(ana.doc.clientID)?.["verdict"] !== undefined);
  expect(besa.provider.awareness.getStates().get(ana.doc.clientID)).toEqual({
    member: server.lawyers[0].id,
    verdict: { revision: 1, block: 7, selection: null },
  });
  ana.destroy();
  await besa.until(() => !besa.provider.awareness.getStates().has(ana.doc.clientID));
});

// P8 of docs/protocol.md.
test("a client that has not opted in is sent its own change back when it is on disk; one that has is not", async () => {
  const { layer } = server.verdict.rooms;
  const [stock, own] = [
    await RawClient.join(server, layer, server.lawyers[0], {}),
    await RawClient.join(server, layer, server.lawyers[1]),
  ];
  stock.sendUpdate(stock.edit((doc) => tag(doc, 1)));
  await stock.until(() => stock.count("update") === 1);
  await own.write((doc) => tag(doc, 2));
  expect(own.count("update")).toBe(1);
});

// P6 of docs/protocol.md.
test("who is behind a client id is told before the first change under it", async () => {
  const { layer } = server.verdict.rooms;
  const [writer, reader] = [
    await RawClient.join(server, layer, server.lawyers[0]),
    await RawClient.join(server, layer, server.reader),
  ];
  await writer.write((doc) => tag(doc, 1));
  await reader.until(() => reader.count("update") === 1);
  const told = reader.received.findLastIndex(({ type }) => type === "clients");
  expect(reader.received[told]).toEqual({ type: "clients", clients: [[writer.doc.clientID, server.lawyers[0].id]] });
  expect(told).toBeLessThan(reader.received.findIndex(({ type }) => type === "update"));
  const later = await RawClient.join(server, layer, server.reader);
  // The empty presence that feeds watchdogs may come before.
  const greeted = () => later.received.filter(({ type }) => type !== "presence");
  await later.until(() => greeted().length >= 2);
  expect(greeted().slice(0, 2)).toEqual([expect.objectContaining({ type: "hello" }), reader.received[told]]);
});

test("a stock client without the right stops for good", async () => {
  const client = await StockClient.open(server, server.verdict.rooms.internal, server.guest);
  open.push(client);
  expect(await client.gaveUp).toBe(4403);
});
