import type { MemberId } from "../../../schema/domain/ids.ts";
import { carryOver, EARLIER_DATABASE } from "./carry-over.ts";
import { beginningWith, completed, isThere, settled } from "./database.ts";
import { KeyHalves } from "./key-halves.ts";
import { KEY_PATH, KEY_STORE, Keys, type Key, type NoKey } from "./keys.ts";
import {
  isWork,
  keyOf,
  placesIn,
  scopeOf,
  STORE_NAMES,
  type CopyWrite,
  type Records,
  type Scope,
  type Shelf,
  type StoreName,
  WORK_STORES,
  type WorkDelete,
  type Write,
} from "./records.ts";
import { fromPlain, seal, Sealed, toPlain, unseal, type Plain, type Unread } from "./seal.ts";

/** The one database of this origin. A new number means new stores: what the old ones held may have to be carried over. */
export const DATABASE = "coram-sealed";
const VERSION = 3;
/** Held shared while records are read or written, and alone while a key is made or destroyed; by all tabs. */
export const LOCK = "coram-keys";
/**
 * How often the files of keys are looked at. Chromium forgets all files of a private window that nobody has touched for ten minutes, while its
 * database stays; timers of a hidden page may be minutes late.
 */
const LOOK_MS = 4 * 60_000;

/** A row as it is read. `failed`: why the key of its scope cannot be read now. */
interface Opened {
  row: unknown;
  key: readonly string[];
  plain: Plain | Unread;
  failed?: { because: unknown };
}

/** Records in IndexedDB, each sealed with the key of its scope. */
export class DeviceShelf implements Shelf {
  readonly isOnDevice = true;
  private closed = false;
  private readonly looking: ReturnType<typeof setInterval>;
  private readonly database: IDBDatabase;
  private readonly keys: Keys;
  /** Tells this browser's other tabs that drafts have changed, and nothing of what they say. */
  private readonly tabs = new BroadcastChannel(`${DATABASE}-drafts`);

  private constructor(database: IDBDatabase, halves: KeyHalves) {
    this.database = database;
    this.keys = new Keys(database, halves);
    // Another tab with a newer program wants to change it: not held up by this one.
    database.addEventListener("versionchange", () => {
      database.close();
      this.shut();
    });
    database.addEventListener("close", () => this.shut());
    this.looking = setInterval(this.look, LOOK_MS);
    // A page that was frozen had no timers.
    document.addEventListener("visibilitychange", this.look);
  }

  /** Null where the device has no room for it, cannot seal, or a newer program has been here. */
  static async open(): Promise<DeviceShelf | null> {
    try {
      const halves = await KeyHalves.open();
      const request = indexedDB.open(DATABASE, VERSION);
      request.addEventListener("upgradeneeded", () => {
        const there = request.result.objectStoreNames;
        for (const name of STORE_NAMES)
          if (!there.contains(name)) request.result.createObjectStore(name, { keyPath: "key" });
        if (!there.contains(KEY_STORE)) request.result.createObjectStore(KEY_STORE, { keyPath: KEY_PATH });
      });
      const shelf = new DeviceShelf(await settled(request), halves);
      await shelf.alone(() => shelf.keys.sweep());
      await shelf.renewDue();
      await carryOver((work) => shelf.write(work));
      return shelf;
    } catch {
      return null;
    }
  }

  /** Whether anything was ever kept here. */
  static async exists(): Promise<boolean> {
    return (await isThere(DATABASE)) || (await isThere(EARLIER_DATABASE));
  }

  /** For good: by a newer program in another tab, or by who clears what this browser keeps. Nothing more is read or kept here. */
  get isClosed(): boolean {
    return this.closed;
  }

  all<Name extends StoreName>(store: Name, prefix: readonly string[] = []): Promise<Records[Name][]> {
    return this.together(() => this.read(store, prefix));
  }

  async write(writes: readonly Write[]): Promise<void> {
    if (writes.length === 0) return;
    if (await this.together(() => this.commit(writes, null))) return;
    // Two tabs at once would make two keys for one scope.
    await this.alone(async () => {
      await this.keys.restore();
      await this.commit(writes, new Map());
    });
  }

