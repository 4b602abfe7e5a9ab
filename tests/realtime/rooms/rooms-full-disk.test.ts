import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { WebSocket } from "ws";
import { expect, test, type TestContext } from "vitest";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { RoomConnection } from "../../../client/sync/room-connection.ts";
import { healthRoutes } from "../../../server/http/health.ts";
import { createConfig } from "../../../server/config.ts";
import { createMetrics } from "../../../server/metrics.ts";
import { DATABASE_FILE } from "../../../server/store/sqlite/file/open.ts";
import { type Store } from "../../../server/store/store.ts";
import { StoreError } from "../../../server/store/store-error.ts";
import { CommitGate } from "../../helpers/rooms/held-store.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { startRoomsServer, type RoomsServer } from "../../helpers/rooms/rooms-server.ts";

/** The database may not grow beyond this, so that a table beside ours fills and frees the "disk". */
const MAX_PAGES = 600;
const LONG = "x".repeat(15_000);

async function startFull(context: TestContext): Promise<{ server: RoomsServer; makeRoom: () => void }> {
  const server = await startRoomsServer({ maxPages: MAX_PAGES });
  const other = new Sqlite(join(server.folder, DATABASE_FILE));
  context.onTestFinished(async () => {
    other.close();
    await server.stop();
  });
  other.exec("CREATE TABLE filler (bytes BLOB)");
  const fill = other.prepare("INSERT INTO filler VALUES (zeroblob(100000))");
  while (Number(other.pragma("page_count", { simple: true })) < MAX_PAGES) fill.run();
  return { server, makeRoom: () => void other.exec("DROP TABLE filler") };
}

/** The product's own connection, as a member. */
async function connect(server: RoomsServer, context: TestContext): Promise<RoomConnection> {
  const session = await server.signIn(server.lawyers[1]);
  class Socket extends WebSocket {
    constructor(address: string) {
      super(`${address}&session=${session}`);
      this.on("error", () => {});
    }
  }
  const events = { onStatus: () => {}, onClients: () => {}, onClosed: () => {} };
  const { layer } = server.verdict.rooms;
  const connection = new RoomConnection(layer, events, server.url, Socket as unknown as typeof globalThis.WebSocket);
  context.onTestFinished(() => connection.close());
  await expect.poll(() => connection.synced).toBe(true);
  return connection;
}

// P1 of docs/protocol.md.
test("on a full disk nothing is acknowledged, writers are told, readers go on, and space is enough to go on by itself", async (context) => {
  const { server, makeRoom } = await startFull(context);
  const { layer } = server.verdict.rooms;
  const reader = await RawClient.join(server, layer, server.reader);
  const product = await connect(server, context);
  const writer = await RawClient.join(server, layer, server.lawyers[0]);
  let written = 0;
  const filled = (async () => {
    for (;;) {
      await writer.write((doc) => tag(doc, 1, LONG));
      written++;
    }
  })();
  await expect(filled).rejects.toThrow(`closed with ${CLOSE.overload}`);
  expect((await server.store.rooms.rows(layer)).annotations).toHaveLength(written);

  // The reader's socket is the one of before; who comes now reads what is on disk, and no more.
  await reader.sync();
  expect(tagsIn(reader.doc)).toHaveLength(written);
  const joiner = await RawClient.join(server, layer, server.lawyers[2]);
  expect(tagsIn(joiner.doc)).toHaveLength(written);

  const dropped = new Promise((resolve) => product.provider.once("connection-close", resolve));
  tag(product.doc, 2, LONG);
  await dropped;
  expect(product.saved).toBe(false);

  makeRoom();
  await expect.poll(() => product.saved, { timeout: 20_000 }).toBe(true);
  await reader.until(() => tagsIn(reader.doc).length === written + 1);
  expect((await server.store.rooms.rows(layer)).annotations).toHaveLength(written + 1);
  expect(product.changes).toBe(0);
});

test("while a file system takes no writes, readers and joiners go on, and no writer is told that anything is saved", async (context) => {
  const gate = new CommitGate();
  const server = await startRoomsServer({ wrap: gate.wrap });
  context.onTestFinished(() => server.stop());
  const { layer } = server.verdict.rooms;
  const reader = await RawClient.join(server, layer, server.reader);
  gate.failIf(() => true);
  for (let i = 0; i < 5; i++) {
    const writer = await RawClient.join(server, layer, server.lawyers[0]);
    writer.sendUpdate(writer.edit((doc) => tag(doc, i)));
    writer.sendMark(1);
    expect(await writer.closed).toBe(CLOSE.overload);
    expect(writer.received.some((frame) => frame.type === "acknowledged" && frame.n === 1)).toBe(false);
    await reader.sync();
  }
  expect(tagsIn(reader.doc)).toEqual([]);
  gate.failIf(null);
  const writer = await RawClient.join(server, layer, server.lawyers[0]);
  await writer.write((doc) => tag(doc, 9));
  await reader.until(() => tagsIn(reader.doc).length === 1);
});

test("a server that cannot write, or is going down, says that it takes nobody", async (context) => {
  const server = await startRoomsServer();
  context.onTestFinished(() => server.stop());
  const ask = (store: RoomsServer["store"]) =>
    healthRoutes({
      store,
      clock: () => new Date(),
      realtime: server.hub,
      config: createConfig(),
      metrics: createMetrics(),
    }).request("/readyz");
  const full = { ...server.store, setSetting: () => Promise.reject(new StoreError("unavailable")) };
  expect((await ask(server.store)).status).toBe(200);
  expect((await ask(full)).status).toBe(503);
  await server.hub.stop();
  const draining = await ask(server.store);
  expect(draining.status).toBe(503);
  expect(await draining.json()).toEqual({ ready: false, draining: true, writable: true });
});

test("a log that cannot be shortened is tried again more and more rarely, and encoded once", async (context) => {
  const attempts: Uint8Array[] = [];
  let isFull = true;
  let now = Date.now();
  const wrap = (store: Store): Store => ({
    ...store,
    rooms: {
      ...store.rooms,
      compact: async (room, seq, snapshot) => {
        attempts.push(snapshot);
        if (isFull) throw new StoreError("unavailable", "the disk is full");
        await store.rooms.compact(room, seq, snapshot);
      },
    },
  });
  const limits = { logRows: 3, logBytes: 1 << 30 };
  const server = await startRoomsServer({ limits, wrap, clock: () => new Date(now) });
  context.onTestFinished(() => server.stop());
  const { layer } = server.verdict.rooms;
  const writer = await RawClient.join(server, layer, server.lawyers[0]);
  const writeAndWait = async (): Promise<void> => {
    await writer.write((doc) => tag(doc, 1));
    // The round of this one comes after all that followed the write.
    await writer.acknowledged();
  };
  for (let i = 0; i < 8; i++) await writeAndWait();
  expect(attempts).toHaveLength(1);
  now += 1_000;
  for (let i = 0; i < 3; i++) await writeAndWait();
  now += 1_999;
  await writeAndWait();
  expect(attempts).toHaveLength(2);
  isFull = false;
  now += 1;
  await writeAndWait();
  // What came since is still long enough: that is encoded anew.
  await writeAndWait();
  expect(attempts).toHaveLength(4);
  expect(attempts[1]).toBe(attempts[0]);
  expect(attempts[2]).toBe(attempts[0]);
  const state = await server.store.rooms.load(layer);
  expect(state?.seq).toBe(14);
  expect(state?.log.length).toBeLessThan(limits.logRows);
  await server.restart();
  const reader = await RawClient.join(server, layer, server.reader);
  expect(tagsIn(reader.doc)).toHaveLength(14);
});
