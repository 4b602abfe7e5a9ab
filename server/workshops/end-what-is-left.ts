import type { WorkshopId } from "../../schema/domain/ids.ts";
import type { Deps } from "../deps.ts";
import { endLeftVotes } from "./cast-vote.ts";
import { endGuests } from "./end-guests.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "knocks" | "realtime" | "secretVotes" | "store">;

/** Ends what ends with how a workshop stands: votes at tables that work no more; where it is closed all votes, and the stay of its guests. */
export async function endWhatIsLeft(deps: Needs, id: WorkshopId): Promise<void> {
  // Before its guests go: what they advised is counted, too.
  await endLeftVotes(deps, id);
  if ((await deps.store.workshops.get(id))?.state === "closed") await endGuests(deps, id);
}

/** The same of all workshops: of one that was closed, the server may have been killed, or its disk full, before all was ended. */
export async function endWhatWasLeft(deps: Needs): Promise<void> {
  for (const { id, state } of await deps.store.workshops.all()) if (state !== "planned") await endWhatIsLeft(deps, id);
}
