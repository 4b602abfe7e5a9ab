import type { Page } from "playwright";
import { DATABASE } from "../../../client/sync/offline/device-shelf.ts";
import { eventually, Seat } from "./browser.ts";

/** Number of records of each store that lie in the browser; empty where there is no database. */
export function keptOnDevice(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async (name) => {
    const counts: Record<string, number> = {};
    if (!(await indexedDB.databases()).some((each) => each.name === name)) return counts;
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("database"));
    });
    for (const store of [...database.objectStoreNames].filter((each) => each !== "keys"))
      counts[store] = await new Promise<number>((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).count();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("count"));
      });
    database.close();
    return counts;
  }, DATABASE);
}

/** Whether the page would ask before it is left, as it does while words are on their way to the device. */
export function asksBeforeItGoes(page: Page): Promise<boolean> {
  return page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
}

/**
 * Where in the browser's storage any of these words lie: databases, caches, local and session storage, names and contents; sealed records
 * as whoever holds the device can open them with what lies there.
 */
export function findOnDevice(page: Page, ...words: string[]): Promise<string[]> {
  return page.evaluate(async (wanted) => {
    const found: string[] = [];
    const has = (text: string): boolean => wanted.some((each) => text.includes(each));
    type Row = { of?: string; member?: string; id?: string; base?: CryptoKey; key?: string[]; with?: string };
    const unsealed = async (
      rows: (Row & { iv?: BufferSource; bytes?: BufferSource })[],
      keys: Row[],
    ): Promise<unknown> => {
      const opened: ArrayBuffer[] = [];
      for (const { with: id, iv, bytes } of rows) {
        const base = keys.find((key) => key.id === id)?.base;
        if (!id || !iv || !bytes || !base) continue;
        try {
          const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("coram-keys");
          const salt = await (await (await folder.getFileHandle(id)).getFile()).arrayBuffer();
          const how = { name: "HKDF", hash: "SHA-256", salt, info: new Uint8Array() };
          const key = await crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
          opened.push(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes));
        } catch {
          // Its key is destroyed.
        }
      }
      return opened;
    };
    const look = (value: unknown, where: string): void => {
      if (typeof value === "string") {
        if (has(value)) found.push(where);
      } else if (value instanceof Uint8Array || value instanceof ArrayBuffer) {
        if (has(new TextDecoder().decode(value))) found.push(where);
      } else if (typeof value === "object" && value !== null)
        for (const [key, inner] of Object.entries(value)) {
          look(key, where);
          look(inner, `${where}.${key}`);
        }
    };
    for (const { name } of await indexedDB.databases()) {
      if (!name) continue;
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("database"));
      });
      const rowsOf = (store: string): Promise<Row[]> =>
        new Promise((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAll() as IDBRequest<Row[]>;
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error("read"));
        });
      const keys = database.objectStoreNames.contains("keys") ? await rowsOf("keys") : [];
      for (const store of database.objectStoreNames) {
        const rows = await rowsOf(store);
        look(rows, `${name}/${store}`);
        look(await unsealed(rows, keys), `${name}/${store}, unsealed`);
      }
      database.close();
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        look(request.url, `cache ${request.url}`);
        look(await (await cache.match(request))?.text(), `cache ${request.url}`);
      }
    }
    look(Object.entries(localStorage), "localStorage");
    look(Object.entries(sessionStorage), "sessionStorage");
    return found;
  }, words);
}

/** Names of the files with the second halves of keys; with a scope, of the key that its record names. */
export function keyHalves(page: Page, scope?: string): Promise<string[]> {
  return page.evaluate(
    async ([name, of]) => {
      if (!of) {
        const ids: string[] = [];
        const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("coram-keys");
        for await (const id of folder.keys()) ids.push(id);
        return ids;
      }
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(name ?? "");
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("database"));
      });
      const rows = await new Promise<{ of: string; id: string }[]>((resolve, reject) => {
        const request = database.transaction("keys").objectStore("keys").getAll();
        request.onsuccess = () => resolve(request.result as { of: string; id: string }[]);
        request.onerror = () => reject(request.error ?? new Error("read"));
      });
      database.close();
      return rows.filter((row) => row.of === of).map(({ id }) => id);
    },
    [DATABASE, scope],
  );
}

/** Waits until the program is on the device and this page is under its service worker. */
export async function isInstalled(seat: Seat): Promise<void> {
  await seat.page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller !== null && (await caches.match("/")) !== undefined;
  });
}

/**
 * Waits until all that was saved lies in the copies, and nothing waits to be sent. `words` of what was made last: the server may have it on
 * its disk before the device does, which lets go of it only then.
 */
export async function isCopied(seat: Seat, rooms = 3, words = ""): Promise<void> {
  await seat.isSaved();
  const copies = `${DATABASE}/rooms, unsealed`;
  if (words)
    await eventually(async () => (await findOnDevice(seat.page, words)).some((at) => at.startsWith(copies))).toBe(true);
  await eventually(() => keptOnDevice(seat.page)).toMatchObject({ members: 1, verdicts: 1, rooms, batches: 0 });
}

/** The person goes on in another tab of the same browser. */
export async function openTab(seat: Seat): Promise<Page> {
  const page = await seat.context.newPage();
  (seat as { page: Page }).page = page;
  return page;
}
