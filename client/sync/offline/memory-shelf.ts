import { STORES, type Records, type Shelf, type StoreName, type Write } from "./records.ts";

/** Keeps records as long as the page is open: for guests, and where the device may keep nothing. */
export class MemoryShelf implements Shelf {
  readonly isOnDevice: boolean = false;
  private readonly stores = new Map<StoreName, Map<string, Records[StoreName]>>();

  all<Name extends StoreName>(store: Name, prefix: readonly string[] = []): Promise<Records[Name][]> {
    const records = [...this.storeOf(store).values()] as Records[Name][];
    return Promise.resolve(
      records.filter((record) => {
        const key = [keyOf(store, record)].flat();
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

/** The key of a record, as its store forms it. */
export function keyOf(store: StoreName, record: Records[StoreName]): string | string[] {
  const { key } = STORES[store];
  const part = (name: string): string => String((record as unknown as Record<string, unknown>)[name]);
  return typeof key === "string" ? part(key) : key.map(part);
}
