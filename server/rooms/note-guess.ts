import type { MemberId, RoomId } from "../../schema/domain/ids.ts";
import type { AuditEntry } from "../store/audit-store.ts";
import { nameOf } from "./error-name.ts";
import type { RoomServices } from "./services.ts";

/** A refusal says that the words are some that were erased: whoever could find a name out by trying is written down. */
export function noteGuess(
  { store, clock, log }: Pick<RoomServices, "store" | "clock" | "log">,
  room: RoomId,
  actor: MemberId,
): void {
  const entry: AuditEntry = { at: clock().toISOString(), actor, action: "erasure.refused", subject: { room } };
  store.audit.append(entry).catch((error: unknown) => {
    log.warn({ room, error: nameOf(error) }, "a refusal was not written down");
  });
}
