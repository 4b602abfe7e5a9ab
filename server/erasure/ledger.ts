import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { ErasureId, MemberId, VerdictId } from "../../schema/domain/ids.ts";
import { ErasureKind } from "../../schema/protocol/http/erasure.ts";
import { ErasureTrace, type ErasureStore } from "../store/erasure-store.ts";
import { StoreError } from "../store/store-error.ts";

/** Name of the ledger, beside the database: it must outlive it, so that an old backup cannot bring a name back. */
export const LEDGER_FILE = "erasure-ledger.jsonl";

const START = "0".repeat(64);

/** One erasure: numbers, ids and tokens, never a word that was erased. */
export const LedgerEntry = z.strictObject({
  number: z.int().positive(),
  id: ErasureId,
  at: z.string(),
  kind: ErasureKind,
  verdict: VerdictId.nullable(),
  member: MemberId.nullable(),
  token: z.string().nullable(),
  trace: ErasureTrace.nullable(),
  /** Hash of the line before. */
  previous: z.string(),
  /** SHA-256, hex, over this line without its hash. */
  hash: z.string(),
});
export type LedgerEntry = z.infer<typeof LedgerEntry>;

/** The ledger was changed by somebody, or is cut off in the middle. `line` from 1. */
export class LedgerBroken extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`the erasure ledger does not hold at line ${line}`);
    this.line = line;
  }
}

/** All entries, oldest first; none where there is no file. Throws LedgerBroken. */
export async function readLedger(file: string): Promise<LedgerEntry[]> {
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, "utf8")).split("\n");
  // A line that a crash cut off was never said to be written: its job writes it again.
  lines.pop();
  let previous = START;
  return lines.map((line, i) => {
    const entry = parseLine(line);
    if (!entry || entry.number !== i + 1 || entry.previous !== previous || entry.hash !== hashOf(entry))
      throw new LedgerBroken(i + 1);
    previous = entry.hash;
    return entry;
  });
}

/** Appends an erasure and waits until it is on disk; the entry that is there already, where its id is. Throws LedgerBroken. */
export async function appendToLedger(
  dataFolder: string,
  erasure: Omit<LedgerEntry, "number" | "previous" | "hash">,
): Promise<LedgerEntry> {
  const file = join(dataFolder, LEDGER_FILE);
  const entries = await readLedger(file);
  const known = entries.find(({ id }) => id === erasure.id);
  if (known) return known;
  const last = entries.at(-1);
  const open_ = { ...erasure, number: entries.length + 1, previous: last?.hash ?? START };
  const entry = LedgerEntry.parse({ ...open_, hash: hashOf({ ...open_, hash: "" }) });
  const handle = await open(file, "a+", 0o600);
  try {
    // A line that was cut off ends here.
    const whole = entries.reduce((length, each) => length + Buffer.byteLength(lineOf(each)), 0);
    await handle.truncate(whole);
    await handle.appendFile(lineOf(entry));
    await handle.sync();
  } finally {
    await handle.close();
  }
  return entry;
}

/**
 * Refuses a database that is older than the ledger: what was erased since lies in it. Throws StoreError unavailable with a
 * sentence for the operator, and LedgerBroken.
 */
export async function mustKnowLedger(store: Pick<ErasureStore, "list">, dataFolder: string): Promise<void> {
  const entries = await readLedger(join(dataFolder, LEDGER_FILE));
  if (entries.length === 0) return;
  const known = new Set((await store.list()).map(({ id }) => id));
  if (entries.every(({ id }) => known.has(id))) return;
  throw new StoreError(
    "unavailable",
    'This database is older than the erasure ledger beside it: put it back with "coram restore", which erases again what was erased since.',
  );
}

function lineOf(entry: LedgerEntry): string {
  return `${JSON.stringify(LedgerEntry.parse(entry))}\n`;
}

function parseLine(line: string): LedgerEntry | null {
  try {
    return LedgerEntry.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function hashOf({ number, id, at, kind, verdict, member, token, trace, previous }: LedgerEntry): string {
  const said = [number, id, at, kind, verdict, member, token, trace && ErasureTrace.parse(trace), previous];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}
