import type * as Y from "yjs";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { RoomId } from "../rooms/room-access.ts";

/** Writes into a room as a member, through the same gate and commit as everybody (rooms/write-for.ts). */
export type WriteFor = (room: RoomId, member: MemberId, change: (doc: Y.Doc) => void) => Promise<void>;
