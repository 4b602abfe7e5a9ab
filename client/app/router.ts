import { enterAddress } from "../elements/back-closes.ts";

/** A page's address in parts: the route's name and what its `:parts` matched. */
export interface Place {
  route: string;
  params: Record<string, string>;
  path: string;
}

interface Route {
  name: string;
  segments: string[];
}

/**
 * Pages by address, over the History API. Links are plain `<a href>`: a click on one of ours goes to the page without a
 * reload; modified clicks, downloads and other origins are left to the browser. Back restores the scroll position.
 */
export class Router {
  private readonly routes: Route[];
  private readonly onPlace: (place: Place, how: "load" | "go" | "back") => void;

  /** `routes` are `name → pattern`, as `{ verdict: "/verdicts/:id" }`; an address that none matches is `not-found`. */
  constructor(routes: Record<string, string>, onPlace: (place: Place, how: "load" | "go" | "back") => void) {
    this.routes = Object.entries(routes).map(([name, pattern]) => ({ name, segments: split(pattern) }));
    this.onPlace = onPlace;
  }

  private shown = "";

  start(): void {
    history.scrollRestoration = "manual";
    document.addEventListener("click", this.onClick);
    addEventListener("popstate", this.onPopState);
    this.arrive("load");
  }

  stop(): void {
    document.removeEventListener("click", this.onClick);
    removeEventListener("popstate", this.onPopState);
  }

  /** Goes to an address of ours, if the page that is shown may be left, else false; `replace` leaves no way back to the page before. */
  go(href: string, replace = false): boolean {
    if (!mayLeave()) return false;
    this.leaveFor(href, replace);
    return true;
  }

  /** Goes without asking: of somebody who is signed out no page stays. */
  leaveFor(href: string, replace = false): void {
    const url = new URL(href, location.href);
    rememberScroll();
    enterAddress(url, replace);
    this.arrive("go");
  }

  match(pathname: string): Place {
    const parts = split(pathname);
    for (const { name, segments } of this.routes) {
      if (segments.length !== parts.length) continue;
      const params: Record<string, string> = {};
      const fits = segments.every((segment, index) => {
        const part = parts[index] ?? "";
        if (!segment.startsWith(":")) return segment === part;
        params[segment.slice(1)] = part;
        return true;
      });
      if (fits) return { route: name, params, path: pathname };
    }
    return { route: "not-found", params: {}, path: pathname };
  }

  private readonly onPopState = (): void => {
    // Only the fragment changed: a place within the page, the browser's own business.
    if (this.shown === location.pathname + location.search) return;
    if (!mayLeave()) {
      // The browser has left already: the address of what stays comes back.
      enterAddress(this.shown);
      return;
    }
    this.arrive("back");
  };

  private arrive(how: "load" | "go" | "back"): void {
    this.shown = location.pathname + location.search;
    this.onPlace(this.match(location.pathname), how);
  }

  private readonly onClick = (event: MouseEvent): void => {
    if (
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
    if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (link.pathname.startsWith("/api/") || !link.hasAttribute("href")) return;
    // A link within the page is the browser's own business.
    if (link.pathname === location.pathname && link.hash) return;
    event.preventDefault();
    this.go(link.href);
  };
}

/** Asks the page that is shown whether it may be left: one that would lose something says no by preventing the event's default. */
export function mayLeave(): boolean {
  return dispatchEvent(new CustomEvent("coram-leaving", { cancelable: true }));
}

function split(path: string): string[] {
  return path.split("/").filter(Boolean).map(decode);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Keeps the scroll position in the history entry that is left. */
function rememberScroll(): void {
  history.replaceState({ ...(history.state as object | null), scroll: scrollY }, "");
}

/** The scroll position that was left on this history entry, 0 where there is none. */
export function rememberedScroll(): number {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "scroll" in state && typeof state.scroll === "number"
    ? state.scroll
    : 0;
}

const RESTORE_MS = 3000;

/** Scrolls to where one was, as soon as the page has become long enough for it; the reader's own scrolling ends the wait. */
export function restoreScroll(top: number): void {
  scrollTo(0, top);
  if (scrollY >= top - 1) return;
  const waiting = new AbortController();
  const observer = new ResizeObserver(() => {
    if (waiting.signal.aborted) return;
    scrollTo(0, top);
    if (scrollY >= top - 1) waiting.abort();
  });
  waiting.signal.addEventListener("abort", () => observer.disconnect());
  for (const type of ["wheel", "keydown", "pointerdown", "popstate", "coram-navigate"])
    addEventListener(type, () => waiting.abort(), { signal: waiting.signal });
  setTimeout(() => waiting.abort(), RESTORE_MS);
  observer.observe(document.body);
}

/** Goes to an address of ours from anywhere in the page: the shell's router hears it. False where the page that is shown is not left. */
export function navigate(href: string, replace = false): boolean {
  return dispatchEvent(new CustomEvent("coram-navigate", { detail: { href, replace }, cancelable: true }));
}

declare global {
  interface WindowEventMap {
    "coram-navigate": CustomEvent<{ href: string; replace: boolean }>;
    /** Another page is gone to; prevented, this one stays. */
    "coram-leaving": CustomEvent<null>;
  }
}
