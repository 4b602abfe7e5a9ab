import type { Database } from "better-sqlite3";
import { z } from "zod";
import { type MemberId, RoomId, VerdictId } from "../../../../schema/domain/ids.ts";
import { parseJson } from "../rows/json.ts";
import { createGuestRelease, dropReferrers } from "./drop-rows.ts";

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
  const letGuestsGo = createGuestRelease(db);
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
    const guests = letGuestsGo(verdict, at);
    return { rooms, guests };
  };
}
