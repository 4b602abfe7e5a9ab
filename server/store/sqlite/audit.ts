import { randomBytes } from "node:crypto";
import type { Database } from "better-sqlite3";
import { z } from "zod";
import { MemberId } from "../../../schema/domain/ids.ts";
import { CHAIN_START, chainHash } from "../audit-chain.ts";
import type { AuditEntry, AuditStore, WrittenEntry, Untold } from "../audit-store.ts";
import { read, write } from "./file/intent.ts";
import { parseJson } from "./rows/json.ts";
import { SqlitePart } from "./part.ts";

interface AuditColumns {
  number: number;
  at: string;
  actor: string | null;
  action: string;
  subject: string;
  hash: string;
  salt: string | null;
}

const Subject = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const NEWEST = "SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1";

// Every id by which an entry can be about one of the verdicts: its own, and those of what belongs to it or tells of it.
const ABOUT = `WITH
  about (id) AS (SELECT value FROM json_each(:verdicts)),
  told (id) AS (
    SELECT output FROM output_verdicts WHERE verdict IN (SELECT id FROM about)
    UNION SELECT output FROM evidence WHERE verdict IN (SELECT id FROM about)
    UNION SELECT figures.output FROM figures, json_each(figures.scope, '$.verdicts') AS each
      WHERE each.value IN (SELECT id FROM about))
  SELECT id FROM about
  UNION SELECT id FROM told
  UNION SELECT id FROM rooms WHERE verdict IN (SELECT id FROM about) OR output IN (SELECT id FROM told)
  UNION SELECT id FROM rounds WHERE verdict IN (SELECT id FROM about)
  UNION SELECT id FROM layers WHERE verdict IN (SELECT id FROM about)
  UNION SELECT id FROM cases WHERE verdict IN (SELECT id FROM about)
  UNION SELECT id FROM erasures WHERE verdict IN (SELECT id FROM about)
  UNION SELECT id FROM invitations WHERE verdict IN (SELECT id FROM about) OR output IN (SELECT id FROM told)`;

/** Appends inside a transaction of somebody else's. */
export function createAuditWriter(db: Database): (entry: AuditEntry) => void {
  const newest = db.prepare<[], { number: number; hash: string }>(NEWEST);
  const insert = db.prepare(
    "INSERT INTO audit (number, at, actor, action, subject, hash, salt) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const noteOpening = createOpeningWriter(db);
  return (entry) => {
    const last = newest.get() ?? { number: 0, hash: CHAIN_START };
    const number = last.number + 1;
    const { at, actor, action, subject } = entry;
    const salt = randomBytes(16).toString("base64url");
    const hash = chainHash(last.hash, number, entry, salt);
    insert.run(number, at, actor, action, JSON.stringify(Subject.parse(subject)), hash, salt);
    noteOpening(entry);
  };
}

/** What home asks at each read is kept beside the log, so that nobody has to read all of that for it. */
function createOpeningWriter(db: Database): (entry: AuditEntry) => void {
  // What is gone by the time that its reading is written was opened by nobody.
  const notes = (["verdict", "output", "methodology"] as const).map((subject) => {
    const all = subject === "methodology" ? "methodologies" : `${subject}s`;
    const note = db.prepare<[string, string, string]>(
      `INSERT INTO opened_${all} (member, at, ${subject}) SELECT ?, ?, id FROM ${all} WHERE id = ?
       ON CONFLICT (member, ${subject}) DO UPDATE SET at = MAX(at, excluded.at)`,
    );
    return { subject, note };
  });
  return ({ actor, at, subject: about }) => {
    if (actor === null || about["opened"] !== true) return;
    for (const { subject, note } of notes) if (subject in about) note.run(actor, at, String(about[subject]));
  };
}

/** The audit log: each entry carries a hash over itself and the one before. */
export class SqliteAudit extends SqlitePart implements AuditStore {
  readonly #newest = this.db.prepare<[], { number: number; hash: string }>(NEWEST);
  readonly #appendEntry = createAuditWriter(this.db);
  readonly #before = this.db.prepare<[number], AuditColumns>(
    "SELECT * FROM audit WHERE number < ? ORDER BY number DESC",
  );
  readonly #idsAbout = this.db.prepare<[{ verdicts: string }], string>(ABOUT).pluck();
  // Read backwards from the end, as far as that time.
  readonly #since = this.db.prepare<[string, string], AuditColumns>(
    `SELECT * FROM audit
     WHERE number > COALESCE((SELECT number FROM audit WHERE at < ? ORDER BY number DESC LIMIT 1), 0)
       AND action IN (SELECT value FROM json_each(?)) ORDER BY number`,
  );
  readonly #inOrder = this.db.prepare<[], AuditColumns>("SELECT * FROM audit ORDER BY number");

  readonly append: AuditStore["append"] = (entry) => write(this.db, () => this.#appendEntry(entry));

  readonly list: AuditStore["list"] = (limit, until = Number.MAX_SAFE_INTEGER, untold = null) =>
    read(this.db, () =>
      this.#list(limit, until, untold).map((row) => ({ ...toEntry(row), number: row.number, hash: row.hash })),
    );

  readonly since: AuditStore["since"] = (at, actions) =>
    read(this.db, () => this.#since.all(at, JSON.stringify(actions)).map(toEntry));

  readonly head: AuditStore["head"] = (untold = null) =>
    read(this.db, () => {
      const last = untold ? this.#list(1, Number.MAX_SAFE_INTEGER, untold)[0] : this.#newest.get();
      return last ? { number: last.number, hash: last.hash } : { number: 0, hash: CHAIN_START };
    });

  readonly verify: AuditStore["verify"] = () =>
    read(this.db, () => {
      let [expected, previous] = [1, CHAIN_START];
      for (const row of this.#inOrder.iterate()) {
        // A missing entry breaks the chain at its own number.
        if (row.number !== expected) return expected;
        if (!follows(row, previous)) return row.number;
        previous = row.hash;
        expected++;
      }
      return null;
    });

  /** Whether an entry is told; looks up once what is about the verdicts. */
  #tells(untold: Untold | null): (row: AuditColumns) => boolean {
    if (!untold) return () => true;
    const about = new Set(this.#idsAbout.all({ verdicts: JSON.stringify(untold.verdicts) }));
    return ({ actor, subject }) => {
      if (actor === untold.but) return true;
      // A field may hold several ids.
      const words = Object.values(parseJson(Subject, subject)).flatMap((value) => String(value).split(" "));
      return !words.some((word) => about.has(word));
    };
  }

  #list(limit: number, until: number, untold: Untold | null): AuditColumns[] {
    const isTold = this.#tells(untold);
    const rows: AuditColumns[] = [];
    for (const row of this.#before.iterate(until)) {
      if (isTold(row)) rows.push(row);
      if (rows.length === limit) break;
    }
    return rows;
  }
}

function follows(row: AuditColumns, previous: string): boolean {
  try {
    return row.hash === chainHash(previous, row.number, toEntry(row), row.salt);
  } catch {
    return false; // What is no entry any more was tampered with.
  }
}

function toEntry({ at, actor, action, subject }: AuditColumns): WrittenEntry {
  return { at, actor: MemberId.nullable().parse(actor), action, subject: parseJson(Subject, subject) };
}
