import type { ReactiveController, ReactiveControllerHost } from "lit";

/** Goes to the row (`data-member="…"`) that the page's address names (`?member=…`), once it is drawn, and again when the address changes. */
export class GoesToNamed implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly name: string;
  private readonly path = location.pathname;
  private wanted: string | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, name: string) {
    this.host = host;
    this.name = name;
    host.addController(this);
  }

  hostConnected(): void {
    this.wanted = this.named();
    addEventListener("coram-navigate", this.onNavigate);
  }

  hostDisconnected(): void {
    removeEventListener("coram-navigate", this.onNavigate);
  }

  hostUpdated(): void {
    const row = this.wanted && this.host.querySelector<HTMLElement>(`[data-${this.name}="${CSS.escape(this.wanted)}"]`);
    if (!row) return;
    this.wanted = null;
    row.scrollIntoView({ block: "center" });
    row.focus();
  }

  private named(): string | null {
    return new URLSearchParams(location.search).get(this.name);
  }

  /** The shell has gone there already. */
  private readonly onNavigate = (): void => {
    if (location.pathname !== this.path) return;
    this.wanted = this.named();
    this.host.requestUpdate();
  };
}
