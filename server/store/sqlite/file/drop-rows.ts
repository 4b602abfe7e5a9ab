import type { Database } from "better-sqlite3";
import { MemberId, type OutputId, type VerdictId } from "../../../../schema/domain/ids.ts";
import { GuestBinding } from "../../../../schema/domain/member.ts";
import { keepingTerms } from "../../../../schema/domain/people/guest-terms.ts";
import { parseJson } from "../rows/json.ts";

interface Reference {
  table: string;
  from: string;
}

/** Tables whose rows outlive what they are of: rooms answer that they are gone, erasures and audit say what was done. */
const OUTLIVING = new Set(["rooms", "erasures", "audit"]);

/**
 * Takes something out of what guests were invited to, inside the caller's transaction, and removes those who are left with nothing.
 * Returned are all whom it concerns.
 */
export function createGuestRelease(db: Database): (text: VerdictId | OutputId, at: string) => MemberId[] {
  const guestsOf = db.prepare<[], { id: string; guest: string }>(
    "SELECT id, guest FROM members WHERE guest IS NOT NULL AND removed_at IS NULL",
  );
  const setGuest = db.prepare("UPDATE members SET guest = ? WHERE id = ?");
  const removeGuest = db.prepare("UPDATE members SET removed_at = ?, password_hash = NULL WHERE id = ?");
  const endSessions = db.prepare("DELETE FROM sessions WHERE member = ?");

  return (text, at) => {
    const guests: MemberId[] = [];
    for (const { id, guest } of guestsOf.all()) {
      const binding = parseJson(GuestBinding, guest);
      const left = keepingTerms(binding, ({ of }) => of !== text);
      if (left === binding) continue;
      setGuest.run(JSON.stringify(left), id);
      guests.push(MemberId.parse(id));
      if (left.verdicts.length > 0 || left.outputs.length > 0) continue;
      removeGuest.run(at, id);
      endSessions.run(id);
    }
    return guests;
  };
}

/**
 * Deletes the rows that refer to one row, and before them those that refer to them: the tables are found by their foreign keys, so that
 * one that comes later is not forgotten.
 */
export function dropReferrers(db: Database, table: string, column: string, value: string): void {
  for (const { table: child, from } of referrers(db, table, column)) {
    if (OUTLIVING.has(child)) continue;
    // Keys of several columns, of which this is one.
    if (child !== table || from !== column) dropReferrers(db, child, from, value);
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
