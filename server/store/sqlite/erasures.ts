import type { Database } from "better-sqlite3";
import { z } from "zod";
import { ErasureId, MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { ErasureCounts, ErasureKind, ErasureStep } from "../../../schema/protocol/http/erasure.ts";
import {
  ErasureNeeds,
  ErasureTrace,
  ScreenWords,
  SealedKeyFate,
  type ErasureJob,
  type ErasureRow,
  type ErasureStore,
  type ScreenRow,
} from "../erasure-store.ts";
import { StoreError } from "../store-error.ts";
import { createAnswerRewriting } from "./rows/answer-rows.ts";
import { createChangeRewriting, createRulingRewriting } from "./rows/ruling-rows.ts";
import { createCalledOffRewriting } from "./rounds.ts";
import { createAuditWriter } from "./audit.ts";
import { createCleaning } from "./file/cleaning.ts";
import { createVerdictRemoval } from "./file/drop-verdict.ts";
import { createFacilitatorKeeper } from "./last-facilitator.ts";
import { read, storeErrorOf, truncateLog, write } from "./file/intent.ts";
import { parseJson } from "./rows/json.ts";
import { createTranslationRewriting } from "./rows/translation-rows.ts";

const Columns = z
  .object({
    id: ErasureId,
    kind: ErasureKind,
    verdict: VerdictId.nullable(),
    member: MemberId.nullable(),
    token: z.string().nullable(),
    step: ErasureStep,
    counts: z.string(),
    sealed_key: SealedKeyFate,
    asked_by: MemberId.nullable(),
    started_at: z.string(),
    done_at: z.string().nullable(),
    number: z.int().nullable(),
    hash: z.string().nullable(),
  })
  .transform(({ counts, sealed_key, asked_by, started_at, done_at, ...row }): ErasureRow => ({
    ...row,
    counts: parseJson(ErasureCounts, counts),
    sealedKey: sealed_key,
    by: asked_by,
    startedAt: started_at,
    doneAt: done_at,
  }));

const ScreenColumns = z
  .object({ erasure: ErasureId, verdict: VerdictId, token: z.string(), until: z.string(), words: z.string() })
  .transform((row): ScreenRow => ({ ...row, words: parseJson(ScreenWords, row.words) }));

const CLEAN_PATIENCE_MS = 100;

interface Carried {
  needs: string | null;
  trace: string | null;
}

/** Jobs that erase, what they did, and the hashes that late arrivals are compared with. */
export function createErasureStore(db: Database): ErasureStore {
  const insert = db.prepare(
    `INSERT INTO erasures (id, kind, verdict, member, token, step, counts, sealed_key, asked_by, started_at, needs)
     VALUES (:id, :kind, :verdict, :member, :token, :step, :counts, :sealedKey, :by, :startedAt, :needs)`,
  );
  const byId = db.prepare<[string], Carried>("SELECT * FROM erasures WHERE id = ?");
  const all = db.prepare<[], Carried>("SELECT * FROM erasures ORDER BY started_at DESC, id");
  const unfinished = db.prepare<[], Carried>("SELECT * FROM erasures WHERE done_at IS NULL ORDER BY started_at, id");
  const update = db.prepare(
    `UPDATE erasures SET step = :step, counts = :counts, number = :number, hash = :hash, done_at = :doneAt, needs = :needs,
       trace = :trace
     WHERE id = :id`,
  );
  const revisions = db.prepare<[string], { number: number; madeAt: string }>(
    "SELECT number, made_at AS madeAt FROM revisions WHERE verdict = ? ORDER BY number",
  );
  const insertScreen = db.prepare(
    `INSERT INTO screens (erasure, verdict, token, until, words) VALUES (:erasure, :verdict, :token, :until, :words)
     ON CONFLICT (erasure) DO UPDATE SET until = excluded.until, words = excluded.words`,
  );
  const allScreens = db.prepare("SELECT * FROM screens ORDER BY until, erasure");
  const removeScreen = db.prepare("DELETE FROM screens WHERE erasure = ?");
  const endSessions = db.prepare("DELETE FROM sessions");
  const endLinks = db.prepare("DELETE FROM invitations WHERE spent_at IS NULL");
  const appendAudit = createAuditWriter(db);
  const rewriting = createRewriting(db);
  const dropVerdict = createVerdictRemoval(db);
  const keepAFacilitator = createFacilitatorKeeper(db);
  const eraseMember = createMemberErasure(db);
  const cleaning = createCleaning(db);

  return {
    begin: (job, audit, isAgain = false) =>
      write(db, () => {
        if (job.member && !isAgain) keepAFacilitator(job.member);
        const needs = job.needs && JSON.stringify(ErasureNeeds.parse(job.needs));
        insert.run({ ...job, counts: JSON.stringify(ErasureCounts.parse(job.counts)), needs });
        appendAudit(audit);
      }),
    get: (id) => read(db, () => Columns.nullable().parse(byId.get(id) ?? null)),
    list: () => read(db, () => all.all().map((row) => Columns.parse(row))),
    open: () => read(db, () => unfinished.all().map(toJob)),
    advance: (id, { step, audit, needs, trace, ...change }) =>
      write(db, () => {
        const columns = byId.get(id);
        if (!columns) throw new StoreError("not-found");
        const row = { ...Columns.parse(columns), ...change };
        update.run({
          id,
          step,
          counts: JSON.stringify(ErasureCounts.parse(row.counts)),
          number: row.number,
          hash: row.hash,
          doneAt: row.doneAt,
          needs: needs === null ? null : columns.needs,
          trace: trace === undefined ? columns.trace : trace && JSON.stringify(ErasureTrace.parse(trace)),
        });
        if (audit) appendAudit(audit);
      }),
    revisions: (verdict) => read(db, () => revisions.all(verdict)),
    rewriteData: (verdict, rewrite) => write(db, () => rewriting.data(verdict, rewrite)),
    rewriteRows: (verdict, rewrite) => write(db, () => rewriting.rows(verdict, rewrite)),
    dropVerdict: (verdict, at) => write(db, () => dropVerdict(verdict, at)),
    eraseMember: (member, as, at) => write(db, () => eraseMember(member, as, at)),
    // oxlint-disable-next-line typescript/require-await -- the other engine awaits here
    copyTo: async (file) => {
      try {
        db.prepare("VACUUM INTO ?").run(file);
      } catch (error) {
        throw storeErrorOf(error);
      }
    },
    addScreen: (row) =>
      write(db, () => {
        insertScreen.run({ ...row, words: JSON.stringify(ScreenWords.parse(row.words)) });
      }),
    screens: () => read(db, () => allScreens.all().map((row) => ScreenColumns.parse(row))),
    dropScreen: (erasure) =>
      write(db, () => {
        removeScreen.run(erasure);
      }),
    endSessionsAndLinks: () =>
      write(db, () => {
        endSessions.run();
        endLinks.run();
      }),
    owesCleaning: () => read(db, cleaning.isOwed),
    // oxlint-disable-next-line typescript/require-await -- the other engine awaits here
    clean: async () => {
      const patience = db.pragma("busy_timeout", { simple: true });
      try {
        // Nothing else is answered while this waits for a reader in another process: it is tried again.
        db.pragma(`busy_timeout = ${CLEAN_PATIENCE_MS}`);
        // secure_delete overwrites what is deleted, not the copies that stayed behind when rows were moved between pages.
        db.exec("VACUUM");
        if (!truncateLog(db)) return false;
        cleaning.cleaned();
        return true;
      } catch {
        return false;
      } finally {
        db.pragma(`busy_timeout = ${Number(patience)}`);
      }
    },
  };
}

function toJob(row: Carried): ErasureJob {
  return {
    ...Columns.parse(row),
    needs: row.needs === null ? null : parseJson(ErasureNeeds, row.needs),
    trace: row.trace === null ? null : parseJson(ErasureTrace, row.trace),
  };
}

type Rewrite = (text: string, id: string) => string;

/** Fields that hold what people typed, outside rooms and texts. */
function createRewriting(db: Database): {
  data: (verdict: VerdictId, rewrite: Rewrite) => number;
  rows: (verdict: VerdictId, rewrite: Rewrite) => void;
} {
  const fields = (
    table: string,
    key: string,
    column: string,
    where = "verdict = ?",
  ): ((v: VerdictId, r: Rewrite) => number) => {
    const select = db.prepare<[string], { id: string; text: string | null }>(
      `SELECT ${key} AS id, ${column} AS text FROM ${table} WHERE ${where}`,
    );
    const update = db.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${key} = ?`);
    return (verdict, rewrite) => {
      let changed = 0;
      for (const { id, text } of select.all(verdict)) {
        const next = text && rewrite(text, table === "verdicts" ? column : id);
        if (next === text) continue;
        update.run(next, id);
        changed++;
      }
      return changed;
    };
  };
  const data = [
    fields("verdicts", "id", "court", "id = ?"),
    fields("verdicts", "id", "case_number", "id = ?"),
    // An output is about whatever verdicts its authors read.
    fields("invitations", "id", "name", "verdict = ? OR output IS NOT NULL"),
  ];
  const rows = [
    fields("annotations", "id", "note"),
    fields("comments", "id", "body"),
    createAnswerRewriting(db),
    createRulingRewriting(db),
    createChangeRewriting(db),
    createCalledOffRewriting(db),
    fields("translations", "id", "body"),
    createTranslationRewriting(db),
  ];
  return {
    data: (verdict, rewrite) => data.reduce((changed, each) => changed + each(verdict, rewrite), 0),
    rows: (verdict, rewrite) => rows.forEach((each) => each(verdict, rewrite)),
  };
}

function createMemberErasure(
  db: Database,
): (member: MemberId, as: { name: string; initials: string }, at: string) => void {
  const nameOf = db.prepare<[string], string>("SELECT name FROM members WHERE id = ?").pluck();
  const update = db.prepare(
    `UPDATE members SET name = :name, initials = :initials, email = NULL, password_hash = NULL,
       removed_at = COALESCE(removed_at, :at)
     WHERE id = :id`,
  );
  const dropSessions = db.prepare("DELETE FROM sessions WHERE member = ?");
  const dropLinks = db.prepare("DELETE FROM invitations WHERE member = ? OR (invited_by = ? AND spent_at IS NULL)");
  // The link by which somebody came bears their name and nothing else of theirs.
  const unnameLinks = db.prepare("UPDATE invitations SET name = NULL WHERE name = ?");
  return (id, { name, initials }, at) => {
    const before = nameOf.get(id);
    if (before === undefined) throw new StoreError("not-found");
    update.run({ id, name, initials, at });
    dropSessions.run(id);
    dropLinks.run(id, id);
    unnameLinks.run(before);
  };
}
