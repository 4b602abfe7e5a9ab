import type { Database } from "better-sqlite3";
import type { RoundId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Mode, Round } from "../../../schema/domain/verdict.ts";
import type { BroughtRound, CodingsStore } from "../codings-store.ts";
import { StoreError } from "../store-error.ts";
import { write } from "./file/intent.ts";
import { createProjectedRows } from "./rows/projected-rows.ts";

export function createCodingsStore(db: Database): CodingsStore {
  const newest = db.prepare<[VerdictId], { id: RoundId; number: number; mode: Mode; revision: number }>(
    `SELECT rounds.id, rounds.number, rounds.mode, verdicts.revision FROM rounds
     JOIN verdicts ON verdicts.id = rounds.verdict WHERE rounds.verdict = ? ORDER BY rounds.number DESC LIMIT 1`,
  );
  const addRound = db.prepare(
    `INSERT INTO rounds (id, verdict, number, mode, revealed_at, methodology_version)
     VALUES (:id, :verdict, :number, :mode, :at, (SELECT MAX(number) FROM methodology_versions))`,
  );
  const close = db.prepare("UPDATE rounds SET mode = 'revealed', revealed_at = :at WHERE id = :id AND mode = 'open'");
  const addCoder = db.prepare(
    "INSERT INTO assignments (round, member, due, assigned_by, assigned_at) VALUES (:round, :owner, NULL, :by, :at)",
  );
  const addLayer = db.prepare(
    `INSERT INTO layers (id, verdict, round, kind, owner, frozen_at)
     VALUES (:layer, :verdict, :round, 'own', :owner, :at)`,
  );
  const addRoom = db.prepare(
    "INSERT INTO rooms (id, kind, verdict, audience, layer, gone) VALUES (:room, 'layer', :verdict, NULL, :layer, 1)",
  );
  const rows = createProjectedRows(db);

  function bring({ verdict, round: id, base, by, at, layers }: BroughtRound): Round {
    const before = newest.get(verdict);
    if (!before) throw new StoreError("not-found");
    if (before.id !== base.round || before.revision !== base.revision || before.mode === "blind")
      throw new StoreError("conflict", "The round or the text has moved on");
    const round: Round = { id, verdict, number: before.number + 1, mode: "revealed" };
    // Else its shared layer could be written on, where no page shows it any more.
    close.run({ id: before.id, at });
    addRound.run({ ...round, at });
    for (const { layer, room, owner, annotations, answers } of layers) {
      addCoder.run({ round: id, owner, by, at });
      addLayer.run({ layer, verdict, round: id, owner, at });
      addRoom.run({ room, verdict, layer });
      rows.upsert(room, { annotations, answers, threads: [], comments: [], translations: [] });
    }
    return round;
  }

  return { bring: (round) => write(db, () => bring(round)) };
}
