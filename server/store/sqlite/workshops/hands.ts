import type { Database } from "better-sqlite3";
import type { MemberId, SeatId, WorkshopId } from "../../../../schema/domain/ids.ts";

/** Hands of a workshop's seats, and who has been let speak, within a transaction. */
export class Hands {
  readonly #raise;
  readonly #letSpeak;
  readonly #endSpeaking;
  readonly #lead;
  readonly #endAll;

  constructor(db: Database) {
    // Whoever lowers their hand has spoken.
    this.#raise = db.prepare(
      `UPDATE workshop_seats SET hand_at = :at, speaks_at = CASE WHEN :at IS NULL THEN NULL ELSE speaks_at END
       WHERE id = :seat AND workshop = :id`,
    );
    this.#letSpeak = db.prepare("UPDATE workshop_seats SET speaks_at = ? WHERE id = ? AND workshop = ?");
    const down = "UPDATE workshop_seats SET hand_at = NULL, speaks_at = NULL WHERE workshop = ?";
    this.#endSpeaking = db.prepare(`${down} AND speaks_at IS NOT NULL`);
    this.#lead = db.prepare(`${down} AND member = ?`);
    this.#endAll = db.prepare(down);
  }

  /** Null lowers it; false where there is no such seat. */
  raise(id: WorkshopId, seat: SeatId, at: string | null): boolean {
    return this.#raise.run({ at, seat, id }).changes === 1;
  }

  /** Whoever spoke before has spoken; false where there is no such seat. */
  letSpeak(id: WorkshopId, seat: SeatId, at: string): boolean {
    this.#endSpeaking.run(id);
    return this.#letSpeak.run(at, seat, id).changes === 1;
  }

  endSpeaking(id: WorkshopId): void {
    this.#endSpeaking.run(id);
  }

  /** Who leads asks nobody to speak. */
  lead(id: WorkshopId, member: MemberId): void {
    this.#lead.run(id, member);
  }

  /** Nobody asks any more. */
  endAll(id: WorkshopId): void {
    this.#endAll.run(id);
  }
}
