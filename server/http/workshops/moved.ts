import type { WorkshopId } from "../../../schema/domain/ids.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { AuditAction } from "../../store/shapes/audit-actions.ts";
import type { AuditEntry } from "../../store/audit-store.ts";
import { StoreError } from "../../store/store-error.ts";
import { tellWorkshop } from "../../workshops/tell-workshop.ts";
import type { RequestContext } from "../route.ts";
import { viewWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "silences" | "store">;

/** Runs a command; refuses where the workshop, or the floor, has gone on meanwhile. */
export async function moving<T>(
  command: () => Promise<T>,
  code: "floor-moved" | "workshop-moved" = "workshop-moved",
): Promise<T> {
  try {
    return await command();
  } catch (error) {
    if (error instanceof StoreError && error.code === "conflict") throw new Refusal(code);
    throw error;
  }
}

/** A workshop has gone on: whoever may know is told, and the clock looks at it again. */
export async function moved(deps: Needs, id: WorkshopId): Promise<void> {
  deps.silences.changed();
  await tellWorkshop(deps, id);
}

/** Notes what was done, tells everybody in the workshop how it stands, and answers with that. */
export async function told(
  c: RequestContext,
  deps: Needs,
  by: SignedIn,
  action: AuditAction,
  subject: AuditEntry["subject"] & { workshop: WorkshopId },
): Promise<Response> {
  await audit(deps, by, action, subject);
  await moved(deps, subject.workshop);
  return c.json(await viewWorkshop(deps, by, subject.workshop));
}