  renew(scope: Scope, writes: readonly CopyWrite[]): Promise<void> {
    return this.alone(async () => {
      const { stores, prefix } = placesIn(scope);
      const left = new Map<string, { store: StoreName; plain: Plain }>();
      const lost: (readonly [StoreName, unknown])[] = [];
      const nameOf = (store: StoreName, key: readonly string[]): string => JSON.stringify([store, key]);
      // As bytes: what a newer program has written here stays, though this one cannot read it.
      for (const store of stores)
        for (const { plain, row } of await this.open(store, prefix)) {
          // It goes once its author has read that it is lost.
          if (plain === "gone" && isWork(store)) lost.push([store, row]);
          else if (typeof plain !== "string") left.set(nameOf(store, plain.key), { store, plain });
          else if (plain === "not-now" && isWork(store)) return this.postpone(scope);
        }
      for (const write of writes) {
        if ("delete" in write) left.delete(nameOf(write.delete, write.key));
        else left.set(nameOf(write.put, keyOf(write.put, write.record)), { store: write.put, plain: toPlain(write) });
      }
      const old = await this.keys.recordOf(scope);
      const key = left.size > 0 ? await this.keys.make(scope) : null;
      const sealed = await Promise.all(
        [...left.values()].map(async ({ store, plain }) => [store, key && (await seal(plain, key))] as const),
      );
      const transaction = this.database.transaction([...stores, KEY_STORE], "readwrite", { durability: "strict" });
      for (const store of stores) transaction.objectStore(store).delete(beginningWith(prefix));
      for (const [store, record] of [...sealed, ...lost]) transaction.objectStore(store).put(record);
      if (key) transaction.objectStore(KEY_STORE).put(key.record);
      else transaction.objectStore(KEY_STORE).delete([scope.member, scope.of]);
      await this.end(transaction, stores);
      // Last: what stays must be on the disk under the new key first.
      if (old) await this.keys.destroy(old);
    });
  }

  async erase(member: MemberId): Promise<void> {
    await this.alone(async () => {
      const records = await this.keys.records(member);
      const stores = [...STORE_NAMES, KEY_STORE];
      const transaction = this.database.transaction(stores, "readwrite", { durability: "strict" });
      for (const store of stores) transaction.objectStore(store).delete(beginningWith([member]));
      await this.end(transaction, STORE_NAMES);
      for (const record of records) await this.keys.destroy(record);
    });
  }

  async lost(member: MemberId | null): Promise<WorkDelete[]> {
    return this.together(async () => {
      const lost: WorkDelete[] = [];
      for (const store of WORK_STORES)
        for (const { key, plain } of await this.open(store, member === null ? [] : [member]))
          if (plain === "gone") lost.push({ delete: store, key, why: "lost" });
      return lost;
    });
  }

  /**
   * Own work lies there that its key may open yet, and so the key stays: it is renewed when the device is opened next, if it has not
   * been until then. Copies go at once, all of them: what is erased is in them, and none is kept where it could not be erased.
   */
  private async postpone(scope: Scope): Promise<void> {
    const { stores, prefix } = placesIn(scope);
    const record = await this.keys.recordOf(scope);
    const transaction = this.database.transaction([...stores, KEY_STORE], "readwrite", { durability: "strict" });
    for (const store of stores) if (!isWork(store)) transaction.objectStore(store).delete(beginningWith(prefix));
    if (record) transaction.objectStore(KEY_STORE).put({ ...record, isDue: true });
    await this.end(transaction, []);
  }

  private async renewDue(): Promise<void> {
    for (const { member, of, isDue } of await this.keys.records(null))
      // Where even that fails it is tried at the next opening.
      if (isDue) await this.renew({ member, of } as Scope, []).catch(() => undefined);
  }

  watchDrafts(listener: () => void): () => void {
    this.tabs.addEventListener("message", listener);
    return () => this.tabs.removeEventListener("message", listener);
  }

  /** Sees to it that the next page can open what this one has opened, and that the browser does not take the files of keys for forgotten. */
  async keepKeys(): Promise<void> {
    if (!(await this.together(() => this.keys.areThere()))) await this.alone(() => this.keys.restore());
  }

  private readonly look = (): void => void this.keepKeys().catch(() => undefined);

