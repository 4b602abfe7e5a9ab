import type { MemberId, SeatId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { Attendance, DoorState, SaidConsents } from "../../../schema/domain/workshop/door.ts";
import type { Present } from "../../../schema/domain/workshop/record.ts";

export interface DoorRow {
  workshop: WorkshopId;
  state: DoorState;
  openUntil: string | null;
  code: string;
  /** The code is of this day. */
  day: string;
  openedBy: MemberId;
}

/** Whose seat a browser wakes. */
export interface DoorGuest {
  workshop: WorkshopId;
  seat: SeatId;
  member: MemberId;
}

export interface AttendanceEntry extends Attendance {
  /** A guest's name, under the workshop's key. */
  sealed: string | null;
}

/** Doors of workshops, their guests, attendance and screens. Tokens are kept as hashes. */
export interface DoorStore {
  /** Null before it was opened. */
  door(workshop: WorkshopId): Promise<DoorRow | null>;
  /** The door that a code opens on its day. */
  byCode(code: string): Promise<DoorRow | null>;
  /** In the place of what was. Throws conflict where another door has the code. */
  setDoor(door: DoorRow): Promise<void>;
  /** A browser wakes a seat from now on. */
  addGuest(tokenHash: string, guest: DoorGuest): Promise<void>;
  /** Null where the browser was never there. */
  guest(tokenHash: string, workshop: WorkshopId): Promise<DoorGuest | null>;
  /** In no order that tells who came when. */
  guests(workshop: WorkshopId): Promise<DoorGuest[]>;
  /** A guest's stay ends then. */
  extendStay(member: MemberId, expiresAt: string): Promise<void>;
  /** By day. */
  attendance(workshop: WorkshopId): Promise<AttendanceEntry[]>;
  /** What somebody decides for a day; what they said and typed before stays where nothing is given. */
  attend(seat: SeatId, day: string, said: SaidConsents, sealed?: string | null): Promise<void>;
  /** `at` null: they were not there. Throws not-found. */
  confirm(seat: SeatId, day: string, at: string | null): Promise<void>;
  /** Somebody is sent out: they were not there on a day of which the host has not said that they were. */
  sendOut(seat: SeatId): Promise<void>;
  /** Whoever decided something for a day, or (null) for any, and of whom the host has not said whether they were, was there. */
  confirmAll(workshop: WorkshopId, day: string | null, at: string): Promise<void>;
  /** On which days members sat there while a step ran, whatever they decided; without those that were erased. */
  presence(workshop: WorkshopId): Promise<Pick<Attendance, "seat" | "day">[]>;
  /** A member sat there on a day; what is known already stays. */
  notePresence(seat: SeatId, day: string): Promise<void>;
  /** Those who came without a device, by day; those who agreed to it (`named`) may be named in minutes, by whoever writes them. */
  byHand(workshop: WorkshopId): Promise<AttendanceEntry[]>;
  /** Somebody more came without a device. */
  addByHand(workshop: WorkshopId, entry: Omit<AttendanceEntry, "absent"> & { sealed: string }): Promise<void>;
  /** All rows of a seat go. */
  forgetSeat(seat: SeatId): Promise<void>;
  /** Until which day lists that were signed on paper are kept, as their form says; null where it says nothing. */
  signedUntil(workshop: WorkshopId): Promise<string | null>;
  /** Throws not-found. */
  setSignedUntil(workshop: WorkshopId, until: string | null): Promise<void>;
  /** Workshops of which there is attendance. */
  attended(): Promise<WorkshopId[]>;
  /** All attendance of a workshop goes, and by which secrets its guests would come back; how many were present stays. */
  forgetAttendance(workshop: WorkshopId, present: Present): Promise<void>;
  /** How many were present, once attendance is gone; null before. */
  presentThen(workshop: WorkshopId): Promise<Present | null>;
  /** A browser shows the workshop from now on. */
  addScreen(tokenHash: string, workshop: WorkshopId, at: string): Promise<void>;
  /** What a browser shows; null where it is no screen. */
  screen(tokenHash: string): Promise<WorkshopId | null>;
  /** How many browsers show it. */
  screens(workshop: WorkshopId): Promise<number>;
  /** Those of workshops that were closed before then go. */
  dropOldScreens(before: string): Promise<void>;
  /** None shows it any more. */
  dropScreens(workshop: WorkshopId): Promise<void>;
}
