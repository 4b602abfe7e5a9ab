import { cp, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { expect, test, type TestContext } from "vitest";
import { DATABASE_FILE, openSqliteStore } from "../../../server/store/sqlite/file/open.ts";
import { StoreError } from "../../../server/store/store-error.ts";
import { ChaosWriter } from "../../chaos/chaos-writer.ts";
import { startChildServer } from "../../chaos/child-server.ts";
import { fillFolder } from "../../chaos/network-on-disk.ts";
import { tag } from "../../helpers/rooms/room-edits.ts";
import { coram } from "../../helpers/network/run-coram.ts";

const WHAT_TO_DO = 'bring back the newest backup with "coram restore FILE"';
const PAGE = 4096;
const WAL_FRAME = PAGE + 24;

async function folderFor(context: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "coram-damage-"));
  context.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes zeros over bytes of a file. */
async function zero(file: string, at: number, length: number): Promise<void> {
  const handle = await open(file, "r+");
  await handle.write(Buffer.alloc(length), 0, length, at);
  await handle.close();
}

const log = (folder: string): string => join(folder, `${DATABASE_FILE}-wal`);
const database = (folder: string): string => join(folder, DATABASE_FILE);
const sizeOf = async (file: string): Promise<number> => (await stat(file)).size;

/** Damages a copy of a data folder and says what whoever opens it to serve it is told; it must be left as it is. */
async function openDamaged(context: TestContext, whole: string, harm: (folder: string) => Promise<void>) {
  const folder = await folderFor(context);
  await cp(whole, folder, { recursive: true });
  await harm(folder);
  const before = await readFile(database(folder));
  const said = await openSqliteStore(folder, { check: "quick" }).then(
    async (store) => {
      await store.close();
      return "nothing";
    },
    (error: unknown) => (error instanceof StoreError ? error.message : "another error"),
  );
  expect(before.equals(await readFile(database(folder)))).toBe(true);
  return { said, folder };
}

test("a log that was cut or damaged after a crash is told before anything is served; a crash alone is none", async (context) => {
  const whole = await folderFor(context);
  const { lawyers, layers } = await fillFolder(whole, 1, 1);
  const [lawyer, layer] = [lawyers[0], layers[0]];
  if (!lawyer || !layer) throw new Error("no room");
  const server = await startChildServer(whole);
  const writer = new ChaosWriter(server.url, layer, lawyer);
  context.onTestFinished(() => writer.close());
  await writer.until(() => writer.connection.synced);
  for (let i = 0; i < 12; i++) {
    tag(writer.doc, i, "x".repeat(3_000));
    await writer.until(() => writer.connection.saved);
  }
  await server.end("SIGKILL");
  writer.close();
  const frames = Math.floor(((await sizeOf(log(whole))) - 32) / WAL_FRAME);
  expect(frames).toBeGreaterThan(12);

  const harms: [string, (folder: string) => Promise<void>][] = [
    ["a frame short", async (folder) => truncate(log(folder), 32 + (frames - 1) * WAL_FRAME)],
    ["cut within a frame", async (folder) => truncate(log(folder), 32 + (frames >> 1) * WAL_FRAME + 100)],
    ["empty", async (folder) => truncate(log(folder), 0)],
    ["gone", async (folder) => rm(log(folder))],
    ["a page of zeros", async (folder) => zero(log(folder), 32 + (frames >> 1) * WAL_FRAME + 24, PAGE)],
  ];
  for (const [what, harm] of harms) {
    const { said } = await openDamaged(context, whole, harm);
    expect(said, what).toContain("The database is damaged: its log");
    expect(said, what).toContain(WHAT_TO_DO);
  }
  const store = await openSqliteStore(whole, { check: "quick" });
  expect((await store.rooms.load(layer))?.seq).toBe(12);
  await store.close();
  expect(await coram("verify", "--data", whole)).toMatchObject({ code: 0 });
});

test("a zeroed page and a cut database are told before anything is served, and by verify", async (context) => {
  const whole = await folderFor(context);
  await fillFolder(whole, 2, 2);
  const db = new Sqlite(database(whole));
  const rootOf = db.prepare<[string], number>("SELECT rootpage FROM sqlite_schema WHERE name = ?").pluck();
  const rooms = rootOf.get("rooms") ?? 0;
  db.close();
  const size = await sizeOf(database(whole));

  const harms: [string, (folder: string) => Promise<void>][] = [
    ["a zeroed page", async (folder) => zero(database(folder), (rooms - 1) * PAGE, PAGE)],
    ["cut between pages", async (folder) => truncate(database(folder), size - 8 * PAGE)],
    ["cut within a page", async (folder) => truncate(database(folder), (size >> 1) + 77)],
    ["empty", async (folder) => truncate(database(folder), 0)],
    ["no database", async (folder) => writeFile(database(folder), "x".repeat(3 * PAGE))],
  ];
  for (const [what, harm] of harms) {
    const { said, folder } = await openDamaged(context, whole, harm);
    expect(said, what).toContain("The database is damaged: ");
    expect(said, what).toContain(WHAT_TO_DO);
    if (what !== "a zeroed page") continue;
    for (const command of [["serve", "--port", "0"], ["verify"]]) {
      const { code, stderr } = await coram(...command, "--data", folder);
      expect([code, stderr]).toEqual([1, expect.stringContaining(WHAT_TO_DO)]);
    }
  }
});
