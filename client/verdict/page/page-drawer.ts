import type { ReactiveController, ReactiveControllerHost } from "lit";
import { BackCloses } from "../../elements/back-closes.ts";

/**
 * The column of outline and methodology where it is a drawer: open or not, and where the focus is then: in an open drawer, and
 * back from a closed one on what opened it.
 */
export class PageDrawer implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly isDrawer: () => boolean;
  private opened = false;
  private drawnOpen = false;
  private focusBefore: Element | null = null;

  /** `isDrawer`: the column is a drawer now, and does not stand beside the text. */
  constructor(host: ReactiveControllerHost & HTMLElement, isDrawer: () => boolean) {
    this.host = host;
    this.isDrawer = isDrawer;
    host.addController(this);
    new BackCloses(
      host,
      () => this.opened && isDrawer(),
      () => (this.isOpen = false),
    );
  }

  get isOpen(): boolean {
    return this.opened;
  }

  set isOpen(isOpen: boolean) {
    if (isOpen === this.opened) return;
    this.opened = isOpen;
    this.host.requestUpdate();
  }

  /** Opens it where it is one. */
  show(): void {
    this.isOpen = this.isDrawer();
  }

  hostUpdated(): void {
    if (this.opened === this.drawnOpen) return;
    this.drawnOpen = this.opened;
    const drawer = this.host.querySelector<HTMLElement>(".verdict-left");
    if (this.opened && this.isDrawer()) {
      if (drawer?.contains(document.activeElement)) return;
      this.focusBefore = document.activeElement;
      drawer?.querySelector<HTMLElement>(".drawer-head button")?.focus({ preventScroll: true });
    } else if (this.focusBefore instanceof HTMLElement) {
      const isLost = document.activeElement === document.body || drawer?.contains(document.activeElement);
      if (isLost) this.focusBefore.focus({ preventScroll: true });
      this.focusBefore = null;
    }
  }
}
