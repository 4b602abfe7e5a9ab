import type { WorkshopSubject } from "../../../schema/domain/workshop/floor.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { WorkshopRow } from "../../store/workshops/workshop-store.ts";
import { mustBeAllowed, type RequestContext } from "../route.ts";
import { mustSeeWorkshop } from "./workshop-view.ts";

/** The workshop that the path names, for who has the floor. */
export async function mustLead(
  c: RequestContext,
  deps: Pick<Deps, "clock" | "realtime" | "store">,
): Promise<{ by: SignedIn; workshop: WorkshopRow; subject: WorkshopSubject }> {
  const { workshop, subject } = await mustSeeWorkshop(c, deps);
  // Who had it until a moment ago is told that it has moved, not that they may not.
  const by = mustBeAllowed(c, "workshop.hold", subject);
  if (workshop.holder !== by.member.id) throw new Refusal("floor-moved");
  return { by: mustBeAllowed(c, "workshop.lead", subject), workshop, subject };
}

/** Refuses a command that was given under another term of the floor. */
export function mustHaveFloor({ term }: Pick<WorkshopRow, "term">, said: number): void {
  if (term !== said) throw new Refusal("floor-moved");
}
