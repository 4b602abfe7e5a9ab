import type { SeatId } from "../../../schema/domain/ids.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import type { Deps } from "../../deps.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { runningStep } from "../running-step.ts";

/**
 * Notes that a member whose page shows the workshop sits in it today, if a step of it runs: whoever says nothing of their name was there,
 * too. Each page says so of itself; a seat stays when its member goes, and so says nothing.
 */
export async function notePresence(
  { store, clock }: Pick<Deps, "clock" | "store">,
  workshop: WorkshopRow,
  seat: SeatId,
): Promise<void> {
  if (workshop.state === "open" && runningStep(workshop))
    await store.doors.notePresence(seat, wallTime(workshop.country, clock()).day);
}
