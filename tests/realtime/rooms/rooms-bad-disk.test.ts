import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test, type TestContext } from "vitest";
import { NetworkView } from "../../../schema/protocol/http/verdicts.ts";
import { DATABASE_FILE } from "../../../server/store/sqlite/file/open.ts";
import { ChaosWriter } from "../../chaos/chaos-writer.ts";
import { startChildServerLoggingTo } from "../../chaos/child-server.ts";
import { fillFolder, type Somebody } from "../../chaos/network-on-disk.ts";
import { fullDisk, readOnlyDisk, type BadDisk } from "../../helpers/rooms/bad-disk.ts";
import { tag, tagsIn } from "../../helpers/rooms/room-edits.ts";
import { coram } from "../../helpers/network/run-coram.ts";

/** The answer to a look at the disk is kept for a while. */
const PATIENCE = { timeout: 20_000 };
const LONG = "x".repeat(15_000);

/** A server on the disk, its log on it too, as an operator may have it, and the people of its network. */
async function start(context: TestContext, disk: BadDisk) {
  const network = await fillFolder(disk.folder, 3, 1);
  // So long ago that the next request would note that they are still there.
  const db = new Sqlite(join(disk.folder, DATABASE_FILE));
  db.exec("UPDATE sessions SET last_seen_at = '2026-01-01T00:00:00.000Z'");
  db.close();
  const server = await startChildServerLoggingTo(join(disk.folder, "coram.log"), disk.folder);
  context.onTestFinished(async () => void (await server.end("SIGKILL")));
  const [layer] = network.layers;
  if (!layer) throw new Error("no room");
  const enter = async (who: Somebody | undefined): Promise<ChaosWriter> => {
    if (!who) throw new Error("nobody");
    const client = new ChaosWriter(server.url, layer, who);
    context.onTestFinished(() => client.close());
    await client.until(() => client.connection.synced);
    return client;
  };
  const get = (path: string, who?: Somebody): Promise<Response> =>
    fetch(server.url + path, { headers: who ? { cookie: who.cookie } : {} });
  return { server, enter, get, ...network };
}

/** Writes tags one after the other until one is not saved; how many were. */
async function writeUntilItFails(writer: ChaosWriter): Promise<number> {
  const dropped = { yes: false };
  writer.connection.provider.once("connection-close", () => (dropped.yes = true));
  for (let saved = 0; ; saved++) {
    tag(writer.doc, saved, LONG);
    await writer.until(() => writer.connection.saved || dropped.yes);
    if (!writer.connection.saved) return saved;
  }
}

const DISKS: Record<string, (context: TestContext) => Promise<BadDisk>> = {
  "a full disk": (context) => fullDisk(context, 8),
  "a disk that takes no writes": readOnlyDisk,
};

for (const [what, open] of Object.entries(DISKS))
  test(`on ${what} writers are told, nothing is acknowledged, readers go on, and service is back without a restart`, async (context) => {
    const disk = await open(context);
    const { server, enter, get, lawyers, facilitator } = await start(context, disk);
    const reader = await enter(lawyers[1]);
    const writer = await enter(lawyers[0]);
    tag(writer.doc, 0, "before");
    await writer.until(() => writer.connection.saved);
    await reader.until(() => tagsIn(reader.doc).length === 1);
    expect((await get("/readyz")).status).toBe(200);

    await disk.fail(server.pid);
    const saved = 1 + (await writeUntilItFails(writer));
    // The reader's socket is the one of before; who comes now reads what is on disk, and no more.
    expect(reader.connection.connected).toBe(true);
    const joiner = await enter(lawyers[2]);
    expect(tagsIn(joiner.doc)).toHaveLength(saved);
    await reader.until(() => tagsIn(reader.doc).length === saved);
    await expect.poll(async () => (await get("/readyz")).status, PATIENCE).toBe(503);
    const listed = await get("/api/network", facilitator);
    expect(listed.status).toBe(200);
    const { verdicts } = NetworkView.parse(await listed.json());
    const path = `/api/verdicts/${verdicts[0]?.verdict.id}`;
    expect((await get(path, facilitator)).status).toBe(200);
    // And again: not one try, but every one.
    for (let i = 0; i < 3; i++) tag(writer.doc, i, LONG);
    await writer.until(() => writer.connection.connected);
    await writer.until(() => !writer.connection.connected);
    expect(writer.connection.saved).toBe(false);
    expect(tagsIn(joiner.doc)).toHaveLength(saved);

    await disk.repair(server.pid);
    await writer.until(() => writer.isSettled);
    await reader.until(() => tagsIn(reader.doc).length === saved + 4);
    await joiner.until(() => tagsIn(joiner.doc).length === saved + 4);
    await expect.poll(async () => (await get("/readyz")).status, PATIENCE).toBe(200);
    expect([...writer.closed, ...reader.closed, ...joiner.closed]).toEqual([]);
    // What was read meanwhile is in the audit log after all.
    expect((await get(path, facilitator)).status).toBe(200);
    expect(await server.end("SIGTERM")).toMatchObject({ code: 0 });
    const db = new Sqlite(join(disk.folder, DATABASE_FILE), { readonly: true });
    const reads = db.prepare("SELECT COUNT(*) FROM audit WHERE action = 'verdict.read'").pluck().get();
    db.close();
    expect(reads).toBe(2);
    expect(await coram("verify", "--data", disk.folder)).toMatchObject({ code: 0 });
  });
