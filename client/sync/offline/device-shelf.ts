import { STORE_NAMES, STORES, type Delete, type Records, type Shelf, type StoreName, type Write } from "./records.ts";

/** The one database of this origin. A new number means new stores: what the old ones held may have to be carried over. */
export const DATABASE = "coram";
const VERSION = 1;

/** Records in IndexedDB. */
export class DeviceShelf implements Shelf {
  readonly isOnDevice = true;
  private readonly database: IDBDatabase;
  /** Tells this browser's other tabs that drafts have changed, and nothing of what they say. */
  private readonly tabs = new BroadcastChannel(`${DATABASE}-drafts`);

  private constructor(database: IDBDatabase) {
    this.database = database;
    // Another tab with a newer program wants to change it: not held up by this one.
    database.addEventListener("versionchange", () => database.close());
  }

  /** Null where the device has no room for it, or a newer program has been here. */
  static async open(): Promise<DeviceShelf | null> {
    try {
      const request = indexedDB.open(DATABASE, VERSION);
      request.addEventListener("upgradeneeded", () => {
        for (const name of STORE_NAMES) request.result.createObjectStore(name, { keyPath: STORES[name].key });
      });
      return new DeviceShelf(await settled(request));
    } catch {
      return null;
    }
  }

  /** Whether anything was ever kept here. */
  static async exists(): Promise<boolean> {
    try {
      return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
    } catch {
      return false;
    }
  }

  async all<Name extends StoreName>(store: Name, prefix: readonly string[] = []): Promise<Records[Name][]> {
    const objects = this.database.transaction(store).objectStore(store);
    // An empty array sorts after every string.
    const range = prefix.length > 0 ? IDBKeyRange.bound([...prefix], [...prefix, []]) : null;
    const [keys, values] = await Promise.all([
      settled(objects.getAllKeys(range)),
      settled(objects.getAll(range) as IDBRequest<unknown[]>),
    ]);
    const records: Records[Name][] = [];
    const misshapen: Delete[] = [];
    values.forEach((value, i) => {
      const parsed = STORES[store].shape.safeParse(value);
      if (parsed.success) records.push(parsed.data);
      else misshapen.push({ delete: store, key: keys[i] as string | string[] });
    });
    // A copy that cannot be read is fetched again; a person's own work is never thrown away for its shape.
    if (misshapen.length > 0 && store !== "batches" && store !== "drafts") await this.write(misshapen);
    return records;
  }

  write(writes: readonly Write[]): Promise<void> {
    if (writes.length === 0) return Promise.resolve();
    const stores = [...new Set(writes.map((write) => ("delete" in write ? write.delete : write.put)))];
    return new Promise((resolve, reject) => {
      // Strict: "kept on this device" is said when it is on the disk. Copies can be had again.
      const isWork = writes.some((write) => "put" in write && (write.put === "batches" || write.put === "drafts"));
      const durability = isWork ? "strict" : "relaxed";
      const transaction = this.database.transaction(stores, "readwrite", { durability });
      for (const write of writes) {
        if ("delete" in write) transaction.objectStore(write.delete).delete(write.key);
        else transaction.objectStore(write.put).put(write.record);
      }
      transaction.addEventListener("complete", () => {
        if (stores.includes("drafts")) this.tabs.postMessage(null);
        resolve();
      });
      transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("aborted")));
      transaction.commit();
    });
  }

  watchDrafts(listener: () => void): () => void {
    this.tabs.addEventListener("message", listener);
    return () => this.tabs.removeEventListener("message", listener);
  }
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("refused")));
  });
}
