import type { Database } from "better-sqlite3";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { Unit, type UnitLabel } from "../../../schema/domain/unit.ts";
import { NamesDocument } from "../shapes/names-document.ts";
import type { NamesWithRevision, NameStore } from "../name-store.ts";
import { StoreError } from "../store-error.ts";
import { read, truncateLog, write } from "./file/intent.ts";
import { keptRead } from "./file/kept-reads.ts";
import { parseJson } from "./rows/json.ts";
import { SqliteProposedUnits } from "./proposed-units.ts";
import { SqlitePart } from "./part.ts";

interface UnitColumns {
  id: string;
  verdict: string;
  kind: string;
  label: string;
  created_at: string;
}

/** Names and units; see NameStore. */
export class SqliteNames extends SqlitePart implements NameStore {
  readonly #writer = createNameWriter(this.db);
  readonly #proposed = new SqliteProposedUnits(this.db);
  readonly #documentOf = this.db.prepare<[string], { document: string }>(
    "SELECT document FROM names WHERE verdict = ?",
  );
  readonly #unitsOf = this.db.prepare<[string], UnitColumns>(
    "SELECT * FROM units WHERE verdict = ? AND proposed_by IS NULL ORDER BY kind, LENGTH(label), label",
  );
  readonly #labelsOf = this.db.prepare<[string, string], UnitLabel>(
    `SELECT kind, label FROM units WHERE verdict = ? AND proposed_by IS NULL
     UNION SELECT kind, label FROM spent_labels WHERE verdict = ?`,
  );
  readonly #isSpent = this.db.prepare("SELECT 1 FROM spent_labels WHERE verdict = ? AND kind = ? AND label = ?");
  readonly #spend = this.db.prepare("INSERT INTO spent_labels (verdict, kind, label) VALUES (?, ?, ?)");
  readonly #isAnswered = this.db.prepare("SELECT 1 FROM answers WHERE unit = ?");
  readonly #removeUnit = this.db.prepare("DELETE FROM units WHERE id = ? AND verdict = ? AND proposed_by IS NULL");

  readonly document: NameStore["document"] = (verdict) =>
    read(this.db, () => {
      const row = this.#documentOf.get(verdict);
      return row ? parseJson(NamesDocument, row.document) : null;
    });

  readonly save: NameStore["save"] = (verdict, expected, document, withdrawUnits = []) =>
    write(this.db, () => this.#writer.withRevision(verdict, { names: { expected, document }, withdrawUnits }));

  readonly drop: NameStore["drop"] = async (verdict) => {
    await write(this.db, () => this.#writer.drop(verdict));
    truncateLog(this.db);
  };

  readonly units: NameStore["units"] = keptRead(this.db, (verdict) =>
    this.#unitsOf.all(verdict).map((row) => Unit.parse({ ...row, createdAt: row.created_at })),
  );

  readonly unitLabels: NameStore["unitLabels"] = (verdict) => read(this.db, () => this.#labelsOf.all(verdict, verdict));

  readonly addUnit: NameStore["addUnit"] = (unit) =>
    write(this.db, () => {
      if (this.#isSpent.get(unit.verdict, unit.kind, unit.label))
        throw new StoreError("conflict", "The label is spent");
      this.#writer.withRevision(unit.verdict, { addUnits: [unit] });
    });

  readonly removeUnit: NameStore["removeUnit"] = ({ id, verdict, kind, label }) =>
    write(this.db, () => {
      if (this.#isAnswered.get(id)) throw new StoreError("conflict", "The unit is answered for");
      if (this.#removeUnit.run(id, verdict).changes === 0) throw new StoreError("not-found");
      this.#spend.run(verdict, kind, label);
    });

  readonly proposals = this.#proposed.proposals;
  readonly propose = this.#proposed.propose;
  readonly accept = this.#proposed.accept;
  readonly merge = this.#proposed.merge;
  readonly turnDown = this.#proposed.turnDown;
}

/** The same inside a transaction of somebody else's. */
export interface NameWriter {
  drop(verdict: VerdictId): void;
  /** What goes with a revision. */
  withRevision(verdict: VerdictId, change: NamesWithRevision): void;
}

/**
 * Writes names, within a transaction of the caller's. Each write throws not-found, and conflict where the verdict is cleared, its text has
 * moved on or another number is stored.
 */
export function createNameWriter(db: Database): NameWriter {
  const insert = db.prepare("INSERT INTO names (verdict, number, document) VALUES (?, ?, ?)");
  const update = db.prepare("UPDATE names SET number = ?, document = ? WHERE verdict = ? AND number = ?");
  const verdictOf = db.prepare<[string], { stage: string; revision: number }>(
    "SELECT stage, revision FROM verdicts WHERE id = ?",
  );
  const numberOf = db.prepare<[string], number>("SELECT number FROM names WHERE verdict = ?").pluck();
  const remove = db.prepare("DELETE FROM names WHERE verdict = ?");
  const insertUnit = db.prepare("INSERT INTO units (id, verdict, kind, label, created_at) VALUES (?, ?, ?, ?, ?)");
  const withdrawUnit = db.prepare(
    "DELETE FROM units WHERE id = ? AND verdict = ? AND NOT EXISTS (SELECT 1 FROM answers WHERE unit = units.id)",
  );

  function put(verdict: VerdictId, expected: number, document: NamesDocument): void {
    const { number } = document;
    // Whoever looked at the names just before the clearing must not leave them behind.
    const found = verdictOf.get(verdict);
    if (!found) throw new StoreError("not-found");
    if (found.stage !== "in-preparation") throw new StoreError("conflict", "The verdict is cleared");
    // Nor may who looked over a text out of which words were erased meanwhile bring them back.
    if (found.revision !== document.revision) throw new StoreError("conflict", "It is of another revision");
    if (number !== expected + 1) throw new StoreError("conflict", "The state does not follow the one before");
    const json = JSON.stringify(NamesDocument.parse(document));
    if (expected === 0) insert.run(verdict, number, json);
    else if (update.run(number, json, verdict, expected).changes === 0) throw new StoreError("conflict");
  }

  return {
    drop: (verdict) => void remove.run(verdict),
    withRevision(verdict, { names, addUnits = [], withdrawUnits = [] }) {
      if (names?.document) put(verdict, names.expected, names.document);
      else if (names) {
        if ((numberOf.get(verdict) ?? 0) !== names.expected) throw new StoreError("conflict");
        remove.run(verdict);
      }
      for (const id of withdrawUnits) withdrawUnit.run(id, verdict);
      for (const { id, kind, label, createdAt } of addUnits) insertUnit.run(id, verdict, kind, label, createdAt);
    },
  };
}
