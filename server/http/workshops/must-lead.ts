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
  return { by: mustBeHolder(c, subject), workshop, subject };
}

/** Who had the floor until a moment ago is told that it has moved, not that they may not. */
export function mustBeHolder(c: RequestContext, subject: WorkshopSubject): SignedIn {
  const by = mustBeAllowed(c, "workshop.hold", subject);
  if (subject.holder !== by.member.id) throw new Refusal("floor-moved");
  return mustBeAllowed(c, "workshop.lead", subject);
}

/** Refuses a command that was given under another term of the floor. */
export function mustHaveFloor({ term }: Pick<WorkshopRow, "term">, said: number): void {
  if (term !== said) throw new Refusal("floor-moved");
}
