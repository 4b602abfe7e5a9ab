import { z } from "zod";
import { SeatId } from "../ids.ts";

export const DOOR_STATES = ["open", "knock", "shut"] as const;
export const DoorState = z.enum(DOOR_STATES);
export type DoorState = z.infer<typeof DoorState>;

/** A door that is open turns to knock after so long: a code is photographed. */
export const DOOR_OPEN_MS = 15 * 60_000;

/** Digits and letters that nobody takes for another: no 0, 1, I, L, O. */
export const DOOR_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
export const DOOR_CODE_LENGTH = 6;

/** A code as people type it: any case, with blanks. */
export const DoorCode = z
  .string()
  .max(40)
  .transform((typed) => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, ""));

/** How a door stands at a time. */
export function doorAt({ state, openUntil }: { state: DoorState; openUntil: string | null }, now: Date): DoorState {
  return state === "open" && openUntil !== null && Date.parse(openUntil) <= now.getTime() ? "knock" : state;
}

/** Names in attendance are kept so long after a workshop has closed. */
export const ATTENDANCE_DAYS = 90;
/** Slips, and what was read out of each of them: so long. What they say in numbers stays. */
export const SLIPS_DAYS = 30;

type Ended = Readonly<{ closedAt: string | null; days: readonly string[] }>;

/** When names in attendance go. */
export function namesGoOn(workshop: Ended): Date {
  return daysAfter(workshop, ATTENDANCE_DAYS);
}

/** When slips go. */
export function slipsGoOn(workshop: Ended): Date {
  return daysAfter(workshop, SLIPS_DAYS);
}

/** Counted from the closing, or from the last day where nobody closed it. */
function daysAfter({ closedAt, days }: Ended, kept: number): Date {
  const end = Date.parse(closedAt ?? `${days.at(-1) ?? "1970-01-01"}T23:59:59.999Z`);
  return new Date(end + kept * 24 * 3_600_000);
}

/** What somebody decides about their own name; neither is needed. */
export const Consents = z.object({ listed: z.boolean(), named: z.boolean(), remote: z.boolean() });
export type Consents = z.infer<typeof Consents>;
/** Of these what was pressed: what is not named stays as it was recorded. */
export const SaidConsents = Consents.partial();
export type SaidConsents = z.infer<typeof SaidConsents>;

/** Somebody's attendance on a day, without their name. */
export const Attendance = Consents.extend({
  seat: SeatId,
  day: z.iso.date(),
  confirmedAt: z.iso.datetime().nullable(),
  /** The host said that they were not there. */
  absent: z.boolean(),
});
export type Attendance = z.infer<typeof Attendance>;

/** A row of who came on a day, however it came there. */
export const Attended = Attendance.extend({
  /** By what somebody decided of their name; because they sat there, of a member who said nothing; by the host's hand. */
  by: z.enum(["themselves", "sitting", "hand"]),
  /** A member's page showed a running step. */
  sat: z.boolean(),
});
export type Attended = z.infer<typeof Attended>;

/** The one rule of who was there: members who sat there while a step ran, and whom the host confirmed. */
export function wasThere({ sat, confirmedAt }: Pick<Attended, "confirmedAt" | "sat">): boolean {
  return sat || confirmedAt !== null;
}

/** Whether the host has still to say whether somebody was there; of whom they wrote down themselves they have said it. */
export function waitsForHost(row: Pick<Attended, "absent" | "by" | "confirmedAt" | "sat">): boolean {
  return row.by !== "hand" && !row.absent && !wasThere(row);
}
