import type { Database } from "better-sqlite3";
import { z } from "zod";
import { MemberId, RoundId } from "../../../schema/domain/ids.ts";
import { Unit } from "../../../schema/domain/unit.ts";
import type { Proposal, ProposedUnits } from "../name-store.ts";
import { StoreError } from "../store-error.ts";
import { read, write } from "./file/intent.ts";

interface ProposedColumns {
  id: string;
  verdict: string;
  kind: string;
  created_at: string;
  proposed_by: string | null;
  proposed_in: string | null;
  proposed_label: string | null;
}

const Shape = z.object({ unit: Unit.extend({ proposedBy: MemberId }), round: RoundId });

/** Units that coders propose; see ProposedUnits. */
export function createProposedUnits(db: Database): ProposedUnits {
  const ofVerdict = db.prepare<[string], ProposedColumns>(
    "SELECT * FROM units WHERE verdict = ? AND proposed_by IS NOT NULL ORDER BY created_at, id",
  );
  const byId = db.prepare<[string], ProposedColumns>("SELECT * FROM units WHERE id = ?");
  const insert = db.prepare(
    `INSERT INTO units (id, verdict, kind, label, created_at, proposed_by, proposed_in, proposed_label)
     VALUES (:id, :verdict, :kind, :id, :createdAt, :proposedBy, :round, :label)`,
  );
  const set = db.prepare(
    "UPDATE units SET label = ?, proposed_by = NULL, proposed_in = NULL, proposed_label = NULL WHERE id = ?",
  );
  const isSpent = db.prepare("SELECT 1 FROM spent_labels WHERE verdict = ? AND kind = ? AND label = ?");
  const isInOpenLayer = db.prepare(
    "SELECT 1 FROM answers JOIN layers ON layers.id = answers.layer WHERE answers.unit = ? AND layers.frozen_at IS NULL",
  );
  const isAnswered = db.prepare("SELECT 1 FROM answers WHERE unit = ?");
  // A second answer to a question in one layer would break its key.
  const move = db.prepare("UPDATE answers SET unit = :into, subject = :into WHERE unit = :unit");
  const moveTimes = db.prepare("UPDATE OR REPLACE answer_times SET subject = :into WHERE subject = :unit");
  // Ids are random: it stands nowhere but where it is meant.
  const moveCases = db.prepare("UPDATE cases SET members = replace(members, :unit, :into) WHERE verdict = :verdict");
  const remove = db.prepare("DELETE FROM units WHERE id = ?");

  function mustBeProposed(id: string): ProposedColumns {
    const row = byId.get(id);
    if (!row?.proposed_by) throw new StoreError("not-found");
    return row;
  }

  return {
    proposals: (verdict) => read(db, () => ofVerdict.all(verdict).map(toProposal)),
    propose: ({ unit, round }) =>
      write(db, () => {
        insert.run({ ...unit, round });
      }),
    accept: (id, label) =>
      write(db, () => {
        const { verdict, kind, created_at: createdAt } = mustBeProposed(id);
        if (isSpent.get(verdict, kind, label)) throw new StoreError("conflict", "The label is spent");
        set.run(label, id);
        return Unit.parse({ id, verdict, kind, label, createdAt });
      }),
    merge: (id, into) =>
      write(db, () => {
        const { verdict, kind } = mustBeProposed(id);
        const other = byId.get(into);
        if (!other || other.verdict !== verdict || other.kind !== kind || into === id)
          throw new StoreError("not-found");
        if (isInOpenLayer.get(id)) throw new StoreError("conflict", "A layer that answers for it is not frozen");
        move.run({ unit: id, into });
        moveTimes.run({ unit: id, into });
        moveCases.run({ unit: id, into, verdict });
        remove.run(id);
      }),
    turnDown: (id) =>
      write(db, () => {
        mustBeProposed(id);
        if (isAnswered.get(id)) throw new StoreError("conflict", "The unit is answered for");
        remove.run(id);
      }),
  };
}

function toProposal(row: ProposedColumns): Proposal {
  const { id, verdict, kind, created_at: createdAt, proposed_by: proposedBy, proposed_in: round } = row;
  return Shape.parse({ unit: { id, verdict, kind, label: row.proposed_label, createdAt, proposedBy }, round });
}
