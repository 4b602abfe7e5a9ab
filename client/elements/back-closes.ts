import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * What is open over a page, the last on top. Each has an entry of the browser's history, so that Back, on a phone the key at hand,
 * shuts it and does not leave the page. What is shut in another way leaves its entry as a spare: the next that opens takes it, a page
 * that is gone to takes its place, and Back passes over it.
 */
const open: BackCloses[] = [];

/** How many entries lie over the page's own, and whose they are. */
let here = { depth: depthNow(), path: location.pathname };

function depthNow(): number {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "over" in state && typeof state.over === "number"
    ? state.over
    : 0;
}

/** A further place of the page that is shown: Back comes back from there, to what is open now too. */
export function enterPlace(url: string): void {
  history.pushState(null, "", url);
  look();
}

/** Another address in the history, in place of the one before or after it. An entry that only shuts something gives way to it. */
export function enterAddress(url: string | URL, replace = false): void {
  const depth = depthNow();
  const isSamePage = new URL(url, location.href).pathname === location.pathname;
  if (replace || depth > 0) history.replaceState(isSamePage && depth > 0 ? { over: depth } : null, "", url);
  else history.pushState(null, "", url);
  look();
}

function look(): void {
  here = { depth: depthNow(), path: location.pathname };
}

/** Says what is over the page and how it is shut. */
export class BackCloses implements ReactiveController {
  private readonly isOpen: () => boolean;
  readonly close: () => void;

  /** `close` may leave it open, where somebody is asked first. */
  constructor(host: ReactiveControllerHost, isOpen: () => boolean, close: () => void) {
    this.isOpen = isOpen;
    this.close = close;
    host.addController(this);
  }

  hostUpdated(): void {
    const at = open.indexOf(this);
    if (!this.isOpen()) return void (at >= 0 && open.splice(at, 1));
    if (at >= 0) return;
    open.push(this);
    if (depthNow() >= open.length) return;
    // The entry below keeps where the page was scrolled to: the shell brings that back.
    const state = { ...(history.state as object | null), scroll: scrollY };
    history.replaceState(state, "");
    history.pushState({ ...state, over: open.length }, "", location.href);
    look();
  }

  hostDisconnected(): void {
    const at = open.indexOf(this);
    if (at >= 0) open.splice(at, 1);
  }

  /** After Back: once all that shuts with it has been drawn, it may be open still. */
  askAgain(): void {
    setTimeout(() => this.hostUpdated());
  }
}

/** Before all others that listen: to shut something is no going to another place. */
addEventListener(
  "popstate",
  (event) => {
    const before = here;
    look();
    if (here.depth >= before.depth || here.path !== before.path) return;
    event.stopImmediatePropagation();
    if (here.depth >= open.length) return history.back();
    for (const each of open.splice(here.depth).toReversed()) {
      each.close();
      each.askAgain();
    }
  },
  { capture: true },
);
