import type * as Y from "yjs";
import type { MemberId, RoomId } from "../../schema/domain/ids.ts";
import type { Room } from "./room.ts";

/**
 * Writes in a room for a member (imports, the demo, applied proposals), under a client id of the server's that is bound to
 * that member; resolves when it is on disk and everybody there has been told. `change` uses the accessors of schema/rooms,
 * does not await, and stands or falls as a whole. The caller audits it. Throws StoreError, or what `change` throws.
 */
export async function writeFor(
  hub: { room(id: RoomId): Promise<Pick<Room, "write">> },
  room: RoomId,
  member: MemberId,
  change: (doc: Y.Doc) => void,
): Promise<void> {
  await (await hub.room(room)).write(member, change);
}
