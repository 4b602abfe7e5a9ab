import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { RoomId } from "../../schema/domain/ids.ts";
import { LayerRoom } from "../../schema/rooms/layer-room.ts";
import { DATABASE_FILE, openSqliteStore } from "../../server/store/sqlite/file/open.ts";
import { coram } from "../helpers/network/run-coram.ts";
import { Seeded, seeds } from "../helpers/text/seeded.ts";
import { ChaosWriter, numberOf } from "./chaos-writer.ts";
import { startChildServer } from "./child-server.ts";
import { fillFolder } from "./network-on-disk.ts";

const KILLS = Number(process.env["CHAOS_KILLS"] ?? 20);
const ROOMS = 3;
const WRITERS = 9;

test.each(seeds([2026]))(
  `a server killed ${KILLS} times loses nothing that was acknowledged or seen by another, and all converge (seed %i)`,
  { timeout: 60_000 + KILLS * 10_000 },
  async (seed) => {
    const folder = await mkdtemp(join(tmpdir(), "coram-chaos-"));
    const random = new Seeded(seed);
    const network = await fillFolder(folder, WRITERS, ROOMS);
    let server = await startChildServer(folder);
    const changes = new Changes();
    const writers = network.lawyers.map((who, i) => {
      const layer = network.layers[i % ROOMS];
      if (!layer) throw new Error("no room");
      return new ChaosWriter(server.url, layer, who, changes.happened);
    });
    const saved = (): number => writers.reduce((sum, writer) => sum + writer.saved, 0);
    let isWriting = true;
    const busy = writers.map(async (writer) => {
      while (isWriting) {
        if (writer.isWaiting) await changes.next();
        else writer.write(random);
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        // Anything from the first frames after the start to a server at full speed.
        const enough = saved() + random.below(500);
        while (saved() < enough) await changes.next();
        expect(await server.end("SIGKILL")).toMatchObject({ signal: "SIGKILL" });
        await expectPromisesOnDisk(folder, writers);
        if (random.chance(40)) random.pick(writers).crash();
        server = await startChildServer(folder, server.port);
      }
      isWriting = false;
      changes.happened();
      await Promise.all(busy);
      while (!writers.every((writer) => writer.isSettled)) await changes.next();
      // What one has acknowledged is on its way to the others.
      for (const layer of network.layers) {
        const docs = writers.filter(({ room }) => room === layer).map(({ doc }) => doc);
        while (new Set(docs.map(stateOf)).size > 1) await changes.next();
      }
      expect(writers.flatMap(({ closed }) => closed)).toEqual([]);
      expect(await server.end("SIGTERM")).toMatchObject({ code: 0 });
      await expectPromisesOnDisk(folder, writers);
      expect(await coram("verify", "--data", folder)).toMatchObject({ code: 0 });
      for (const writer of writers)
        expect(stateOf(writer.doc)).toBe(stateOf(await documentOnDisk(folder, writer.room)));
      process.stdout.write(`chaos: ${KILLS} kills, ${saved()} acknowledged changes, none missing (seed ${seed})\n`);
    } finally {
      isWriting = false;
      changes.happened();
      for (const writer of writers) writer.close();
      await server.end("SIGKILL");
      await rm(folder, { recursive: true, force: true });
    }
  },
);

/** Wakes whoever waits for anything to happen at any client. */
class Changes {
  #waiting: (() => void)[] = [];

  readonly happened = (): void => {
    for (const wake of this.#waiting.splice(0)) wake();
  };

  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

const stateOf = (doc: Y.Doc): string => Buffer.from(Y.encodeStateAsUpdate(doc)).toString("base64");

/** Reads a copy, so that the server itself has to recover the folder that it left behind. */
async function documentsOnDisk(folder: string, rooms: Iterable<RoomId>): Promise<Map<RoomId, Y.Doc>> {
  const copy = await mkdtemp(join(tmpdir(), "coram-chaos-copy-"));
  for (const file of [DATABASE_FILE, `${DATABASE_FILE}-wal`])
    await cp(join(folder, file), join(copy, file)).catch(() => null);
  const store = await openSqliteStore(copy);
  const documents = new Map<RoomId, Y.Doc>();
  for (const room of rooms) {
    const state = await store.rooms.load(room);
    const doc = new Y.Doc();
    if (state?.snapshot) Y.applyUpdateV2(doc, state.snapshot);
    for (const bytes of state?.log ?? []) Y.applyUpdate(doc, bytes);
    documents.set(room, doc);
  }
  await store.close();
  await rm(copy, { recursive: true, force: true });
  return documents;
}

async function documentOnDisk(folder: string, room: RoomId): Promise<Y.Doc> {
  return (await documentsOnDisk(folder, [room])).get(room) ?? new Y.Doc();
}

async function expectPromisesOnDisk(folder: string, writers: ChaosWriter[]): Promise<void> {
  const documents = await documentsOnDisk(folder, new Set(writers.map(({ room }) => room)));
  const missing: string[] = [];
  for (const { room, promised } of writers) {
    const layer = new LayerRoom(documents.get(room) ?? new Y.Doc());
    for (const [id, number] of promised) {
      const found = numberOf(layer, id);
      if (found < number) missing.push(`${id}: promised ${number}, on disk ${found}`);
    }
  }
  expect(missing).toEqual([]);
}
