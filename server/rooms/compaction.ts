import * as Y from "yjs";
import type { RoomStore } from "../store/store.ts";
import type { LiveDocument } from "./live-document.ts";
import type { RoomLimits } from "./limits.ts";

// A large room would otherwise write its whole state, and stand still meanwhile, for every thousand letters.
const SNAPSHOT_TO_LOG = 4;

/** Whether the log has grown enough that a snapshot pays. */
export function isCompactionDue(live: LiveDocument, limits: RoomLimits): boolean {
  const isLong = live.logRows >= limits.logRows || live.logBytes >= limits.logBytes;
  return isLong && live.logBytes * SNAPSHOT_TO_LOG >= live.snapshotBytes;
}

/**
 * Replaces the log by a snapshot of the committed state; who wrote what stays, in the table of client ids. Call between
 * rounds only. Deleted values are not in the snapshot: the document does not hold them any more.
 */
export async function compact(rooms: Pick<RoomStore, "compact">, live: LiveDocument): Promise<void> {
  const snapshot = Y.encodeStateAsUpdateV2(live.doc);
  await rooms.compact(live.row.id, live.seq, snapshot);
  live.logRows = 0;
  live.logBytes = 0;
  live.snapshotBytes = snapshot.length;
}
