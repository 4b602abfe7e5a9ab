import type { VerdictId, WorkshopId } from "../../schema/domain/ids.ts";
import type { Realtime } from "../rooms/room-access.ts";
import type { Store } from "../store/store.ts";
import { runningStep } from "./running-step.ts";

/** What telling of a workshop rests on. */
export interface TellNeeds {
  store: Pick<Store, "workshops">;
  realtime: Pick<Realtime, "publish">;
}

/** Tells everybody who may know how a workshop stands. */
export async function tellWorkshop({ store, realtime }: TellNeeds, id: WorkshopId): Promise<void> {
  const row = await store.workshops.get(id);
  if (!row) return;
  const { version, state, step, term, holder } = row;
  const under = row.steps.find((each) => each.id === step && each.endedAt === null);
  realtime.publish({
    type: "workshop",
    workshop: id,
    version,
    state,
    step,
    phase: under?.phase ?? null,
    endsAt: under?.endsAt ?? null,
    term,
    floor: holder,
  });
}

/** What may be read of a verdict has changed: workshops whose running step works on it look anew. */
export async function tellWorkshopsOn(deps: TellNeeds, verdict: VerdictId): Promise<void> {
  for (const workshop of await deps.store.workshops.all())
    if (runningStep(workshop)?.passages.some((passage) => passage.verdict === verdict))
      await tellWorkshop(deps, workshop.id);
}
