import { CLOSE } from "../../schema/protocol/close-codes.ts";

/** Why a room is not opened again by itself; FATES says what follows from each. */
export type RoomClosed =
  | "sign-in-needed"
  /** The session of this browser is another member's now. */
  | "other-member"
  | "no-access"
  | "no-room"
  | "gone"
  | "identity-conflict"
  /** Nothing may be written here any more, and something unsent was. */
  | "read-only"
  /** Unsent work bears times to come, from when this device's clock was further ahead than the server takes. */
  | "clock-ahead"
  | "refused"
  | "too-large"
  | "old-client";

/** Whether it says that one may see less than before: how much less, the server has to be asked. */
export const shutsOut = (why: RoomClosed): boolean => why === "no-access" || why === "no-room";

/** What a room is closed for by the code of its socket; other codes are no end. */
export const CLOSED_BY_CODE: Record<number, RoomClosed> = {
  [CLOSE.signInNeeded]: "sign-in-needed",
  [CLOSE.noAccess]: "no-access",
  [CLOSE.noRoom]: "no-room",
  [CLOSE.gone]: "gone",
  [CLOSE.identityConflict]: "identity-conflict",
  [CLOSE.refused]: "refused",
  [CLOSE.tooLarge]: "too-large",
  [CLOSE.malformed]: "refused",
  [CLOSE.oldClient]: "old-client",
};
