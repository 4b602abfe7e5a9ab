import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import type { Database } from "better-sqlite3";
import Sqlite from "better-sqlite3";
import { StoreError } from "../../store-error.ts";

/*
 * Damage is found before anything is written: SQLite takes a log that was cut for one that ends earlier, and an empty file for
 * a new database.
 */

/** What an operator is told of damaged files. */
export function damaged(what: string): StoreError {
  return new StoreError(
    "unavailable",
    `The database is damaged: ${what}. Nothing was changed. Keep a copy of the data folder as it is, then bring back the newest backup with "coram restore FILE".`,
  );
}

/** Throws StoreError unavailable where the files beside each other cannot be what a server left. `file`: the database, not yet open. */
export function mustBeWhole(file: string): void {
  if (!existsSync(file)) return;
  if (statSync(file).size === 0) throw damaged(`${file} is empty (where the folder is new, remove that file)`);
  const index = readIndex(`${file}-shm`);
  if (!index || index.frames <= index.stored) return;
  const whole = wholeFrames(`${file}-wal`, index);
  if (whole !== null && whole < index.frames)
    throw damaged(`its log ${file}-wal holds ${whole} of ${index.frames} pages that were written`);
}

/** SQLite's own look at a database: `quick` at the structure of each page, `full` at every index and row as well. */
export function checkPages(db: Database, how: "quick" | "full"): void {
  let found: unknown;
  try {
    found = db.pragma(how === "quick" ? "quick_check(1)" : "integrity_check(1)", { simple: true });
  } catch (error) {
    found = error instanceof Sqlite.SqliteError ? `${error.message}, ${error.code}` : "it cannot be read";
  }
  // Only pages and tables are named there, never what stands in them.
  if (found !== "ok") throw damaged(`pages of it are not what they were (${String(found).split("\n").at(-1) ?? ""})`);
}

interface WalIndex {
  /** How many frames of the log were committed, and how many of these are in the database itself. */
  frames: number;
  stored: number;
  pageSize: number;
  /** By which the log is known that it speaks of. */
  salt: Buffer;
}

const SHM = { headerBytes: 48, init: 12, pageSize: 14, frames: 16, salt: 32, stored: 96, bytes: 100 } as const;
const WAL = { headerBytes: 32, frameBytes: 24, salt: 16 } as const;

/** What the index of the log says, which outlives a killed process; null where it says nothing, or not twice the same. */
function readIndex(file: string): WalIndex | null {
  if (!existsSync(file)) return null;
  const bytes = readFileSync(file);
  const header = bytes.subarray(0, SHM.headerBytes);
  if (bytes.length < SHM.bytes || header[SHM.init] !== 1) return null;
  if (!header.equals(bytes.subarray(SHM.headerBytes, 2 * SHM.headerBytes))) return null;
  // As the machine that wrote it counts; all that run this count alike.
  const size = header.readUInt16LE(SHM.pageSize);
  return {
    frames: header.readUInt32LE(SHM.frames),
    stored: bytes.readUInt32LE(SHM.stored),
    pageSize: size === 1 ? 1 << 16 : size,
    salt: header.subarray(SHM.salt, SHM.salt + 8),
  };
}

/** How many frames of a log from its beginning on are whole; null where it is another log than the index speaks of. */
function wholeFrames(file: string, { pageSize, salt, frames }: WalIndex): number | null {
  if (!existsSync(file)) return 0;
  const log = openSync(file, "r");
  try {
    const { size } = fstatSync(log);
    const header = Buffer.alloc(WAL.headerBytes);
    if (readSync(log, header, 0, WAL.headerBytes, 0) < WAL.headerBytes) return 0;
    if (!header.subarray(WAL.salt, WAL.salt + 8).equals(salt)) return null;
    const isBig = (header.readUInt32BE(0) & 1) === 1;
    let sum: Sum = checksum(isBig, header.subarray(0, 24), [0, 0]);
    const frame = Buffer.alloc(WAL.frameBytes + pageSize);
    for (let n = 0; n < frames; n++) {
      const at = WAL.headerBytes + n * frame.length;
      if (at + frame.length > size || readSync(log, frame, 0, frame.length, at) < frame.length) return n;
      sum = checksum(isBig, frame.subarray(WAL.frameBytes), checksum(isBig, frame.subarray(0, 8), sum));
      const isWhole = frame.readUInt32BE(16) === sum[0] && frame.readUInt32BE(20) === sum[1];
      if (!isWhole || !frame.subarray(8, 16).equals(salt)) return n;
    }
    return frames;
  } finally {
    closeSync(log);
  }
}

type Sum = readonly [number, number];

/** SQLite's checksum over pairs of words, going on from another. */
function checksum(isBig: boolean, bytes: Buffer, from: Sum): Sum {
  const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let [a, b] = from;
  for (let i = 0; i + 8 <= bytes.length; i += 8) {
    a = (a + words.getUint32(i, !isBig) + b) >>> 0;
    b = (b + words.getUint32(i + 4, !isBig) + a) >>> 0;
  }
  return [a, b];
}
