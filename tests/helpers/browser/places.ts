import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Page } from "playwright";
import { watchFocus } from "./axe.ts";
import { isFirefox } from "./programs/firefox.ts";

/** A browser of one's own, signed in nowhere and with nothing kept, and its first page. */
export interface Place {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** A place that may be given to the next person. */
interface Lasting extends Place {
  readonly options: BrowserContextOptions;
  readonly devtools: CDPSession;
  isSpent: boolean;
}

/** What nobody can take back from a page or its context. */
const SPENDS = ["addInitScript", "exposeBinding", "exposeFunction", "routeWebSocket", "newCDPSession"];
const SPENDS_CLOCK = ["install", "fastForward", "pauseAt", "resume", "runFor", "setFixedTime", "setSystemTime"];

/** So many wait at most: each holds a process. */
const WAITING = 4;
const EMPTY_MS = 5000;

const lasting = new WeakMap<BrowserContext, Lasting>();
const waiting: Lasting[] = [];

/** A place with these options: one that somebody has left, for a page that has read the program takes half the time, or a new one. */
export async function takePlace(browser: Browser, options: BrowserContextOptions): Promise<Place> {
  const wanted = JSON.stringify(options);
  const i = waiting.findLastIndex(
    (each) => each.context.browser() === browser && JSON.stringify(each.options) === wanted,
  );
  const [left] = i < 0 ? [] : waiting.splice(i, 1);
  if (left) return left;
  if (waiting.length >= WAITING) await waiting.shift()?.context.close();
  const place = await furnish(await browser.newContext(options));
  // What a service worker keeps is the matter of those that have one.
  if (isFirefox() || options.serviceWorkers === "allow") return place;
  const devtools = await place.context.newCDPSession(place.page);
  const made: Lasting = { ...place, options, devtools, isSpent: false };
  const spend = (): void => void (made.isSpent = true);
  for (const each of [place.context, place.page]) watch(each, SPENDS, spend);
  watch(place.context.clock, SPENDS_CLOCK, spend);
  lasting.set(place.context, made);
  return made;
}

/** What the pages of every place have from the beginning. */
export async function furnish(context: BrowserContext): Promise<Place> {
  // Chromium tells a page's breach of its own policy to the page alone, when the code catches the error.
  await context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`The page's policy was breached: ${violatedDirective} ${blockedURI}`),
    );
  });
  await context.addInitScript(watchFocus);
  // The types know it; the least Chrome that client/public/start.js lets in does not.
  await context.addInitScript(() => Reflect.deleteProperty(AbortSignal, "any"));
  return { context, page: await context.newPage() };
}

/** The person has gone: the place waits for the next as a new one would be, or ends where it cannot be made so. */
export async function leavePlace(context: BrowserContext): Promise<void> {
  const place = lasting.get(context);
  if (place && !place.isSpent && !place.page.isClosed()) {
    try {
      await empty(place);
      waiting.push(place);
      return;
    } catch {
      // A page that has crashed, or a server that is gone.
    }
  }
  await context.close();
}

/** Leaves the page on an empty one of the same server, with nothing kept of who sat there but the files of the program. */
async function empty({ context, page, devtools, options }: Lasting): Promise<void> {
  for (const heard of ["request", "response"] as const) context.removeAllListeners(heard);
  for (const heard of ["request", "websocket", "pageerror", "console", "dialog", "crash"] as const)
    page.removeAllListeners(heard);
  for (const each of context.pages()) if (each !== page) await each.close();
  await Promise.all([page.unrouteAll(), context.unrouteAll(), context.setOffline(false)]);
  await page.goto("/icon.svg", { timeout: EMPTY_MS });
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
    window.name = "";
  });
  await page.mouse.move(-1, -1);
  await Promise.all([
    devtools.send("Storage.clearDataForOrigin", { origin: new URL(page.url()).origin, storageTypes: "all" }),
    devtools.send("Page.resetNavigationHistory"),
    context.clearCookies(),
    ...(options.viewport ? [page.setViewportSize(options.viewport)] : []),
    page.emulateMedia({
      media: null,
      forcedColors: "none",
      colorScheme: options.colorScheme ?? null,
      reducedMotion: options.reducedMotion ?? null,
    }),
  ]);
}

/** Tells `heard` when one of these methods is called. */
function watch(thing: object, names: readonly string[], heard: () => void): void {
  for (const name of names) {
    const method: unknown = Reflect.get(thing, name);
    if (typeof method !== "function") continue;
    Reflect.set(thing, name, (...args: unknown[]): unknown => {
      heard();
      return Reflect.apply(method, thing, args);
    });
  }
}
