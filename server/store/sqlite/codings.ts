import type { RoundId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Mode, Round } from "../../../schema/domain/verdict.ts";
import type { BroughtRound, CodingsStore } from "../codings-store.ts";
import { StoreError } from "../store-error.ts";
import { write } from "./file/intent.ts";
import { SqliteProjectedRows } from "./rows/projected-rows.ts";
import { SqlitePart } from "./part.ts";

/** Rounds that come with their codings; see CodingsStore. */
export class SqliteCodings extends SqlitePart implements CodingsStore {
  readonly #newest = this.db.prepare<[VerdictId], { id: RoundId; number: number; mode: Mode; revision: number }>(
    `SELECT rounds.id, rounds.number, rounds.mode, verdicts.revision FROM rounds
     JOIN verdicts ON verdicts.id = rounds.verdict WHERE rounds.verdict = ? ORDER BY rounds.number DESC LIMIT 1`,
  );
  readonly #addRound = this.db.prepare(
    `INSERT INTO rounds (id, verdict, number, mode, revealed_at, methodology_version)
     VALUES (:id, :verdict, :number, :mode, :at, (SELECT MAX(number) FROM methodology_versions))`,
  );
  readonly #close = this.db.prepare(
    "UPDATE rounds SET mode = 'revealed', revealed_at = :at WHERE id = :id AND mode = 'open'",
  );
  readonly #addCoder = this.db.prepare(
    "INSERT INTO assignments (round, member, due, assigned_by, assigned_at) VALUES (:round, :owner, NULL, :by, :at)",
  );
  readonly #addLayer = this.db.prepare(
    `INSERT INTO layers (id, verdict, round, kind, owner, frozen_at)
     VALUES (:layer, :verdict, :round, 'own', :owner, :at)`,
  );
  readonly #addRoom = this.db.prepare(
    "INSERT INTO rooms (id, kind, verdict, audience, layer, gone) VALUES (:room, 'layer', :verdict, NULL, :layer, 1)",
  );
  readonly #rows = new SqliteProjectedRows(this.db);

  readonly bring: CodingsStore["bring"] = (round) => write(this.db, () => this.#bring(round));

  #bring({ verdict, round: id, base, by, at, layers }: BroughtRound): Round {
    const before = this.#newest.get(verdict);
    if (!before) throw new StoreError("not-found");
    if (before.id !== base.round || before.revision !== base.revision || before.mode === "blind")
      throw new StoreError("conflict", "The round or the text has moved on");
    const round: Round = { id, verdict, number: before.number + 1, mode: "revealed" };
    // Else its shared layer could be written on, where no page shows it any more.
    this.#close.run({ id: before.id, at });
    this.#addRound.run({ ...round, at });
    for (const { layer, room, owner, annotations, answers } of layers) {
      this.#addCoder.run({ round: id, owner, by, at });
      this.#addLayer.run({ layer, verdict, round: id, owner, at });
      this.#addRoom.run({ room, verdict, layer });
      this.#rows.upsert(room, { annotations, answers, threads: [], comments: [], translations: [] });
    }
    return round;
  }
}
