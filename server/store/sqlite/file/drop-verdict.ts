import type { Database } from "better-sqlite3";
import { z } from "zod";
import { MemberId, RoomId, VerdictId } from "../../../../schema/domain/ids.ts";
import { GuestBinding } from "../../../../schema/domain/member.ts";
import { parseJson } from "../rows/json.ts";

interface Reference {
  table: string;
  from: string;
}

/** Tables whose rows outlive a verdict: rooms answer that they are gone, erasures and audit say what was done. */
const OUTLIVING = new Set(["rooms", "erasures", "audit"]);
const Ids = z.array(VerdictId);

/**
 * Takes a verdict away inside the caller's transaction, with every row of every table that refers to it, however far: the
 * tables are found by their foreign keys, so that one that comes later is not forgotten.
 */
export function createVerdictRemoval(
  db: Database,
): (verdict: VerdictId, at: string) => { rooms: RoomId[]; guests: MemberId[] } {
  const roomsOf = db.prepare<[string], string>("SELECT id FROM rooms WHERE verdict = ? ORDER BY id").pluck();
  const closeRooms = db.prepare(
    "UPDATE rooms SET gone = 1, verdict = NULL, layer = NULL, slip = NULL WHERE verdict = ?",
  );
  const guestsOf = db.prepare<[], { id: string; guest: string }>(
    "SELECT id, guest FROM members WHERE guest IS NOT NULL AND removed_at IS NULL",
  );
  const setGuest = db.prepare("UPDATE members SET guest = ? WHERE id = ?");
  const removeGuest = db.prepare("UPDATE members SET removed_at = ?, password_hash = NULL WHERE id = ?");
  const endSessions = db.prepare("DELETE FROM sessions WHERE member = ?");
  const relatedOf = db.prepare<[], { id: string; related: string }>("SELECT id, related FROM verdicts");
  const setRelated = db.prepare("UPDATE verdicts SET related = ? WHERE id = ?");

  return (verdict, at) => {
    const rooms = roomsOf.all(verdict).map((id) => RoomId.parse(id));
    for (const room of rooms) dropReferrers(db, "rooms", "id", room);
    closeRooms.run(verdict);
    dropReferrers(db, "verdicts", "id", verdict);
    db.prepare("DELETE FROM screens WHERE verdict = ?").run(verdict);
    db.prepare("DELETE FROM verdicts WHERE id = ?").run(verdict);
    for (const { id, related } of relatedOf.all()) {
      const left = parseJson(Ids, related).filter((each) => each !== verdict);
      if (JSON.stringify(left) !== related) setRelated.run(JSON.stringify(left), id);
    }
    const guests: MemberId[] = [];
    for (const { id, guest } of guestsOf.all()) {
      const binding = parseJson(GuestBinding, guest);
      if (!binding.verdicts.includes(verdict)) continue;
      const verdicts = binding.verdicts.filter((each) => each !== verdict);
      setGuest.run(JSON.stringify({ ...binding, verdicts }), id);
      guests.push(MemberId.parse(id));
      if (verdicts.length > 0 || binding.outputs.length > 0) continue;
      removeGuest.run(at, id);
      endSessions.run(id);
    }
    return { rooms, guests };
  };
}

/** Deletes the rows that refer to one row, and before them those that refer to them. */
function dropReferrers(db: Database, table: string, column: string, value: string): void {
  for (const { table: child, from } of referrers(db, table, column)) {
    if (OUTLIVING.has(child)) continue;
    for (const key of singleKeys(db, child)) {
      const ids = db.prepare<[string], string>(`SELECT ${key} FROM ${child} WHERE ${from} = ?`).pluck().all(value);
      for (const id of ids) dropReferrers(db, child, key, id);
    }
    db.prepare(`DELETE FROM ${child} WHERE ${from} = ?`).run(value);
  }
}

function referrers(db: Database, table: string, column: string): Reference[] {
  return db
    .prepare<[string, string], Reference>(
      `SELECT m.name AS "table", f."from" AS "from" FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) f
       WHERE m.type = 'table' AND f."table" = ? AND COALESCE(f."to", 'id') = ?`,
    )
    .all(table, column);
}

/** A primary key of one column, which others may refer to. */
function singleKeys(db: Database, table: string): string[] {
  const keys = db.prepare<[string], string>("SELECT name FROM pragma_table_info(?) WHERE pk > 0").pluck().all(table);
  return keys.length === 1 ? keys : [];
}
