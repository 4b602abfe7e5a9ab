import { z } from "zod";
import { MemberId, SeatId, WorkshopId } from "../../../../schema/domain/ids.ts";
import { DoorState } from "../../../../schema/domain/workshop/door.ts";
import { Present } from "../../../../schema/domain/workshop/record.ts";
import { StoreError } from "../../store-error.ts";
import type { AttendanceEntry, DoorGuest, DoorRow, DoorStore } from "../../workshops/door-store.ts";
import { read, write } from "../file/intent.ts";
import { SqlitePart } from "../part.ts";
import { parseJson } from "../rows/json.ts";

const DoorColumns = z
  .object({
    workshop: WorkshopId,
    state: DoorState,
    open_until: z.string().nullable(),
    code: z.string(),
    day: z.string(),
    opened_by: MemberId,
  })
  .transform(({ open_until: openUntil, opened_by: openedBy, ...row }): DoorRow => ({ ...row, openUntil, openedBy }));

const GuestColumns = z.object({ workshop: WorkshopId, seat: SeatId, member: MemberId });

const flag = z.int().transform((is) => is === 1);
const AttendanceColumns = z
  .object({
    seat: SeatId,
    day: z.string(),
    sealed: z.string().nullable(),
    remote: flag,
    listed: flag,
    named: flag,
    absent: flag,
    confirmed_at: z.string().nullable(),
  })
  .transform(({ confirmed_at: confirmedAt, ...row }): AttendanceEntry => ({ ...row, confirmedAt }));

const PresenceColumns = z.object({ seat: SeatId, day: z.string() });

