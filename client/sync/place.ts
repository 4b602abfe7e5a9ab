import type { RoomId } from "../../schema/domain/ids.ts";

/** A room of a verdict under the name that it keeps when its id changes. */
export interface Place {
  key: string;
  room: RoomId;
  /** Whether this person may write there. */
  isWritable: boolean;
  /** Whether a copy of it may lie on this device. */
  mayCopy: boolean;
}
