import type { MemberId, WorkshopId } from "../../schema/domain/ids.ts";
import type { Deps } from "../deps.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "knocks" | "realtime" | "store">;

/** A guest is out: sessions end, and with them sockets, and no code wakes the seat again. */
export async function endGuest({ store, clock, realtime }: Omit<Needs, "knocks">, member: MemberId): Promise<void> {
  await store.people.removeMember(member, clock().toISOString());
  await realtime.recheckMember(member);
}

/** A workshop is closed: its guests are gone, and nobody waits any more. Screens say so by themselves. */
export async function endGuests(deps: Needs, workshop: WorkshopId): Promise<void> {
  deps.knocks.endAll(workshop);
  for (const { member } of await deps.store.doors.guests(workshop))
    if ((await deps.store.people.member(member))?.removedAt === null) await endGuest(deps, member);
}
