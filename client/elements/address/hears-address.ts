import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * Tells a page that stays that its address names another place of it now: a link was followed or Back pressed. The first place, that of
 * the address with which the page opens, each reads itself.
 */
export class HearsAddress implements ReactiveController {
  private readonly listener: () => void;
  private path = location.pathname;

  constructor(host: ReactiveControllerHost, listener: () => void) {
    this.listener = listener;
    host.addController(this);
  }

  hostConnected(): void {
    this.path = location.pathname;
    addEventListener("popstate", this.onAddress);
    addEventListener("coram-arrived", this.onAddress);
  }

  hostDisconnected(): void {
    removeEventListener("popstate", this.onAddress);
    removeEventListener("coram-arrived", this.onAddress);
  }

  /** Of another page, which comes in place of this one, it is not told. */
  private readonly onAddress = (): void => {
    if (location.pathname === this.path) this.listener();
  };
}

/** The shell has gone to another place of the page that it shows, and has put the focus and the scrolling where they begin. */
export function tellArrived(): void {
  dispatchEvent(new Event("coram-arrived"));
}

declare global {
  interface WindowEventMap {
    "coram-arrived": Event;
  }
}
