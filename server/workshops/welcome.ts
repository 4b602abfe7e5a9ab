import { MemberId, newId, SeatId } from "../../schema/domain/ids.ts";
import { GUEST_ROLE, type Member } from "../../schema/domain/member.ts";
import { wallTime } from "../../schema/domain/workshop/wall-time.ts";
import { numberedGuestName } from "../../schema/text/former-member.ts";
import { KeyedTaskQueue } from "../../schema/task-queue.ts";
import type { Deps } from "../deps.ts";
import type { DoorGuest } from "../store/workshops/door-store.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { ensureNameKey, sealName } from "./attendance/names.ts";
import type { Coming } from "./knocks.ts";
import { tellWorkshop } from "./tell-workshop.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "config" | "realtime" | "store">;

/** A guest is bound for a day: the next day's code wakes the same seat. */
const STAY_MS = 16 * 3_600_000;
const turns = new KeyedTaskQueue();

/** Lets somebody in: a guest without a name of their own, with a seat. Their name goes into attendance. */
export function welcome(deps: Needs, workshop: WorkshopRow, by: MemberId, coming: Coming): Promise<DoorGuest> {
  return turns.run(workshop.id, () => letIn(deps, workshop, by, coming));
}

async function letIn(deps: Needs, workshop: WorkshopRow, by: MemberId, coming: Coming): Promise<DoorGuest> {
  const { store, clock, config, realtime } = deps;
  const known = await store.doors.guest(coming.tokenHash, workshop.id);
  if (known) return known;
  const now = clock();
  const at = now.toISOString();
  const number = (await store.doors.guests(workshop.id)).length + 1;
  const member = await guestMember(deps, workshop, by, number, now);
  await store.people.addMember(member, null);
  const seat = newId(SeatId);
  await store.workshops.sit(workshop.id, { id: seat, member: member.id, language: coming.language, at });
  const guest = { workshop: workshop.id, seat, member: member.id };
  await store.doors.addGuest(coming.tokenHash, guest);
  await ensureNameKey(config.dataFolder, workshop.id);
  const sealed = await sealName(config.dataFolder, workshop.id, seat, coming.typed);
  await store.doors.attend(seat, wallTime(workshop.country, now).day, coming.consents, sealed);
  realtime.publish({ type: "members" });
  await tellWorkshop(deps, workshop.id);
  return guest;
}

/** Whoever was here before is here again, until the evening. */
export async function wake({ store, clock }: Needs, workshop: WorkshopRow, guest: DoorGuest): Promise<void> {
  const now = clock();
  await store.doors.extendStay(guest.member, stayOf(now));
  const rows = (await store.doors.attendance(workshop.id)).filter((row) => row.seat === guest.seat);
  const last = rows.at(-1);
  const { day } = wallTime(workshop.country, now);
  if (last && last.day !== day) await store.doors.attend(guest.seat, day, last, last.sealed);
}

function stayOf(now: Date): string {
  return new Date(now.getTime() + STAY_MS).toISOString();
}

async function guestMember(
  { store }: Needs,
  { id, host }: WorkshopRow,
  invitedBy: MemberId,
  number: number,
  now: Date,
): Promise<Member> {
  const organisation = (await store.people.organisations()).find((each) => each.id === host);
  if (!organisation) throw new Error("a workshop without a host");
  return {
    id: newId(MemberId),
    name: numberedGuestName(number),
    initials: `G${String(number)}`,
    role: GUEST_ROLE,
    organisation: organisation.id,
    country: organisation.country,
    guest: { verdicts: [], outputs: [], workshop: id, invitedBy, expiresAt: stayOf(now) },
    removedAt: null,
  };
}
