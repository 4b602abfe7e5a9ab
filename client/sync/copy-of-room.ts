import type { RoomId } from "../../schema/domain/ids.ts";
import type { PendingStore } from "./pending-store.ts";
import type { RoomConnection } from "./room-connection.ts";
import { stateToKeep } from "./room-policies.ts";

/** How long after a change a room's copy is written, so that a burst is one write; longer where the copy is large. */
const COPY_AFTER_MS = 500;
const COPY_SHARE = 100;
/** However long the last one took: a busy machine makes a small copy take long, too. */
const COPY_LATEST_MS = 5_000;

/** The copy of an open room, written whenever the room has changed. It holds only what the server has: it is written while nothing of ours is under way. */
export class CopyOfRoom {
  private readonly kept: PendingStore;
  private readonly connection: RoomConnection;
  private readonly room: RoomId;
  private readonly place: string;
  /** The document has changed since its copy was written. */
  private isDirty = false;
  private saving: ReturnType<typeof setTimeout> | null = null;
  /** The room is gone: what its document says is not to be kept. */
  private isOver = false;
  /** What making the last copy took. */
  private tookMs = 0;
  /** On the server's disk, and in the log of the device until the copy holds it. */
  private saved: string[] = [];

  constructor(kept: PendingStore, connection: RoomConnection, place: { key: string; room: RoomId }) {
    this.kept = kept;
    this.connection = connection;
    this.room = place.room;
    this.place = place.key;
  }

  /** Writes itself anew after whatever changes the room from now on. */
  follow(): void {
    const { doc, provider } = this.connection;
    const again = (): void => {
      this.changed();
      this.later();
    };
    doc.on("update", again);
    // Also an empty room is worth a copy: it opens offline. Nothing else may be told of it after this.
    provider.on("sync", again);
  }

  /** The document says something else than its copy. */
  changed(): void {
    this.isDirty = true;
  }

  /** These are on the server's disk: they go from the device with the next copy. */
  hasSaved(...batches: string[]): void {
    this.saved.push(...batches);
    this.isDirty = true;
  }

  /** Writes it soon, where there is something to write. */
  later(): void {
    const { connection } = this;
    if (this.isOver || !this.isDirty || !connection.saved || !connection.synced) return;
    // On the way out of reach at once: what comes next builds on it.
    if (!connection.connected) return this.save();
    const wait = Math.min(COPY_LATEST_MS, COPY_AFTER_MS + this.tookMs * COPY_SHARE);
    this.saving ??= setTimeout(() => this.save(), wait);
  }

  /** Writes now what was to be written soon. */
  flush(): void {
    if (this.saving) this.save();
  }

  /** No copy is written any more. */
  stop(): void {
    if (this.saving) clearTimeout(this.saving);
    this.saving = null;
  }

  /** The room is gone, and its document stays open for a moment more. */
  end(): void {
    this.isOver = true;
    this.stop();
    this.settle();
  }

  /** Lets go of what is on the server's disk, without a copy. */
  settle(): void {
    this.kept.settle(this.room, this.saved, null);
  }

  private save(): void {
    this.stop();
    const { connection, saved } = this;
    if (!connection.saved || !this.isDirty) return;
    this.isDirty = false;
    this.saved = [];
    const began = performance.now();
    const clients = [...connection.memberOfClient];
    this.kept.settle(this.room, saved, { state: stateToKeep(connection.doc, this.place), clients });
    this.tookMs = performance.now() - began;
  }
}
