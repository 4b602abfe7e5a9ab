import type { MemberId } from "../../schema/domain/ids.ts";
import type { ReadLog } from "../read-log.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import type { AuditEntry } from "../store/audit-store.ts";
import type { AuditAction } from "../store/shapes/audit-actions.ts";
import type { Store } from "../store/store.ts";

interface Actor {
  member: Pick<SignedIn["member"], "id">;
}

interface Clock {
  /** The time now. */
  clock: () => Date;
}

/** Who does something now, as rows say it. */
export function actOf({ clock }: Clock, { member }: Actor): { by: MemberId; at: string } {
  return { by: member.id, at: clock().toISOString() };
}

/** Writes to the audit log: ids and closed words only. */
export async function audit(
  deps: Clock & { store: Pick<Store, "audit"> },
  who: Actor | null,
  action: AuditAction,
  subject: AuditEntry["subject"] = {},
): Promise<void> {
  await deps.store.audit.append(entryOf(deps, who, action, subject));
}

/** As `audit`, for what only reads: it goes on while the disk takes no writes. */
export async function auditRead(
  deps: Clock & { reads: Pick<ReadLog, "note"> },
  who: Actor,
  action: AuditAction,
  subject: AuditEntry["subject"] = {},
): Promise<void> {
  await deps.reads.note(entryOf(deps, who, action, subject));
}

function entryOf({ clock }: Clock, who: Actor | null, action: AuditAction, subject: AuditEntry["subject"]): AuditEntry {
  return { at: clock().toISOString(), actor: who?.member.id ?? null, action, subject };
}
