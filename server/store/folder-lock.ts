import { join } from "node:path";
import Sqlite from "better-sqlite3";
import { storeErrorOf } from "./sqlite/file/intent.ts";
import { StoreError } from "./store-error.ts";

/** Name of the file in the data folder that a server holds; it stays empty. */
export const LOCK_FILE = "serve.lock";

/** How long a server that begins waits for one that is about to end, or for a look of `isFolderHeld`. */
const PATIENCE_MS = 1_000;

/** A data folder that is held: no other server can begin on it. */
export interface FolderLock {
  release(): void;
}

/**
 * Holds the folder for this process, since rooms live in the memory of the server that has them open. It is SQLite's lock
 * on an empty file: the operating system takes it back however the process ends, so nothing is left to clean up after a
 * crash. Throws StoreError unavailable with a sentence for the operator when another server has it.
 */
export function holdFolder(folder: string): FolderLock {
  const db = lockIn(folder, "BEGIN EXCLUSIVE", PATIENCE_MS);
  if (!db)
    throw new StoreError(
      "unavailable",
      `another Coram server runs on ${folder}: stop it first, or name another folder with --data.`,
    );
  return { release: () => void db.close() };
}

/** Whether a server runs on the folder now, in this process or another. Changes nothing. */
export function isFolderHeld(folder: string): boolean {
  const db = lockIn(folder, "SELECT 1 FROM sqlite_schema", 0);
  db?.close();
  return db === null;
}

/** Null where somebody else's lock is in the way. */
function lockIn(folder: string, statement: string, timeout: number): Sqlite.Database | null {
  let db: Sqlite.Database | null = null;
  try {
    db = new Sqlite(join(folder, LOCK_FILE), { timeout });
    // Nothing is ever written: no journal beside it.
    db.pragma("journal_mode = MEMORY");
    db.exec(statement);
    return db;
  } catch (error) {
    db?.close();
    if (error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_BUSY")) return null;
    throw storeErrorOf(error);
  }
}
