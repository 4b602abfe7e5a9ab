import type { DraftReason } from "./draft.ts";
import type { RoomClosed } from "./room-closed.ts";

type Fate = "again" | "write-again" | "set-aside" | "hold";

/**
 * The lift (docs/design.md, idea 9) as one table: what becomes of unsent work, and of the room, for each reason to close.
 * again: a new document of the same room, the work compared with what the server has; write-again: the work into the room that
 * stands there then; set-aside: drafts; hold: kept as it is until the same person comes back.
 */
export const FATES: Record<RoomClosed, { fate: Fate; reason: DraftReason; reopens: boolean; isStale: boolean }> = {
  refused: { fate: "again", reason: "refused", reopens: true, isStale: false },
  "too-large": { fate: "again", reason: "refused", reopens: true, isStale: false },
  "identity-conflict": { fate: "write-again", reason: "refused", reopens: true, isStale: false },
  "clock-ahead": { fate: "write-again", reason: "refused", reopens: true, isStale: false },
  gone: { fate: "write-again", reason: "no-access", reopens: false, isStale: true },
  // What waits is set aside when the list says the same: only then is it known whether a round has closed.
  "read-only": { fate: "write-again", reason: "read-only", reopens: true, isStale: true },
  "no-access": { fate: "set-aside", reason: "no-access", reopens: false, isStale: false },
  "no-room": { fate: "set-aside", reason: "no-access", reopens: false, isStale: false },
  "sign-in-needed": { fate: "hold", reason: "no-access", reopens: false, isStale: false },
  "other-member": { fate: "hold", reason: "no-access", reopens: false, isStale: false },
  "old-client": { fate: "hold", reason: "no-access", reopens: false, isStale: false },
};
