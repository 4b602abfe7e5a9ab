import type { WorkshopId } from "../../../schema/domain/ids.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { Refusal } from "../../refusal.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { AuditAction } from "../../store/shapes/audit-actions.ts";
import type { AuditEntry } from "../../store/audit-store.ts";
import { StoreError } from "../../store/store-error.ts";
import type { RequestContext } from "../route.ts";
import { viewWorkshop } from "./workshop-view.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

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

/** Notes what was done, tells everybody in the workshop how it stands, and answers with that. */
export async function told(
  c: RequestContext,
  deps: Needs,
  by: SignedIn,
  action: AuditAction,
  subject: AuditEntry["subject"] & { workshop: WorkshopId },
): Promise<Response> {
  await audit(deps, by, action, subject);
  await tell(deps, subject.workshop);
  return c.json(await viewWorkshop(deps, by, subject.workshop));
}

/** Tells everybody who may know how a workshop stands. */
export async function tell({ store, realtime }: Needs, id: WorkshopId): Promise<void> {
  const row = await store.workshops.get(id);
  if (!row) return;
  const { version, state, step, term, holder } = row;
  const under = row.steps.find((each) => each.id === step);
  realtime.publish({
    type: "workshop",
    workshop: id,
    version,
    state,
    step,
    phase: under?.endedAt === null ? under.phase : null,
    endsAt: under?.endsAt ?? null,
    term,
    floor: holder,
  });
}
