import Sqlite from "better-sqlite3";
import { StoreError } from "../../store-error.ts";

/**
 * Runs a whole intent in one transaction that takes the write lock at once, so that what it read is still so when it
 * writes. Nothing awaits inside. Errors come out as StoreError, and then nothing is stored.
 */
export async function write<T>(db: Sqlite.Database, intent: () => T): Promise<T> {
  try {
    return transactionOf(db).immediate(intent) as T;
  } catch (error) {
    throw storeErrorOf(error);
  }
}

type Transaction = Sqlite.Transaction<(intent: () => unknown) => unknown>;
const transactions = new WeakMap<Sqlite.Database, Transaction>();

/** One a database: making one costs more than a small read. */
function transactionOf(db: Sqlite.Database): Transaction {
  const known = transactions.get(db) ?? db.transaction((intent: () => unknown) => intent());
  transactions.set(db, known);
  return known;
}

/** Runs reads that belong together in one transaction, so that they see one state. */
export async function read<T>(db: Sqlite.Database, intent: () => T): Promise<T> {
  return readNow(db, intent);
}

/** The same for who keeps what was read, before anybody else can write. */
export function readNow<T>(db: Sqlite.Database, intent: () => T): T {
  try {
    return transactionOf(db).deferred(intent) as T;
  } catch (error) {
    throw storeErrorOf(error);
  }
}

/**
 * Empties the write-ahead log, which holds words after they are gone from the database (docs/design.md, idea 3). False where a reader
 * in another process kept it from being emptied: the next call, or closing the store, does it then. Never throws, because
 * what it follows is committed already.
 */
export function truncateLog(db: Sqlite.Database): boolean {
  try {
    return db.pragma("wal_checkpoint(TRUNCATE)", { simple: true }) === 0;
  } catch {
    return false;
  }
}

const UNAVAILABLE = /^SQLITE_(FULL|IOERR|READONLY|BUSY|LOCKED|CANTOPEN|CORRUPT|NOTADB|PERM|NOMEM)/;

/** What SQLite says in the closed words of the store; an error that is none of them comes back as it is. */
export function storeErrorOf(error: unknown): unknown {
  if (error instanceof StoreError) return error;
  if (isFileError(error)) return new StoreError("unavailable", `The data folder cannot be used: ${error.message}`);
  if (!(error instanceof Sqlite.SqliteError)) return error;
  if (UNAVAILABLE.test(error.code))
    return new StoreError("unavailable", `The database cannot be used: ${error.message} (${error.code})`);
  if (error.code === "SQLITE_CONSTRAINT_FOREIGNKEY")
    return new StoreError("not-found", "What this belongs to is not there");
  if (error.code.startsWith("SQLITE_CONSTRAINT")) return new StoreError("conflict", error.message);
  return error;
}

function isFileError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error && "code" in error;
}
