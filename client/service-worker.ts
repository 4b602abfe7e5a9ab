/*
 * Opens the program while the server is out of reach. It keeps the built files of this version and nothing else: no answer
 * of /api, no frame of /sync ever comes past here into a cache. What people read and write is kept by client/sync/offline.
 */

// The build puts the paths of its files and their version in the place of these words.
const FILES = JSON.parse("__CORAM_FILES__") as string[];
const VERSION = "__CORAM_VERSION__";

const PREFIX = "coram-program-";
const PAGE = "/";
/** A network that neither answers nor fails is given up for a page that is here. */
const PATIENCE_MS = 4_000;

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  request: Request;
  respondWith(reply: Promise<Response>): void;
}
interface Worker {
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  location: Location;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { includeUncontrolled: boolean }): Promise<{ postMessage(message: unknown): void }[]>;
  };
}
const worker = globalThis as unknown as Worker;

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (/^\/(api|sync)(\/|$)/.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (FILES.includes(url.pathname) || url.pathname.startsWith("/assets/")) event.respondWith(file(request));
});

async function install(): Promise<void> {
  const cache = await caches.open(PREFIX + VERSION);
  // Past the browser's own cache, which may hold the page of the version before.
  await cache.addAll([PAGE, ...FILES].map((path) => new Request(path, { cache: "reload" })));
  // At once: the page itself always comes from the server while that is in reach, so it may be of this version already.
  await worker.skipWaiting();
}

async function activate(): Promise<void> {
  // Open tabs still run the version before and may need its parts; what is older than that goes.
  const ours = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== PREFIX + VERSION);
  await Promise.all(ours.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
  for (const client of await worker.clients.matchAll({ includeUncontrolled: true }))
    client.postMessage({ type: "coram-program", files: FILES });
}

/** The page from the server; its copy where the server is out of reach. */
async function page(request: Request): Promise<Response> {
  const copy = await (await caches.open(PREFIX + VERSION)).match(PAGE);
  const asked = fetch(request);
  if (!copy) return asked;
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(copy), PATIENCE_MS));
  try {
    const reply = await Promise.race([asked, late]);
    // A proxy in front answers in the place of a server that is away.
    return reply.status >= 502 && reply.status <= 504 ? copy : reply;
  } catch {
    return copy;
  }
}

/** A built file never changes under its name. */
async function file(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request);
}
