import type { MemberId } from "../../../schema/domain/ids.ts";
import { TaskQueue } from "../../../schema/task-queue.ts";
import { MemoryShelf } from "./memory-shelf.ts";
import type { CopyWrite, Put, Records, Scope, Shelf, StoreName, WorkDelete, Write } from "./records.ts";

/**
 * In memory for as long as the device could not be opened, and on it from then on: a device that fails for a moment, as somebody signs in,
 * must not make all that they type until the next reload a thing of this page. What they have is read and written in the order asked for.
 */
export class LateShelf implements Shelf {
  private readonly member: MemberId;
  private shelf: Shelf = new MemoryShelf();
  private readonly queue = new TaskQueue();
  private readonly listeners = new Map<() => void, () => void>();

  constructor(member: MemberId) {
    this.member = member;
  }

  get isOnDevice(): boolean {
    return this.shelf.isOnDevice;
  }

  /** Takes unsent work and drafts to the device. Rejects where it refuses them: they stay here then. */
  moveTo(device: Shelf): Promise<void> {
    return this.queue.run(async () => {
      if (this.isOnDevice) return;
      const batches = await this.shelf.all("batches", [this.member]);
      const drafts = await this.shelf.all("drafts", [this.member]);
      await device.write([
        ...batches.map((record): Put => ({ put: "batches", record })),
        ...drafts.map((record): Put => ({ put: "drafts", record })),
      ]);
      this.shelf = device;
      for (const listener of this.listeners.keys()) {
        this.listeners.set(listener, device.watchDrafts(listener));
        // What lay there before is news here.
        listener();
      }
    });
  }

  all<Name extends StoreName>(store: Name, prefix?: readonly string[]): Promise<Records[Name][]> {
    return this.queue.run(() => this.shelf.all(store, prefix));
  }

  write(writes: readonly Write[]): Promise<void> {
    return this.queue.run(() => this.shelf.write(writes));
  }

  renew(scope: Scope, writes: readonly CopyWrite[]): Promise<void> {
    return this.queue.run(() => this.shelf.renew(scope, writes));
  }

  erase(member: MemberId): Promise<void> {
    return this.queue.run(() => this.shelf.erase(member));
  }

  lost(member: MemberId | null): Promise<WorkDelete[]> {
    return this.queue.run(() => this.shelf.lost(member));
  }

  watchDrafts(listener: () => void): () => void {
    this.listeners.set(listener, this.shelf.watchDrafts(listener));
    return () => {
      this.listeners.get(listener)?.();
      this.listeners.delete(listener);
    };
  }
}
