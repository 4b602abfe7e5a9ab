import type { WorkshopId } from "../../schema/domain/ids.ts";
import type { Deps } from "../deps.ts";

/** Tells everybody who may know how a workshop stands. */
export async function tellWorkshop(
  { store, realtime }: Pick<Deps, "realtime" | "store">,
  id: WorkshopId,
): Promise<void> {
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
