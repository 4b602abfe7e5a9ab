import type * as Y from "yjs";
import type { MemberId, RoomId } from "../../schema/domain/ids.ts";
import type { CommandRow } from "../store/room-store.ts";
import type { Room } from "./room.ts";

/**
 * Writes in a room for a member (imports, the demo, applied proposals), under a client id of the server's that is bound to
 * that member; resolves when it is on disk and everybody there has been told. `change` uses the accessors of schema/rooms,
 * does not await, and stands or falls as a whole. The caller audits it.
 * `besides`: rows of the command, which stand or fall with the change. Throws StoreError, or what `change` throws.
 * `isTyped`: the member typed it, who then counts among those who wrote in a document.
 */
export async function writeFor(
  hub: { room(id: RoomId): Promise<Pick<Room, "write">> },
  room: RoomId,
  member: MemberId,
  change: (doc: Y.Doc) => void,
  besides?: () => readonly CommandRow[],
  isTyped = false,
): Promise<void> {
  await (await hub.room(room)).write(member, change, besides, isTyped);
}
