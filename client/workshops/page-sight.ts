import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Whether somebody looks at the page: one in a tab behind others was left open, perhaps yesterday. */
export class PageSight implements ReactiveController {
  private readonly onSeen: () => void;

  /** `onSeen` is told when one comes back to it. */
  constructor(host: ReactiveControllerHost, onSeen: () => void) {
    this.onSeen = onSeen;
    host.addController(this);
  }

  get isSeen(): boolean {
    return document.visibilityState === "visible";
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.onSeen);
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.onSeen);
  }
}
