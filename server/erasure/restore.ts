import { existsSync } from "node:fs";
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { DATABASE_FILE, isCoramDatabase, openSqliteStore } from "../store/sqlite/file/open.ts";
import { type Store } from "../store/store.ts";
import { StoreError } from "../store/store-error.ts";
import { LEDGER_FILE, readLedger, type LedgerEntry } from "./ledger.ts";
import { openOfflineService } from "./offline.ts";
import { replayLedger } from "./replay.ts";
import { SCREEN_FOLDER } from "./erasure-filter.ts";

const WORKSHOP = "restoring-";

/** The file is no database of Coram: in the place of one it would leave nothing. */
export class NoBackup extends Error {
  override name = "NoBackup";
}

export interface Restored {
  /** Erasures of the ledger that were done again. */
  erased: number;
  /** Lines of the ledger; 0 = there was none to go by. */
  ledger: number;
  audit: { number: number; hash: string };
}

/**
 * Puts a backup in the place of a data folder's database. What the ledger says was erased since is erased in it before it
 * can be opened; every room gets a new id, since devices hold what the backup has not; everybody signs in again. The caller
 * holds the folder. Throws StoreError, NoBackup and LedgerBroken, and then the folder is as it was.
 */
export async function restoreBackup(file: string, dataFolder: string, otherLedger: string | null): Promise<Restored> {
  await sweepRestores(dataFolder);
  const ledger = await longerLedger(join(dataFolder, LEDGER_FILE), otherLedger);
  const workshop = await mkdtemp(join(dataFolder, WORKSHOP));
  try {
    const database = join(workshop, DATABASE_FILE);
    await copyFile(file, database);
    await chmod(database, 0o600);
    if (!isCoramDatabase(database)) throw new NoBackup("no backup");
    if (ledger.file) await copyFile(ledger.file, join(workshop, LEDGER_FILE));
    const restored = await restoreIn(workshop, dataFolder, ledger.entries);
    await takeOver(workshop, dataFolder, ledger.file !== null);
    return restored;
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** Throws away what a restore that was cut off left: a database in which nothing was erased yet. */
export async function sweepRestores(dataFolder: string): Promise<void> {
  for (const name of await readdir(dataFolder))
    if (name.startsWith(WORKSHOP)) await rm(join(dataFolder, name), { recursive: true, force: true });
}

async function restoreIn(workshop: string, dataFolder: string, ledger: readonly LedgerEntry[]): Promise<Restored> {
  const store = await openSqliteStore(workshop);
  try {
    await keepScreens(store, dataFolder, workshop);
    const { service, hub, stop } = await openOfflineService(store, workshop);
    try {
      const erased = await replayLedger(store, service, ledger);
      for (const { id, gone } of await store.rooms.all()) if (!gone) await hub.rebuild(id, (value) => value);
      await store.erasures.endSessionsAndLinks();
      const subject = { erased, ledger: ledger.length };
      await store.audit.append({ at: new Date().toISOString(), actor: null, action: "backup.restore", subject });
      if (!(await store.erasures.clean())) throw new StoreError("unavailable", "the database could not be cleaned");
      return { erased, ledger: ledger.length, audit: await store.audit.head() };
    } finally {
      await stop();
    }
  } finally {
    await store.close();
  }
}

/** What was erased before the backup was made may still come late, and now all the more: every device writes again. */
async function keepScreens(store: Store, dataFolder: string, workshop: string): Promise<void> {
  for (const { erasure } of await store.erasures.screens()) {
    const name = `${erasure}.key`;
    const key = join(dataFolder, SCREEN_FOLDER, name);
    if (!existsSync(key)) continue;
    await mkdir(join(workshop, SCREEN_FOLDER), { recursive: true, mode: 0o700 });
    await copyFile(key, join(workshop, SCREEN_FOLDER, name));
  }
}

async function takeOver(workshop: string, dataFolder: string, hasLedger: boolean): Promise<void> {
  // A log of the old database must not be read into the new one.
  for (const end of ["-wal", "-shm"]) await rm(join(dataFolder, DATABASE_FILE + end), { force: true });
  if (hasLedger) await rename(join(workshop, LEDGER_FILE), join(dataFolder, LEDGER_FILE));
  await rename(join(workshop, DATABASE_FILE), join(dataFolder, DATABASE_FILE));
  await rm(join(dataFolder, "exports"), { recursive: true, force: true });
  await rm(join(dataFolder, SCREEN_FOLDER), { recursive: true, force: true });
  if (!existsSync(join(workshop, SCREEN_FOLDER))) return;
  await mkdir(join(dataFolder, SCREEN_FOLDER), { mode: 0o700 });
  for (const name of await readdir(join(workshop, SCREEN_FOLDER)))
    await rename(join(workshop, SCREEN_FOLDER, name), join(dataFolder, SCREEN_FOLDER, name));
}

/** The ledger that goes on where the other ends; the two must be one. */
async function longerLedger(
  own: string,
  other: string | null,
): Promise<{ file: string | null; entries: LedgerEntry[] }> {
  const mine = await readLedger(own);
  const theirs = other === null ? [] : await readLedger(other);
  const [shorter, longer] = mine.length >= theirs.length ? [theirs, mine] : [mine, theirs];
  const last = shorter.at(-1);
  if (last && longer[shorter.length - 1]?.hash !== last.hash)
    throw new StoreError("unavailable", "the two erasure ledgers are not of the same network");
  if (longer.length === 0) return { file: null, entries: [] };
  return { file: longer === mine ? own : other, entries: longer };
}
