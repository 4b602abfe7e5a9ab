import { NO_METER, type Meter } from "../meter.ts";
import { type RoomCommit, type RoomStore } from "../../store/room-store.ts";
import { StoreError } from "../../store/store-error.ts";

interface Waiting {
  commit: RoomCommit;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/**
 * Group commit: what all rooms have to commit in one turn of the event loop goes to the disk in one transaction, and what
 * comes while that is under way goes in the next.
 */
export class Committer {
  readonly #rooms: Pick<RoomStore, "commit">;
  readonly #meter: Meter;
  #waiting: Waiting[] = [];
  #isBusy = false;
  /** The last commit was not taken by the disk. */
  isFailing = false;

  constructor(rooms: Pick<RoomStore, "commit">, meter: Meter = NO_METER) {
    this.#rooms = rooms;
    this.#meter = meter;
  }

  /** Resolves when it is durable. Rejects with what the store threw for this room; nothing of it is stored then. */
  commit(commit: RoomCommit): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ commit, resolve, reject });
      if (!this.#isBusy) {
        this.#isBusy = true;
        // After the rooms whose rounds began with this one's (`endOfTurn`).
        process.nextTick(() => void this.#flush());
      }
    });
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      await this.#write(batch);
    }
    this.#isBusy = false;
  }

  async #write(batch: Waiting[]): Promise<void> {
    const began = performance.now();
    try {
      await this.#rooms.commit(batch.map((waiting) => waiting.commit));
      const updates = batch.reduce((sum, { commit }) => sum + commit.updates.length, 0);
      this.#meter.committed((performance.now() - began) / 1000, updates);
      this.isFailing = false;
      for (const waiting of batch) waiting.resolve();
    } catch (error) {
      this.#meter.commitFailed();
      this.isFailing = error instanceof StoreError && error.code === "unavailable";
      if (batch.length === 1 || !(error instanceof StoreError)) {
        for (const waiting of batch) waiting.reject(error);
        return;
      }
      // One bad room must not fail the others.
      for (const waiting of batch) await this.#write([waiting]);
    }
  }
}
