import type { Database } from "better-sqlite3";
import type { MemberId, OutputId } from "../../../../schema/domain/ids.ts";
import type { OutputStatus } from "../../../../schema/domain/output.ts";
import type { NewVersion, Took } from "../../output-store.ts";
import type { FrozenTableRow } from "../../shapes/frozen-table.ts";
import { StoreError } from "../../store-error.ts";

/** Of a status of an output: `number` is the output's before it. */
interface StatusChange {
  status: OutputStatus;
  number: number;
  by: MemberId;
  at: string;
  /** The version that is approved by it. */
  version: number | null;
  /** Why what was approved is opened again. */
  why?: string;
}

/** So many of those that nobody asked for stay of each kind. */
const KEPT_OF_A_KIND = 20;

/** Writes versions and statuses of outputs inside the caller's transaction. */
export function createVersionWriter(db: Database) {
  const last = db
    .prepare<[string], number>("SELECT coalesce(max(number), 0) FROM output_versions WHERE output = ?")
    .pluck();
  const insert = db.prepare(
    `INSERT INTO output_versions (output, number, name, kind, made_by, made_at, title, document)
     VALUES (:output, :number, :name, :kind, :by, :at, :title, :document)`,
  );
  const insertTable = db.prepare(
    "INSERT INTO frozen_tables (output, version, block, verdict, content) VALUES (?, ?, ?, ?, ?)",
  );
  const seqOf = db
    .prepare<[string], number>("SELECT seq FROM rooms WHERE output = ? AND kind = 'output' AND gone = 0")
    .pluck();
  const setStatus = db.prepare(
    `UPDATE outputs SET status = :status, status_by = :by, status_at = :at, number = number + 1, approved_version = :version
     WHERE id = :id AND number = :number`,
  );
  const isThere = db.prepare<[string], unknown>("SELECT 1 FROM outputs WHERE id = ?");
  const insertStatus = db.prepare(
    "INSERT INTO output_statuses (output, number, status, member, at, version, why) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const add = (id: OutputId, { name, kind, by, at, title, document }: NewVersion): number => {
    const number = (last.get(id) ?? 0) + 1;
    insert.run({ output: id, number, name, kind, by, at, title, document: JSON.stringify(document) });
    return number;
  };
  return {
    add,
    keep: createVersionKeeper(db, add),
    /** A version of what was looked at in the room's update `seq`, with what its tables showed. Throws conflict where it has moved on. */
    freeze(id: OutputId, version: NewVersion & { seq: number; tables: readonly FrozenTableRow[] }): number {
      if (seqOf.get(id) !== version.seq) throw new StoreError("conflict", "The room has moved on");
      const made = add(id, version);
      for (const { block, verdict, content } of version.tables)
        insertTable.run(id, made, block, verdict, JSON.stringify(content));
      return made;
    },
    /** Throws conflict where `number` is not the output's any more. */
    setStatus(id: OutputId, { status, number, by, at, version, why = "" }: StatusChange): void {
      if (setStatus.run({ id, number, status, by, at, version }).changes === 0) {
        if (!isThere.get(id)) throw new StoreError("not-found");
        throw new StoreError("conflict", "The output has moved on");
      }
      insertStatus.run(id, number + 1, status, by, at, version, why);
    },
  };
}

/** Keeps versions that nobody asked for. */
function createVersionKeeper(db: Database, add: (id: OutputId, version: NewVersion) => number) {
  const newest = db.prepare<[string], { number: number; kind: string; title: string; document: string }>(
    "SELECT number, kind, title, document FROM output_versions WHERE output = ? ORDER BY number DESC LIMIT 1",
  );
  const setTook = db.prepare(
    "UPDATE output_versions SET kind = :kind, made_by = :by, made_at = :at, took = :took WHERE output = :output AND number = :number",
  );
  const prune = db.prepare(
    `DELETE FROM output_versions WHERE output = :output AND kind = :kind AND number NOT IN
       (SELECT number FROM output_versions WHERE output = :output AND kind = :kind ORDER BY number DESC LIMIT ${KEPT_OF_A_KIND})`,
  );
  return (id: OutputId, version: NewVersion & { took: Took | null }): number => {
    const { kind, by, at, title, document } = version;
    const took = version.took && JSON.stringify(version.took);
    const last = newest.get(id);
    const isThere = last?.title === title && last.document === JSON.stringify(document);
    if (last && isThere && kind === "sitting") return last.number;
    const number = last && isThere && last.kind === "sitting" ? last.number : add(id, version);
    setTook.run({ output: id, number, kind, by, at, took });
    prune.run({ output: id, kind });
    return number;
  };
}
