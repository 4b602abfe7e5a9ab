import type { WorkshopId } from "../../schema/domain/ids.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import type { Realtime } from "../rooms/room-access.ts";
import type { Store } from "../store/store.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { runningStep } from "./running-step.ts";

/** What telling of a workshop rests on. */
export interface TellNeeds {
  store: Pick<Store, "workshops">;
  realtime: Pick<Realtime, "publish">;
}

/** Tells everybody who may know how a workshop stands. */
export async function tellWorkshop({ store, realtime }: TellNeeds, id: WorkshopId): Promise<void> {
  const row = await store.workshops.get(id);
  if (row) realtime.publish(workshopEvent(row));
}

/** How a workshop stands, in numbers, ids and closed words. */
export function workshopEvent(row: WorkshopRow): ServerEvent {
  const { id: workshop, version, course, state, step, term, holder: floor } = row;
  const { phase = null, pass = 0, edition = null, endsAt = null } = runningStep(row) ?? {};
  return { type: "workshop", workshop, version, course, state, step, phase, pass, edition, endsAt, term, floor };
}
