import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright";
import { keepPort } from "../network/test-server.ts";

/** A person's browser and its one page. */
export interface Place {
  context: BrowserContext;
  page: Page;
}

interface Kept extends Place {
  /** What its context was made with: server, size, colours. */
  made: string;
}

/** Shown between two tests: of the same server, so that the process which has the program's code goes on. */
const WAITING_ROOM = "/icon.svg";
/** More are used at once by few flows, and each takes memory. */
const MOST_KEPT = 6;
/** A page that does not leave within this time is closed. */
const LEAVING_MS = 5000;
const STORES = "local_storage,indexeddb,cache_storage,service_workers,file_systems";

const kept: Kept[] = [];
/** What contexts were made with, of those that nothing was done to which lasts. */
const untouched = new WeakMap<BrowserContext, string>();

/**
 * Whoever so much as reads one of these changes a page or its browser for good, as a second page does, which reads `clock`: it is
 * used by no other test then. Sizes, media and the network are put back.
 */
const LASTING = [
  "addInitScript",
  "addLocatorHandler",
  "clearPermissions",
  "clock",
  "exposeBinding",
  "exposeFunction",
  "grantPermissions",
  "newCDPSession",
  "route",
  "routeFromHAR",
  "routeWebSocket",
  "setExtraHTTPHeaders",
  "setGeolocation",
  "setHTTPCredentials",
];

/** What tests listen to; Playwright itself listens to the end of a page and of its browser. */
const HEARD = [
  ..."request requestfailed requestfinished response websocket console pageerror weberror".split(" "),
  ..."dialog download filechooser popup page frameattached framenavigated domcontentloaded load worker".split(" "),
];

/**
 * A browser of somebody's own whose page is empty: one that an earlier test has left, or a new one. The code of the program is
 * read and compiled by each process of Chromium anew, which was half of what opening a page took.
 */
export async function takePlace(browser: Browser, options: BrowserContextOptions, isNew: boolean): Promise<Place> {
  keepPort();
  const made = JSON.stringify(options);
  const at = isNew ? -1 : kept.findIndex((each) => each.made === made);
  if (at >= 0) return kept.splice(at, 1)[0] as Kept;
  const context = await browser.newContext(options);
  await tellBreaches(context);
  const page = await context.newPage();
  untouched.set(context, made);
  for (const target of [context, page]) watch(target, () => untouched.delete(context));
  return { context, page };
}

/** Chromium tells a page's breach of its own policy to the page alone, when the code catches the error. */
export function tellBreaches(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      console.error(`The page's policy was breached: ${violatedDirective} ${blockedURI}`),
    );
  });
}

/** Ends a test's use of a page: it is emptied and kept for another, or closed with its browser. */
export async function leavePlace(place: Place, url: string, mayBeKept: boolean): Promise<void> {
  const made = mayBeKept && kept.length < MOST_KEPT ? untouched.get(place.context) : undefined;
  if (made === undefined || place.page.isClosed()) return place.context.close();
  try {
    await empty(place, url, JSON.parse(made) as BrowserContextOptions);
    // To empty it took one of what lasts.
    untouched.set(place.context, made);
    kept.push({ ...place, made });
  } catch {
    // Its server is gone, or it hangs.
    await place.context.close();
  }
}

/** Whether a browser of somebody's own waits for the next test. */
export const isKept = (context: BrowserContext): boolean => kept.some((each) => each.context === context);

/**
 * Leaves nothing of the one who sat here: no document, no way back to one, nothing stored, nothing held down, the size and the
 * network as before.
 */
async function empty({ context, page }: Place, url: string, made: BrowserContextOptions): Promise<void> {
  for (const event of HEARD) for (const emitter of [page, context]) emitter.removeAllListeners(event);
  // A page that asks whether it may be left.
  page.on("dialog", (dialog) => void dialog.accept().catch(() => undefined));
  await context.setOffline(false);
  await page.goto(url + WAITING_ROOM, { timeout: LEAVING_MS });
  page.removeAllListeners("dialog");
  await page.mouse.up();
  await page.mouse.move(0, 0);
  for (const key of ["Alt", "Control", "Meta", "Shift"]) await page.keyboard.up(key);
  await context.clearCookies();
  await page.evaluate(() => {
    sessionStorage.clear();
    window.name = "";
  });
  const session = await context.newCDPSession(page);
  await session.send("Storage.clearDataForOrigin", { origin: url, storageTypes: STORES });
  await session.send("Page.resetNavigationHistory");
  await session.detach();
  const { colorScheme = null, reducedMotion = null, viewport } = made;
  await page.emulateMedia({ media: null, colorScheme, reducedMotion, forcedColors: "none", contrast: "no-preference" });
  if (viewport && JSON.stringify(page.viewportSize()) !== JSON.stringify(viewport))
    await page.setViewportSize(viewport);
}

function watch(target: BrowserContext | Page, onTouched: () => void): void {
  for (const name of LASTING) {
    const value: unknown = Reflect.get(target, name);
    if (value === undefined) continue;
    Object.defineProperty(target, name, {
      get: () => {
        onTouched();
        return value;
      },
    });
  }
}
