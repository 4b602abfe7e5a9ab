import type { ReactiveController, ReactiveControllerHost } from "lit";

/**
 * Keeps the focus where it is while rows are put into another order: a row that is moved in the document loses it, and a
 * colleague's change must not take it away.
 */
export class KeepFocus implements ReactiveController {
  /** Rows are being drawn: what loses the focus now has not been left. */
  isDrawing = false;
  private readonly host: ReactiveControllerHost & HTMLElement;
  private focused: HTMLElement | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    host.addController(this);
  }

  hostUpdate(): void {
    const { activeElement } = document;
    this.focused = activeElement instanceof HTMLElement && this.host.contains(activeElement) ? activeElement : null;
    this.isDrawing = true;
  }

  hostUpdated(): void {
    const { focused } = this;
    if (focused?.isConnected && document.activeElement !== focused) focused.focus({ preventScroll: true });
    this.focused = null;
    this.isDrawing = false;
  }
}