/** Doors of workshops; see DoorStore. */
export class SqliteDoors extends SqlitePart implements DoorStore {
  readonly #door = this.db.prepare<[string]>("SELECT * FROM workshop_doors WHERE workshop = ?");
  readonly #byCode = this.db.prepare<[string]>("SELECT * FROM workshop_doors WHERE code = ?");
  readonly #codeOfOther = this.db.prepare<[string, string]>(
    "SELECT 1 FROM workshop_doors WHERE code = ? AND workshop <> ?",
  );
  readonly #setDoor = this.db.prepare(
    `INSERT INTO workshop_doors (workshop, state, open_until, code, day, opened_by)
     VALUES (:workshop, :state, :openUntil, :code, :day, :openedBy)
     ON CONFLICT (workshop) DO UPDATE SET state = excluded.state, open_until = excluded.open_until, code = excluded.code,
       day = excluded.day, opened_by = excluded.opened_by`,
  );
  readonly #addGuest = this.db.prepare(
    "INSERT INTO workshop_guests (token_hash, workshop, seat, member) VALUES (:tokenHash, :workshop, :seat, :member)",
  );
  readonly #guest = this.db.prepare<[string, string]>(
    "SELECT workshop, seat, member FROM workshop_guests WHERE token_hash = ? AND workshop = ?",
  );
  readonly #guests = this.db.prepare<[string]>(
    "SELECT workshop, seat, member FROM workshop_guests WHERE workshop = ? ORDER BY seat",
  );
  readonly #extendStay = this.db.prepare(
    "UPDATE members SET guest = json_set(guest, '$.expiresAt', ?) WHERE id = ? AND guest IS NOT NULL",
  );
  readonly #ofWorkshop = "seat IN (SELECT id FROM workshop_seats WHERE workshop = ?)";
  readonly #attendance = this.db.prepare<[string]>(
    `SELECT * FROM workshop_attendance WHERE ${this.#ofWorkshop} ORDER BY day, seat`,
  );
  readonly #attend = this.db.prepare(
    `INSERT INTO workshop_attendance (seat, day, sealed, remote, listed, named)
     VALUES (:seat, :day, :sealed, coalesce(:remote, 0), coalesce(:listed, 0), coalesce(:named, 0))
     ON CONFLICT (seat, day) DO UPDATE SET sealed = coalesce(:sealed, sealed), remote = coalesce(:remote, remote),
       listed = coalesce(:listed, listed), named = coalesce(:named, named)`,
  );
  readonly #presence = this.db.prepare<[string]>(
    `SELECT seat, day FROM workshop_presence WHERE hidden = 0 AND ${this.#ofWorkshop} ORDER BY day, seat`,
  );
  readonly #notePresence = this.db.prepare(
    "INSERT INTO workshop_presence (seat, day) VALUES (?, ?) ON CONFLICT DO NOTHING",
  );
  readonly #hidePresence = this.db.prepare("UPDATE workshop_presence SET hidden = 1 WHERE seat = ?");
  // Of a member who said something before they were noted.
  readonly #hideSaid = this.db.prepare(
    `INSERT INTO workshop_presence (seat, day, hidden) SELECT seat, day, 1 FROM workshop_attendance WHERE seat = ? AND sealed IS NULL
     ON CONFLICT (seat, day) DO NOTHING`,
  );
  readonly #forgetPresence = this.db.prepare(`DELETE FROM workshop_presence WHERE ${this.#ofWorkshop}`);
  readonly #byHand = this.db.prepare<[string]>(
    "SELECT *, 0 AS absent FROM workshop_attendance_by_hand WHERE workshop = ? ORDER BY day, seat",
  );
  readonly #addByHand = this.db.prepare(
    `INSERT INTO workshop_attendance_by_hand (seat, workshop, day, sealed, remote, listed, named, confirmed_at)
     VALUES (:seat, :workshop, :day, :sealed, :remote, :listed, :named, :confirmedAt)`,
  );
  readonly #confirmByHand = this.db.prepare(
    "UPDATE workshop_attendance_by_hand SET confirmed_at = ? WHERE seat = ? AND day = ?",
  );
  readonly #forgetOneByHand = this.db.prepare("DELETE FROM workshop_attendance_by_hand WHERE seat = ?");
  readonly #forgetByHand = this.db.prepare("DELETE FROM workshop_attendance_by_hand WHERE workshop = ?");
  readonly #confirm = this.db.prepare(
    "UPDATE workshop_attendance SET confirmed_at = :at, absent = :at IS NULL WHERE seat = :seat AND day = :day",
  );
  readonly #sendOut = this.db.prepare(
    "UPDATE workshop_attendance SET absent = 1 WHERE confirmed_at IS NULL AND seat = ?",
  );
  readonly #confirmAll = this.db.prepare(
    `UPDATE workshop_attendance SET confirmed_at = :at WHERE confirmed_at IS NULL AND absent = 0 AND day = coalesce(:day, day)
       AND seat IN (SELECT id FROM workshop_seats WHERE workshop = :workshop)`,
  );
  readonly #presentThen = this.db
    .prepare<[string], string | null>("SELECT present FROM workshops WHERE id = ?")
    .pluck();
  readonly #setPresent = this.db.prepare("UPDATE workshops SET present = ? WHERE id = ?");
  readonly #forgetSeat = this.db.prepare("DELETE FROM workshop_attendance WHERE seat = ?");
  readonly #attended = this.db.prepare<[], { workshop: string }>(
    `SELECT workshop_seats.workshop FROM workshop_attendance JOIN workshop_seats ON workshop_seats.id = workshop_attendance.seat
     UNION SELECT workshop_seats.workshop FROM workshop_presence JOIN workshop_seats ON workshop_seats.id = workshop_presence.seat
     UNION SELECT workshop FROM workshop_attendance_by_hand`,
  );
  readonly #forgetAttendance = this.db.prepare(`DELETE FROM workshop_attendance WHERE ${this.#ofWorkshop}`);
  readonly #forgetGuests = this.db.prepare("DELETE FROM workshop_guests WHERE workshop = ?");
  readonly #signedUntil = this.db
    .prepare<[string], string | null>("SELECT signed_until FROM workshops WHERE id = ?")
    .pluck();
  readonly #setSignedUntil = this.db.prepare("UPDATE workshops SET signed_until = ? WHERE id = ?");
  readonly #addScreen = this.db.prepare(
    "INSERT INTO workshop_screens (token_hash, workshop, paired_at) VALUES (?, ?, ?)",
  );
  readonly #screen = this.db
    .prepare<[string], string>("SELECT workshop FROM workshop_screens WHERE token_hash = ?")
    .pluck();
  readonly #screens = this.db
    .prepare<[string], number>("SELECT count(*) FROM workshop_screens WHERE workshop = ?")
    .pluck();
  readonly #dropClosed = this.db.prepare(
    "DELETE FROM workshop_screens WHERE workshop IN (SELECT id FROM workshops WHERE closed_at < ?)",
  );
  readonly #dropScreens = this.db.prepare("DELETE FROM workshop_screens WHERE workshop = ?");

  readonly door: DoorStore["door"] = (workshop) =>
    read(this.db, () => DoorColumns.nullable().parse(this.#door.get(workshop) ?? null));

  readonly byCode: DoorStore["byCode"] = (code) =>
    read(this.db, () => DoorColumns.nullable().parse(this.#byCode.get(code) ?? null));

  readonly setDoor: DoorStore["setDoor"] = (door) =>
    write(this.db, () => {
      if (this.#codeOfOther.get(door.code, door.workshop))
        throw new StoreError("conflict", "Another door has this code");
      this.#setDoor.run({ ...door });
    });

  readonly addGuest: DoorStore["addGuest"] = (tokenHash, guest) =>
    write(this.db, () => void this.#addGuest.run({ ...guest, tokenHash }));

  readonly guest: DoorStore["guest"] = (tokenHash, workshop) =>
    read(this.db, () => GuestColumns.nullable().parse(this.#guest.get(tokenHash, workshop) ?? null));

  readonly guests: DoorStore["guests"] = (workshop) =>
    read(this.db, () => this.#guests.all(workshop).map((row): DoorGuest => GuestColumns.parse(row)));

  readonly extendStay: DoorStore["extendStay"] = (member, expiresAt) =>
    write(this.db, () => void this.#extendStay.run(expiresAt, member));

  readonly attendance: DoorStore["attendance"] = (workshop) =>
    read(this.db, () => this.#attendance.all(workshop).map((row) => AttendanceColumns.parse(row)));

  readonly attend: DoorStore["attend"] = (seat, day, { remote, listed, named }, sealed = null) =>
    write(this.db, () => {
      const flagOf = (said: boolean | undefined): number | null => (said === undefined ? null : Number(said));
      this.#attend.run({ seat, day, sealed, remote: flagOf(remote), listed: flagOf(listed), named: flagOf(named) });
    });

  readonly confirm: DoorStore["confirm"] = (seat, day, at) =>
    write(this.db, () => {
      const { changes } = this.#confirm.run({ at, seat, day });
      if (changes + this.#confirmByHand.run(at, seat, day).changes === 0) throw new StoreError("not-found");
    });

  readonly sendOut: DoorStore["sendOut"] = (seat) => write(this.db, () => void this.#sendOut.run(seat));

  readonly confirmAll: DoorStore["confirmAll"] = (workshop, day, at) =>
    write(this.db, () => void this.#confirmAll.run({ workshop, day, at }));

  readonly presence: DoorStore["presence"] = (workshop) =>
    read(this.db, () => this.#presence.all(workshop).map((row) => PresenceColumns.parse(row)));

  readonly notePresence: DoorStore["notePresence"] = (seat, day) =>
    write(this.db, () => void this.#notePresence.run(seat, day));

  readonly byHand: DoorStore["byHand"] = (workshop) =>
    read(this.db, () => this.#byHand.all(workshop).map((row) => AttendanceColumns.parse(row)));

  readonly addByHand: DoorStore["addByHand"] = (workshop, { remote, listed, named, ...row }) =>
    write(this.db, () => {
      const said = { remote: Number(remote), listed: Number(listed), named: Number(named) };
      this.#addByHand.run({ ...row, ...said, workshop });
    });

  readonly forgetSeat: DoorStore["forgetSeat"] = (seat) =>
    write(this.db, () => {
      this.#hideSaid.run(seat);
      this.#forgetSeat.run(seat);
      this.#hidePresence.run(seat);
      this.#forgetOneByHand.run(seat);
    });

  readonly signedUntil: DoorStore["signedUntil"] = (workshop) =>
    read(this.db, () => this.#signedUntil.get(workshop) ?? null);

  readonly setSignedUntil: DoorStore["setSignedUntil"] = (workshop, until) =>
    write(this.db, () => {
      if (this.#setSignedUntil.run(until, workshop).changes === 0) throw new StoreError("not-found");
    });

  readonly attended: DoorStore["attended"] = () =>
    read(this.db, () => this.#attended.all().map(({ workshop }) => WorkshopId.parse(workshop)));

  readonly presentThen: DoorStore["presentThen"] = (workshop) =>
    read(this.db, () => {
      const present = this.#presentThen.get(workshop) ?? null;
      return present === null ? null : parseJson(Present, present);
    });

  readonly forgetAttendance: DoorStore["forgetAttendance"] = (workshop, present) =>
    write(this.db, () => {
      this.#setPresent.run(JSON.stringify(present), workshop);
      this.#forgetAttendance.run(workshop);
      this.#forgetPresence.run(workshop);
      this.#forgetByHand.run(workshop);
      this.#forgetGuests.run(workshop);
    });

  readonly addScreen: DoorStore["addScreen"] = (tokenHash, workshop, at) =>
    write(this.db, () => {
      this.#addScreen.run(tokenHash, workshop, at);
    });

  readonly screen: DoorStore["screen"] = (tokenHash) =>
    read(this.db, () => WorkshopId.nullable().parse(this.#screen.get(tokenHash) ?? null));

  readonly screens: DoorStore["screens"] = (workshop) => read(this.db, () => this.#screens.get(workshop) ?? 0);

  readonly dropOldScreens: DoorStore["dropOldScreens"] = (before) =>
    write(this.db, () => void this.#dropClosed.run(before));

  readonly dropScreens: DoorStore["dropScreens"] = (workshop) =>
    write(this.db, () => void this.#dropScreens.run(workshop));
}
