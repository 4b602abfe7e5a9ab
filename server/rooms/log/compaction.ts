import * as Y from "yjs";
import { type RoomStore } from "../../store/room-store.ts";
import { StoreError } from "../../store/store-error.ts";
import type { LiveDocument } from "./live-document.ts";
import type { RoomLimits } from "../limits.ts";

// A large room would otherwise write its whole state, and stand still meanwhile, for every thousand letters.
const SNAPSHOT_TO_LOG = 4;

/** Whether the log has grown enough that a snapshot pays. */
function isCompactionDue(live: LiveDocument, limits: RoomLimits): boolean {
  const isLong = live.logRows >= limits.logRows || live.logBytes >= limits.logBytes;
  return isLong && live.logBytes * SNAPSHOT_TO_LOG >= live.snapshotBytes;
}

// After a failure the next attempt waits so long, and twice as long after each further one.
const RETRY_MS = 1_000;
const RETRY_MAX_MS = 5 * 60_000;

/** Keeps the log of one room's document short. What the disk refuses is tried again more and more rarely, encoded once. */
export class Compaction {
  /** What the disk did not take, with the log's rows and bytes that it stands for. */
  #made: { live: LiveDocument; seq: number; snapshot: Uint8Array; logRows: number; logBytes: number } | null = null;
  #failures = 0;
  #notBefore = 0;

  /** `now`: milliseconds. */
  isDue(live: LiveDocument, limits: RoomLimits, now: number): boolean {
    return isCompactionDue(live, limits) && now >= this.#notBefore;
  }

  /**
   * Replaces the log by a snapshot of the committed state; who wrote what stays, in the table of client ids. Call between
   * rounds only. Deleted values are not in the snapshot: the document does not hold them any more.
   */
  async run(rooms: Pick<RoomStore, "compact">, live: LiveDocument, now: number): Promise<void> {
    if (this.#made?.live !== live) this.#made = null;
    const { logRows, logBytes, seq } = live;
    this.#made ??= { live, seq, snapshot: Y.encodeStateAsUpdateV2(live.doc), logRows, logBytes };
    const made = this.#made;
    try {
      await rooms.compact(live.row.id, made.seq, made.snapshot);
    } catch (error) {
      // Another process has made a newer one.
      if (error instanceof StoreError && error.code !== "unavailable") this.#made = null;
      this.#failures++;
      this.#notBefore = now + Math.min(RETRY_MS * 2 ** (this.#failures - 1), RETRY_MAX_MS);
      throw error;
    }
    this.forget();
    this.#failures = 0;
    live.logRows -= made.logRows;
    live.logBytes -= made.logBytes;
    live.snapshotBytes = made.snapshot.length;
  }

  /** Lets go of what was made: it may hold words that were deleted since. */
  forget(): void {
    this.#made = null;
  }
}
