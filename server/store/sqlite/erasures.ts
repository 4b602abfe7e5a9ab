import type { Database } from "better-sqlite3";
import { z } from "zod";
import { ErasureId, MemberId, VerdictId } from "../../../schema/domain/ids.ts";
import { TYPED_FIELDS } from "../../../schema/domain/verdict.ts";
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
import { createFacilitatorKeeper } from "./rows/last-facilitator.ts";
import { read, storeErrorOf, truncateLog, write } from "./file/intent.ts";
import { parseJson } from "./rows/json.ts";
import { createTranslationRewriting } from "./rows/translation-rows.ts";
import { SqlitePart } from "./part.ts";
import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";

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
export class SqliteErasures extends SqlitePart implements ErasureStore {
  readonly #insert = this.db.prepare(
    `INSERT INTO erasures (id, kind, verdict, member, token, step, counts, sealed_key, asked_by, started_at, needs)
     VALUES (:id, :kind, :verdict, :member, :token, :step, :counts, :sealedKey, :by, :startedAt, :needs)`,
  );
  readonly #byId = this.db.prepare<[string], Carried>("SELECT * FROM erasures WHERE id = ?");
  readonly #all = this.db.prepare<[], Carried>("SELECT * FROM erasures ORDER BY started_at DESC, id");
  readonly #unfinished = this.db.prepare<[], Carried>(
    "SELECT * FROM erasures WHERE done_at IS NULL ORDER BY started_at, id",
  );
  readonly #update = this.db.prepare(
    `UPDATE erasures SET step = :step, counts = :counts, number = :number, hash = :hash, done_at = :doneAt, needs = :needs,
       trace = :trace
     WHERE id = :id`,
  );
  readonly #revisions = this.db.prepare<[string], { number: number; madeAt: string }>(
    "SELECT number, made_at AS madeAt FROM revisions WHERE verdict = ? ORDER BY number",
  );
  readonly #insertScreen = this.db.prepare(
    `INSERT INTO screens (erasure, verdict, token, until, words) VALUES (:erasure, :verdict, :token, :until, :words)
     ON CONFLICT (erasure) DO UPDATE SET until = excluded.until, words = excluded.words`,
  );
  readonly #allScreens = this.db.prepare("SELECT * FROM screens ORDER BY until, erasure");
  readonly #removeScreen = this.db.prepare("DELETE FROM screens WHERE erasure = ?");
  readonly #endSessions = this.db.prepare("DELETE FROM sessions");
  readonly #endLinks = this.db.prepare("DELETE FROM invitations WHERE spent_at IS NULL");
  readonly #appendAudit = createAuditWriter(this.db);
  readonly #rewriting = createRewriting(this.db);
  readonly #dropVerdict = createVerdictRemoval(this.db);
  readonly #keepAFacilitator = createFacilitatorKeeper(this.db);
  readonly #eraseMember = createMemberErasure(this.db);
  readonly #cleaning = createCleaning(this.db);

  readonly begin: ErasureStore["begin"] = (job, audit, isAgain = false) =>
    write(this.db, () => {
      if (job.member && !isAgain) this.#keepAFacilitator(job.member);
      const needs = job.needs && JSON.stringify(ErasureNeeds.parse(job.needs));
      this.#insert.run({ ...job, counts: JSON.stringify(ErasureCounts.parse(job.counts)), needs });
      this.#appendAudit(audit);
    });

  readonly get: ErasureStore["get"] = (id) => read(this.db, () => Columns.nullable().parse(this.#byId.get(id) ?? null));

  readonly list: ErasureStore["list"] = () => read(this.db, () => this.#all.all().map((row) => Columns.parse(row)));

  readonly open: ErasureStore["open"] = () => read(this.db, () => this.#unfinished.all().map(toJob));

  readonly advance: ErasureStore["advance"] = (id, { step, audit, needs, trace, ...change }) =>
    write(this.db, () => {
      const columns = this.#byId.get(id);
      if (!columns) throw new StoreError("not-found");
      const row = { ...Columns.parse(columns), ...change };
      this.#update.run({
        id,
        step,
        counts: JSON.stringify(ErasureCounts.parse(row.counts)),
        number: row.number,
        hash: row.hash,
        doneAt: row.doneAt,
        needs: needs === null ? null : columns.needs,
        trace: trace === undefined ? columns.trace : trace && JSON.stringify(ErasureTrace.parse(trace)),
      });
      if (audit) this.#appendAudit(audit);
    });

  readonly revisions: ErasureStore["revisions"] = (verdict) => read(this.db, () => this.#revisions.all(verdict));

  readonly rewriteData: ErasureStore["rewriteData"] = (verdict, rewrite) =>
    write(this.db, () => this.#rewriting.data(verdict, rewrite));

  readonly rewriteRows: ErasureStore["rewriteRows"] = (verdict, rewrite, said = rewrite) =>
    write(this.db, () => this.#rewriting.rows(verdict, rewrite, said));

  readonly dropVerdict: ErasureStore["dropVerdict"] = (verdict, at) =>
    write(this.db, () => this.#dropVerdict(verdict, at));

  readonly eraseMember: ErasureStore["eraseMember"] = (member, as, at) =>
    write(this.db, () => this.#eraseMember(member, as, at));

  // oxlint-disable-next-line typescript/require-await -- the store answers with promises where nothing is waited for, too
  readonly copyTo: ErasureStore["copyTo"] = async (file) => {
    try {
      this.db.prepare("VACUUM INTO ?").run(file);
    } catch (error) {
      throw storeErrorOf(error);
    }
  };

  readonly addScreen: ErasureStore["addScreen"] = (row) =>
    write(this.db, () => {
      this.#insertScreen.run({ ...row, words: JSON.stringify(ScreenWords.parse(row.words)) });
    });

  readonly screens: ErasureStore["screens"] = () =>
    read(this.db, () => this.#allScreens.all().map((row) => ScreenColumns.parse(row)));

  readonly dropScreen: ErasureStore["dropScreen"] = (erasure) =>
    write(this.db, () => {
      this.#removeScreen.run(erasure);
    });

  readonly endSessionsAndLinks: ErasureStore["endSessionsAndLinks"] = () =>
    write(this.db, () => {
      this.#endSessions.run();
      this.#endLinks.run();
    });

  readonly owesCleaning: ErasureStore["owesCleaning"] = () => read(this.db, this.#cleaning.isOwed);

  // oxlint-disable-next-line typescript/require-await -- the store answers with promises where nothing is waited for, too
  readonly clean: ErasureStore["clean"] = async () => {
    const patience = this.db.pragma("busy_timeout", { simple: true });
    try {
      // Nothing else is answered while this waits for a reader in another process: it is tried again.
      this.db.pragma(`busy_timeout = ${CLEAN_PATIENCE_MS}`);
      // secure_delete overwrites what is deleted, not the copies that stayed behind when rows were moved between pages.
      this.db.exec("VACUUM");
      if (!truncateLog(this.db)) return false;
      this.#cleaning.cleaned();
      return true;
    } catch {
      return false;
    } finally {
      this.db.pragma(`busy_timeout = ${Number(patience)}`);
    }
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
  rows: (verdict: VerdictId, rewrite: Rewrite, said: Rewrite) => void;
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
    createBeforeRewriting(db),
    // An output is about whatever verdicts its authors read.
    fields("invitations", "id", "name", "verdict = ? OR output IS NOT NULL"),
    fields("withdrawn_links", "id", "name", "verdict = ? OR output IS NOT NULL"),
  ];
  const rows = [
    ...TAG_WORDS.map((word) => fields("annotations", "id", word)),
    fields("comments", "id", "body"),
    createAnswerRewriting(db),
    fields("translations", "id", "body"),
    createTranslationRewriting(db),
  ];
  const inNoRoom = [createRulingRewriting(db), createChangeRewriting(db), createCalledOffRewriting(db)];
  return {
    data: (verdict, rewrite) => data.reduce((changed, each) => changed + each(verdict, rewrite), 0),
    rows: (verdict, rewrite, said) => {
      rows.forEach((each) => each(verdict, rewrite));
      inNoRoom.forEach((each) => each(verdict, said));
    },
  };
}

/** What stood in typed fields of the data before they were changed. */
function createBeforeRewriting(db: Database): (verdict: VerdictId, rewrite: Rewrite) => number {
  const select = db.prepare<[string, string], { id: string; before: string }>(
    "SELECT id, before FROM verdict_changes WHERE verdict = ? AND field = ? AND before IS NOT NULL",
  );
  const update = db.prepare("UPDATE verdict_changes SET before = ? WHERE id = ?");
  return (verdict, rewrite) => {
    let changed = 0;
    for (const { id, before } of TYPED_FIELDS.flatMap((field) => select.all(verdict, field))) {
      const next = JSON.stringify(rewrite(parseJson(z.string(), before), id));
      if (next === before) continue;
      update.run(next, id);
      changed++;
    }
    return changed;
  };
}

function createMemberErasure(
  db: Database,
): (member: MemberId, as: { name: string; initials: string }, at: string) => void {
  const before = db.prepare<[string], { name: string; email: string | null }>(
    "SELECT name, email FROM members WHERE id = ?",
  );
  const update = db.prepare(
    `UPDATE members SET name = :name, initials = :initials, email = NULL, password_hash = NULL,
       language = NULL, theme = NULL, password_set_at = NULL, joined_at = NULL,
       removed_at = COALESCE(removed_at, :at)
     WHERE id = :id`,
  );
  const forgetSeen = [
    "UPDATE assignments SET seen = '' WHERE member = ?",
    "DELETE FROM clearing_reading WHERE member = ?",
    "DELETE FROM clearing_reasons WHERE member = ?",
  ].map((statement) => db.prepare(statement));
  const forgetAuthor = db.prepare("DELETE FROM house_authors WHERE member = ?");
  const namesBefore = db.prepare<[string], string>("SELECT was FROM name_changes WHERE member = ?").pluck();
  const forgetNames = db.prepare("DELETE FROM name_changes WHERE member = ?");
  const dropSessions = db.prepare("DELETE FROM sessions WHERE member = ?");
  const dropLinks = db.prepare("DELETE FROM invitations WHERE member = ? OR (invited_by = ? AND spent_at IS NULL)");
  // The link by which somebody came bears their name, and their address where its maker knew it.
  const unnameLinks = db.prepare("UPDATE invitations SET name = NULL, email = NULL WHERE name = ? OR email = ?");
  const forgetWithdrawn = db.prepare("DELETE FROM withdrawn_links WHERE name = ? OR email = ?");
  // Of a workshop: a vote under way, consents and what was typed beside them, a hand, what is to be done. What they said stays, as
  // comments do, under no name.
  const ofSeats = "seat IN (SELECT id FROM workshop_seats WHERE member = ?)";
  const leaveWorkshops = [
    "DELETE FROM workshop_replies WHERE member = ?",
    `DELETE FROM workshop_attendance WHERE ${ofSeats}`,
    `DELETE FROM workshop_presence WHERE ${ofSeats}`,
    "DELETE FROM workshop_guests WHERE member = ?",
    "DELETE FROM workshop_answers WHERE member = ?",
    "UPDATE workshop_seats SET hand_at = NULL, speaks_at = NULL WHERE member = ?",
    `UPDATE workshop_slips SET shown = 0 WHERE ${ofSeats}`,
    "UPDATE workshop_parked SET taker = NULL WHERE taker = ? AND done_at IS NULL",
  ].map((statement) => db.prepare(statement));
  return (id, { name, initials }, at) => {
    const was = before.get(id);
    if (!was) throw new StoreError("not-found");
    update.run({ id, name, initials, at });
    for (const statement of forgetSeen) statement.run(id);
    forgetAuthor.run(id);
    // Names, and addresses: no name is an address.
    const names = [was.name, was.email, ...namesBefore.all(id)].filter((each) => each !== null);
    forgetNames.run(id);
    dropSessions.run(id);
    dropLinks.run(id, id);
    for (const statement of leaveWorkshops) statement.run(id);
    for (const each of names) {
      unnameLinks.run(each, each);
      forgetWithdrawn.run(each, each);
    }
  };
}