  private shut(): void {
    this.closed = true;
    clearInterval(this.looking);
    document.removeEventListener("visibilitychange", this.look);
  }

  private async read<Name extends StoreName>(store: Name, prefix: readonly string[]): Promise<Records[Name][]> {
    const records: Records[Name][] = [];
    const unreadable: Write[] = [];
    for (const { key, plain, failed } of await this.open(store, prefix)) {
      // All of it or none: what is missing among own work would count as gone.
      if (failed && isWork(store)) throw failed.because;
      const record = typeof plain !== "string" && fromPlain(store, plain);
      if (record) records.push(record);
      // A copy that cannot be read is fetched again; a person's own work is never thrown away for its shape.
      else if (!isWork(store)) unreadable.push({ delete: store, key });
    }
    if (unreadable.length > 0) await this.commit(unreadable, null);
    return records;
  }

  /** What lies in a store, with the keys that there are. */
  private async open(store: StoreName, prefix: readonly string[]): Promise<Opened[]> {
    const objects = this.database.transaction(store).objectStore(store);
    const within = prefix.length > 0 ? beginningWith(prefix) : null;
    const [rows, names] = await Promise.all([
      settled(objects.getAll(within) as IDBRequest<unknown[]>),
      settled(objects.getAllKeys(within) as IDBRequest<string[][]>),
    ]);
    const keys = new Map<string, Key | NoKey | { because: unknown }>();
    const opened: Opened[] = [];
    for (const [i, row] of rows.entries()) {
      const sealed = Sealed.safeParse(row).data;
      const key = names[i] ?? [];
      const scope = scopeOf(store, key);
      const name = JSON.stringify(scope);
      const known = keys.get(name) ?? (await this.keys.current(scope).catch((error: unknown) => ({ because: error })));
      keys.set(name, known);
      if (typeof known === "object" && "because" in known) opened.push({ row, key, plain: "not-now", failed: known });
      else opened.push({ row, key, plain: sealed ? await unseal(sealed, known) : "not-now" });
    }
    return opened;
  }

  /** False, and nothing done, where a scope has no key yet, or own work would lie under one whose file is lost, and `made` is null. */
  private async commit(writes: readonly Write[], made: Map<string, Key> | null): Promise<boolean> {
    const rows: { store: StoreName; row: Sealed | null; key: readonly string[] }[] = [];
    for (const write of writes) {
      if ("delete" in write) {
        rows.push({ store: write.delete, row: null, key: write.key });
        continue;
      }
      const key = keyOf(write.put, write.record);
      const scope = scopeOf(write.put, key);
      const name = JSON.stringify(scope);
      const known = made?.get(name) ?? (await this.keys.current(scope));
      // In the place of one that is destroyed, and opens nothing: one that cannot be read now rejects.
      const current = typeof known === "string" ? made && (await this.keys.make(scope)) : known;
      if (!current || (!made && isWork(write.put) && !(await this.keys.isThere(current)))) return false;
      made?.set(name, current);
      rows.push({ store: write.put, row: await seal(toPlain(write), current), key });
    }
    const stores = [...new Set(rows.map(({ store }) => store))];
    // Strict: "kept on this device" is said when it is on the disk. Copies can be had again.
    const hasWork = rows.some(({ store, row }) => row && isWork(store));
    const durability = hasWork ? "strict" : "relaxed";
    const transaction = this.database.transaction([...stores, KEY_STORE], "readwrite", { durability });
    for (const { store, row, key } of rows) {
      if (row) transaction.objectStore(store).put(row);
      else transaction.objectStore(store).delete([...key]);
    }
    for (const { record } of made?.values() ?? []) transaction.objectStore(KEY_STORE).put(record);
    await this.end(transaction, stores);
    return true;
  }

  private async end(transaction: IDBTransaction, stores: readonly StoreName[]): Promise<void> {
    const done = completed(transaction);
    transaction.commit();
    await done;
    if (stores.includes("drafts")) this.tabs.postMessage(null);
  }

  private together<T>(step: () => Promise<T>): Promise<T> {
    return navigator.locks.request(LOCK, { mode: "shared" }, step);
  }

  private alone<T>(step: () => Promise<T>): Promise<T> {
    return navigator.locks.request(LOCK, step);
  }
}
