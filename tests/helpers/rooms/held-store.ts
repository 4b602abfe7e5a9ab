import { type Store } from "../../../server/store/store.ts";
import { type RoomCommit } from "../../../server/store/room-store.ts";
import { StoreError } from "../../../server/store/store-error.ts";

/** What stands between the hub and the store, to hold or fail commits of rooms. */
export class CommitGate {
  /** Commits that wait; empty while open. */
  readonly waiting: { commits: RoomCommit[]; go: () => void; fail: () => void }[] = [];
  #isHeld = false;
  #failing: ((commits: RoomCommit[]) => boolean) | null = null;
  #arrived: (() => void) | null = null;

  readonly wrap = (store: Store): Store => ({
    ...store,
    rooms: {
      ...store.rooms,
      commit: async (commits) => {
        if (this.#failing?.(commits)) throw new StoreError("unavailable", "the disk is full");
        if (this.#isHeld) await this.#wait(commits);
        await store.rooms.commit(commits);
      },
    },
  });

  /** Commits wait from now on. */
  hold(): void {
    this.#isHeld = true;
  }

  /** Resolves when a commit waits. */
  async arrival(): Promise<void> {
    if (this.waiting.length === 0) await new Promise<void>((resolve) => (this.#arrived = resolve));
  }

  /** Lets all go. */
  release(): void {
    this.#isHeld = false;
    for (const { go } of this.waiting.splice(0)) go();
  }

  /** Fails what waits. */
  failWaiting(): void {
    this.#isHeld = false;
    for (const { fail } of this.waiting.splice(0)) fail();
  }

  /** Commits for which `isBad` says so fail from now on; null = none. */
  failIf(isBad: ((commits: RoomCommit[]) => boolean) | null): void {
    this.#failing = isBad;
  }

  #wait(commits: RoomCommit[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.waiting.push({
        commits,
        go: resolve,
        fail: () => reject(new StoreError("unavailable", "the disk is full")),
      });
      this.#arrived?.();
      this.#arrived = null;
    });
  }
}
