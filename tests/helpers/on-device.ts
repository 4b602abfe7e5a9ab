import type { Page } from "playwright";
import { DATABASE } from "../../client/sync/offline/device-shelf.ts";
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
    for (const store of database.objectStoreNames)
      counts[store] = await new Promise<number>((resolve, reject) => {
        const request = database.transaction(store).objectStore(store).count();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("count"));
      });
    database.close();
    return counts;
  }, DATABASE);
}

/** Where in the browser's storage words lie: databases, caches, local and session storage, names and contents. */
export function findOnDevice(page: Page, words: string): Promise<string[]> {
  return page.evaluate(async (wanted) => {
    const found: string[] = [];
    const look = (value: unknown, where: string): void => {
      if (typeof value === "string") {
        if (value.includes(wanted)) found.push(where);
      } else if (value instanceof Uint8Array || value instanceof ArrayBuffer) {
        if (new TextDecoder().decode(value).includes(wanted)) found.push(where);
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
      for (const store of database.objectStoreNames)
        look(
          await new Promise((resolve, reject) => {
            const request = database.transaction(store).objectStore(store).getAll();
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error ?? new Error("read"));
          }),
          `${name}/${store}`,
        );
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

/** Waits until the program is on the device and this page is under its service worker. */
export async function isInstalled(seat: Seat): Promise<void> {
  await seat.page.waitForFunction(async () => {
    await navigator.serviceWorker.ready;
    return navigator.serviceWorker.controller !== null && (await caches.match("/")) !== undefined;
  });
}

/** Waits until all that was saved lies in the copies, and nothing waits to be sent. */
export async function isCopied(seat: Seat, rooms = 3): Promise<void> {
  await seat.isSaved();
  await eventually(() => keptOnDevice(seat.page)).toMatchObject({ members: 1, verdicts: 1, rooms, batches: 0 });
}

/** The person goes on in another tab of the same browser. */
export async function openTab(seat: Seat): Promise<Page> {
  const page = await seat.context.newPage();
  (seat as { page: Page }).page = page;
  return page;
}
