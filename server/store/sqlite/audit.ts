import type { Database } from "better-sqlite3";
import { z } from "zod";
import { MemberId } from "../../../schema/domain/ids.ts";
import { CHAIN_START, chainHash } from "../audit-chain.ts";
import type { AuditEntry, AuditStore } from "../store.ts";
import { read, write } from "./intent.ts";
import { parseJson } from "./json.ts";

interface AuditColumns {
  number: number;
  at: string;
  actor: string | null;
  action: string;
  subject: string;
  hash: string;
}

const Subject = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const NEWEST = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1";

/** Appends inside a transaction of somebody else's. */
export function createAuditWriter(db: Database): (entry: AuditEntry) => void {
  const newest = db.prepare<[], { number: number; hash: string }>(NEWEST);
  const insert = db.prepare("INSERT INTO audit (number, at, actor, action, subject, hash) VALUES (?, ?, ?, ?, ?, ?)");
  return (entry) => {
    const last = newest.get() ?? { number: 0, hash: CHAIN_START };
    const number = last.number + 1;
    const { at, actor, action, subject } = entry;
    const hash = chainHash(last.hash, number, entry);
    insert.run(number, at, actor, action, JSON.stringify(Subject.parse(subject)), hash);
  };
}

/** The audit log: each entry carries a hash over itself and the one before. */
export function createAuditStore(db: Database): AuditStore {
  const newest = db.prepare<[], { number: number; hash: string }>(NEWEST);
  const appendEntry = createAuditWriter(db);
  const before = db.prepare<[number, number], AuditColumns>(
    "SELECT * FROM audit WHERE number < ? ORDER BY number DESC LIMIT ?",
  );
  const inOrder = db.prepare<[], AuditColumns>("SELECT * FROM audit ORDER BY number");
  const head = (): { number: number; hash: string } => newest.get() ?? { number: 0, hash: CHAIN_START };

  return {
    append: (entry) => write(db, () => appendEntry(entry)),
    list: (limit, until = Number.MAX_SAFE_INTEGER) =>
      read(db, () => before.all(until, limit).map((row) => ({ ...toEntry(row), number: row.number, hash: row.hash }))),
    head: () => read(db, head),
    verify: () =>
      read(db, () => {
        let [expected, previous] = [1, CHAIN_START];
        for (const row of inOrder.iterate()) {
          // A missing entry breaks the chain at its own number.
          if (row.number !== expected) return expected;
          if (!follows(row, previous)) return row.number;
          previous = row.hash;
          expected++;
        }
        return null;
      }),
  };
}

function follows(row: AuditColumns, previous: string): boolean {
  try {
    return row.hash === chainHash(previous, row.number, toEntry(row));
  } catch {
    return false; // What is no entry any more was tampered with.
  }
}

function toEntry({ at, actor, action, subject }: AuditColumns): AuditEntry {
  return { at, actor: MemberId.nullable().parse(actor), action, subject: parseJson(Subject, subject) };
}
