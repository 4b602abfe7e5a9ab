import { z } from "zod";
import { KnockId, SeatId, WorkshopId } from "../../../domain/ids.ts";
import { UiLanguage } from "../../../domain/language.ts";
import { Attended, Consents, DoorCode, DoorState, SaidConsents } from "../../../domain/workshop/door.ts";

const Typed = z.string().trim().min(1).max(120);

/** GET /api/workshops/:id/door (workshop.plan) → DoorView, and the answer to each command. */
export const DoorView = z.object({
  state: DoorState,
  openUntil: z.iso.datetime().nullable(),
  /** Null before it was opened on this day. */
  code: z.string().nullable(),
  /** Where one types the code; `url/CODE` is what a phone reads. */
  url: z.string(),
  knocks: z.array(z.object({ id: KnockId, name: z.string(), organisation: z.string(), at: z.iso.datetime() })),
});
export type DoorView = z.infer<typeof DoorView>;

/** PUT /api/workshops/:id/door (workshop.plan, while it is open). */
export const DoorChange = z.object({ to: DoorState });
export type DoorChange = z.infer<typeof DoorChange>;

/** POST /api/workshops/:id/door/code (workshop.plan): a new code; the one before opens nothing any more. */

/** POST /api/workshops/:id/door/knocks/:knock (workshop.plan): lets somebody in, or turns them away. */
export const KnockAnswer = z.object({ admit: z.boolean() });
export type KnockAnswer = z.infer<typeof KnockAnswer>;

/** POST /api/workshops/:id/dismiss (workshop.plan): a guest is out at once, and the code is another. */
export const Dismiss = z.object({ seat: SeatId });
export type Dismiss = z.infer<typeof Dismiss>;

/** POST /api/join/look → JoinView. 404 where the code opens nothing, 429 from thirty wrong ones a minute. */
export const JoinLook = z.object({ code: DoorCode });
export type JoinLook = z.infer<typeof JoinLook>;
export const JoinView = z.object({
  workshop: z.string(),
  /** Which of its days it is, from 1; null outside of them. */
  day: z.int().nullable(),
  days: z.int(),
  state: DoorState,
  languages: z.array(UiLanguage),
  /** Until when a name is kept. */
  keptUntil: z.iso.datetime(),
  /** Whoever is signed in takes their own seat, and who was here before wakes theirs: neither is asked for anything. */
  knownAs: z.enum(["member", "guest"]).nullable(),
});
export type JoinView = z.infer<typeof JoinView>;

/** POST /api/join → Joined. 409 `door-shut`. */
export const Join = Consents.extend({
  code: DoorCode,
  name: Typed.optional(),
  organisation: z.string().trim().max(120).optional(),
  language: UiLanguage,
});
export type Join = z.infer<typeof Join>;
/** POST /api/join/knock → Joined: whether somebody has answered. 404 where nobody knocks, turned away too. */
export const Joined = z.object({ as: z.enum(["member", "guest", "waiting"]), workshop: WorkshopId });
export type Joined = z.infer<typeof Joined>;

/**
 * PUT /api/workshops/:id/attendance/own (workshop.take-part, with a seat), PUT /api/attending/consents: for today, and only what
 * was pressed: another device of the same person may have said the rest.
 */
export const OwnConsents = SaidConsents;

/** GET /api/workshops/:id/attendance (workshop.attendance) → AttendanceList. */
export const AttendanceRow = Attended.extend({
  name: z.string(),
  organisation: z.string(),
  isGuest: z.boolean(),
});
export type AttendanceRow = z.infer<typeof AttendanceRow>;
export const AttendanceList = z.object({
  workshop: z.string(),
  days: z.array(z.iso.date()),
  today: z.iso.date(),
  rows: z.array(AttendanceRow),
  /** Whether somebody can be written down by hand. */
  mayAdd: z.boolean(),
  keptUntil: z.iso.datetime(),
  /** Until which day the signed paper is kept for the donor, as the form says; null: it says nothing. */
  signedUntil: z.iso.date().nullable(),
});
export type AttendanceList = z.infer<typeof AttendanceList>;

/** PUT /api/workshops/:id/attendance/:seat: that somebody was there on a day. DELETE: all rows of a seat. */
export const Confirmation = z.object({ day: z.iso.date(), confirmed: z.boolean() });
export type Confirmation = z.infer<typeof Confirmation>;

/** PUT /api/workshops/:id/attendance/confirmed (workshop.attendance) → AttendanceList: whoever waits was there, on a day or on all. */
export const AllConfirmed = z.object({ day: z.iso.date().optional() });
export type AllConfirmed = z.infer<typeof AllConfirmed>;

/** POST /api/workshops/:id/attendance/by-hand (workshop.attendance) → AttendanceList: somebody who came without a device, on a day from its opening to today. */
export const ByHand = z.object({
  day: z.iso.date(),
  name: z.string().trim().min(1).max(120),
  organisation: z.string().trim().max(120),
  /** They agree to stand on the list. */
  listed: z.boolean(),
  /** They agree to be named in the minutes. */
  named: z.boolean().default(false),
  remote: z.boolean(),
});
export type ByHand = z.input<typeof ByHand>;

/** PUT /api/workshops/:id/attendance/form (workshop.attendance) → AttendanceList: what the list for signatures says. */
export const SignedForm = z.object({ until: z.iso.date().nullable() });
export type SignedForm = z.infer<typeof SignedForm>;
