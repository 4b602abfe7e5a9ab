import { can, type Actor } from "../can.ts";
import { newId, WorkshopId } from "../ids.ts";

/** Who may have the floor of a workshop that is open, whichever it is. */
export function mayDeputise(actor: Actor): boolean {
  const open = { state: "open", holder: null, deputies: [], holderSilentMs: 0 } as const;
  return can(actor, "workshop.hold", { ...open, id: newId(WorkshopId), host: actor.organisation });
}
