import type { MemberId } from "../../../schema/domain/ids.ts";
import {
  type CopyWrite,
  keyOf,
  type Records,
  type Scope,
  type Shelf,
  type StoreName,
  type WorkDelete,
  type Write,
} from "./records.ts";

/** Keeps records as long as the page is open: where the device may keep nothing. */
export class MemoryShelf implements Shelf {
  readonly isOnDevice: boolean = false;
  private readonly stores = new Map<StoreName, Map<string, Records[StoreName]>>();

  all<Name extends StoreName>(store: Name, prefix: readonly string[] = []): Promise<Records[Name][]> {
    const records = [...this.storeOf(store).values()] as Records[Name][];
    return Promise.resolve(
      records.filter((record) => {
        const key = keyOf(store, record);
        return prefix.every((part, i) => key[i] === part);
      }),
    );
  }

  write(writes: readonly Write[]): Promise<void> {
    for (const write of writes) {
      if ("delete" in write) this.storeOf(write.delete).delete(JSON.stringify(write.key));
      else this.storeOf(write.put).set(JSON.stringify(keyOf(write.put, write.record)), write.record);
    }
    return Promise.resolve();
  }

  /** What is let go of in memory is gone. */
  renew(_scope: Scope, writes: readonly CopyWrite[]): Promise<void> {
    return this.write(writes);
  }

  erase(member: MemberId): Promise<void> {
    for (const store of this.stores.values())
      for (const [key, record] of store) if (record.member === member) store.delete(key);
    return Promise.resolve();
  }

  /** Nothing is sealed here. */
  lost(): Promise<WorkDelete[]> {
    return Promise.resolve([]);
  }

  /** No other tab has this memory. */
  watchDrafts(): () => void {
    return () => undefined;
  }

  private storeOf(name: StoreName): Map<string, Records[StoreName]> {
    const store = this.stores.get(name) ?? new Map<string, Records[StoreName]>();
    this.stores.set(name, store);
    return store;
  }
}
