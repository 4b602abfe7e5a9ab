import { namesGoOn } from "../../../schema/domain/workshop/door.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { presentIn } from "./attended.ts";
import { destroyNameKey } from "./names.ts";

/** Destroys the keys of workshops whose names have been kept long enough, and with them all attendance. How many were present stays. */
export async function forgetNames({ store, clock, config }: Pick<Deps, "clock" | "config" | "store">): Promise<void> {
  for (const id of await store.doors.attended()) {
    const workshop = await store.workshops.get(id);
    if (workshop && clock() < namesGoOn(workshop)) continue;
    // The key first: whatever is left of the rows then gives no name.
    await destroyNameKey(config.dataFolder, id);
    await store.doors.forgetAttendance(id, await presentIn(store, id));
    await audit({ store, clock }, null, "workshop.names-gone", { workshop: id });
  }
}
