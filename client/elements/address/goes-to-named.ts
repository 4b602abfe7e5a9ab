import type { ReactiveController, ReactiveControllerHost } from "lit";
import { HearsAddress } from "./hears-address.ts";

/** Goes to the row (`data-member="…"`) that the page's address names (`?member=…`), once it is drawn, and again when the address changes. */
export class GoesToNamed implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly name: string;
  private wanted: string | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement, name: string) {
    this.host = host;
    this.name = name;
    host.addController(this);
    new HearsAddress(host, () => {
      this.wanted = this.named();
      host.requestUpdate();
    });
  }

  hostConnected(): void {
    this.wanted = this.named();
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
}
