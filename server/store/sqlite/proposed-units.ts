import { z } from "zod";
import { MemberId, RoundId } from "../../../schema/domain/ids.ts";
import { Unit } from "../../../schema/domain/unit.ts";
import type { Proposal, ProposedUnits } from "../name-store.ts";
import { StoreError } from "../store-error.ts";
import { write } from "./file/intent.ts";
import { keptRead } from "./file/kept-reads.ts";
import { SqlitePart } from "./part.ts";

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
export class SqliteProposedUnits extends SqlitePart implements ProposedUnits {
  readonly #ofVerdict = this.db.prepare<[string], ProposedColumns>(
    "SELECT * FROM units WHERE verdict = ? AND proposed_by IS NOT NULL ORDER BY created_at, id",
  );
  readonly #byId = this.db.prepare<[string], ProposedColumns>("SELECT * FROM units WHERE id = ?");
  readonly #insert = this.db.prepare(
    `INSERT INTO units (id, verdict, kind, label, created_at, proposed_by, proposed_in, proposed_label)
     VALUES (:id, :verdict, :kind, :id, :createdAt, :proposedBy, :round, :label)`,
  );
  readonly #set = this.db.prepare(
    "UPDATE units SET label = ?, proposed_by = NULL, proposed_in = NULL, proposed_label = NULL WHERE id = ?",
  );
  readonly #isSpent = this.db.prepare("SELECT 1 FROM spent_labels WHERE verdict = ? AND kind = ? AND label = ?");
  readonly #isInOpenLayer = this.db.prepare(
    "SELECT 1 FROM answers JOIN layers ON layers.id = answers.layer WHERE answers.unit = ? AND layers.frozen_at IS NULL",
  );
  readonly #isAnswered = this.db.prepare("SELECT 1 FROM answers WHERE unit = ?");
  // A second answer to a question in one layer would break its key.
  readonly #move = this.db.prepare("UPDATE answers SET unit = :into, subject = :into WHERE unit = :unit");
  readonly #moveTimes = this.db.prepare("UPDATE OR REPLACE answer_times SET subject = :into WHERE subject = :unit");
  // Ids are random: it stands nowhere but where it is meant.
  readonly #moveCases = this.db.prepare(
    "UPDATE cases SET members = replace(members, :unit, :into) WHERE verdict = :verdict",
  );
  readonly #remove = this.db.prepare("DELETE FROM units WHERE id = ?");

  readonly proposals: ProposedUnits["proposals"] = keptRead(this.db, (verdict) =>
    this.#ofVerdict.all(verdict).map(toProposal),
  );

  readonly propose: ProposedUnits["propose"] = ({ unit, round }) =>
    write(this.db, () => {
      this.#insert.run({ ...unit, round });
    });

  readonly accept: ProposedUnits["accept"] = (id, label) =>
    write(this.db, () => {
      const { verdict, kind, created_at: createdAt } = this.#mustBeProposed(id);
      if (this.#isSpent.get(verdict, kind, label)) throw new StoreError("conflict", "The label is spent");
      this.#set.run(label, id);
      return Unit.parse({ id, verdict, kind, label, createdAt });
    });

  readonly merge: ProposedUnits["merge"] = (id, into) =>
    write(this.db, () => {
      const { verdict, kind } = this.#mustBeProposed(id);
      const other = this.#byId.get(into);
      if (!other || other.verdict !== verdict || other.kind !== kind || into === id) throw new StoreError("not-found");
      if (this.#isInOpenLayer.get(id)) throw new StoreError("conflict", "A layer that answers for it is not frozen");
      this.#move.run({ unit: id, into });
      this.#moveTimes.run({ unit: id, into });
      this.#moveCases.run({ unit: id, into, verdict });
      this.#remove.run(id);
    });

  readonly turnDown: ProposedUnits["turnDown"] = (id) =>
    write(this.db, () => {
      this.#mustBeProposed(id);
      if (this.#isAnswered.get(id)) throw new StoreError("conflict", "The unit is answered for");
      this.#remove.run(id);
    });

  #mustBeProposed(id: string): ProposedColumns {
    const row = this.#byId.get(id);
    if (!row?.proposed_by) throw new StoreError("not-found");
    return row;
  }
}

function toProposal(row: ProposedColumns): Proposal {
  const { id, verdict, kind, created_at: createdAt, proposed_by: proposedBy, proposed_in: round } = row;
  return Shape.parse({ unit: { id, verdict, kind, label: row.proposed_label, createdAt, proposedBy }, round });
}
