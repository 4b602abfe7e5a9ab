import type { WorkshopId } from "../../schema/domain/ids.ts";
import type { Deps } from "../deps.ts";
import { stepUnderWay } from "./turn-step.ts";
import { dayOf } from "./welcome.ts";

/**
 * Notes which members sit in a workshop while a step of it runs: who has a seat and a page open. Whoever says nothing of their name was
 * there, too. Guests have said something when they came.
 */
export async function notePresence(
  { store, realtime, clock }: Pick<Deps, "clock" | "realtime" | "store">,
  id: WorkshopId,
): Promise<void> {
  const workshop = await store.workshops.get(id);
  if (workshop?.state !== "open" || !stepUnderWay(workshop)) return;
  const [seats, members] = await Promise.all([store.workshops.seats(id), store.people.members()]);
  const guests = new Set(members.flatMap((member) => (member.guest ? [member.id] : [])));
  const here = seats.filter(({ member }) => !guests.has(member) && realtime.events.isHere(member));
  await store.doors.notePresence(
    here.map(({ id: seat }) => seat),
    dayOf(clock()),
  );
}
