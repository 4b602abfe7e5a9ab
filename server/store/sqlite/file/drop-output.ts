import type { Database } from "better-sqlite3";
import { type MemberId, type OutputId, RoomId } from "../../../../schema/domain/ids.ts";
import { StoreError } from "../../store-error.ts";
import { createGuestRelease, dropReferrers } from "./drop-rows.ts";

/** Whether an output was approved once, or anybody ever signed it. */
export function createSignedQuery(db: Database): (output: OutputId) => boolean {
  const signed = db
    .prepare<[string, string], number>(
      `SELECT EXISTS (SELECT 1 FROM output_statuses WHERE output = ? AND status = 'approved')
           OR EXISTS (SELECT 1 FROM candidate_documents JOIN signatures USING (candidate) WHERE output = ?)`,
    )
    .pluck();
  return (output) => signed.get(output, output) === 1;
}

/** Takes a draft away inside the caller's transaction, with every row of every table that refers to it; see `OutputStore.remove`. */
export function createOutputRemoval(
  db: Database,
): (output: OutputId, number: number, at: string) => { rooms: RoomId[]; guests: MemberId[] } {
  const isSigned = createSignedQuery(db);
  const isThere = db
    .prepare<[string, number], number>(
      "SELECT EXISTS (SELECT 1 FROM outputs WHERE id = ? AND number = ? AND status IN ('draft', 'in-review'))",
    )
    .pluck();
  const leads = db.prepare<[string], number>("SELECT EXISTS (SELECT 1 FROM outputs WHERE leader = ?)").pluck();
  const roomsOf = db.prepare<[string], string>("SELECT id FROM rooms WHERE output = ? ORDER BY id").pluck();
  const closeRooms = db.prepare("UPDATE rooms SET gone = 1, output = NULL WHERE output = ?");
  // Whoever stood beside it stands beside another language of the same, or alone.
  const partAgain = db.prepare(
    `UPDATE outputs SET partner = (SELECT id FROM outputs AS other
       WHERE other.leader = outputs.id AND other.id != :output ORDER BY other.created_at, other.rowid LIMIT 1)
     WHERE partner = :output`,
  );
  const dropOutput = db.prepare("DELETE FROM outputs WHERE id = ?");
  // What was asked for of nothing else, and nobody signed.
  const dropCandidates = db.prepare(
    "DELETE FROM candidates WHERE id NOT IN (SELECT candidate FROM candidate_documents)",
  );
  const letGuestsGo = createGuestRelease(db);

  return (output, number, at) => {
    if (isThere.get(output, number) !== 1) throw new StoreError("conflict", "The output has moved on");
    if (isSigned(output)) throw new StoreError("conflict", "Somebody signed it");
    if (leads.get(output) === 1) throw new StoreError("conflict", "Another language is measured against it");
    const rooms = roomsOf.all(output).map((id) => RoomId.parse(id));
    for (const room of rooms) dropReferrers(db, "rooms", "id", room);
    closeRooms.run(output);
    partAgain.run({ output });
    dropReferrers(db, "outputs", "id", output);
    dropOutput.run(output);
    dropCandidates.run();
    const guests = letGuestsGo(output, at);
    return { rooms, guests };
  };
}
