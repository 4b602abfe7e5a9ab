import { html, nothing, type TemplateResult } from "lit";
import { customElement } from "lit/decorators.js";
import { onWaits, waitsTold } from "./waits-told.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";

/** In a link to home: how much waits for the reader there. Nothing where nothing does. */
@customElement("coram-waiting-count")
export class CoramWaitingCount extends LightElement {
  private stop: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = onWaits(() => this.requestUpdate());
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override render(): TemplateResult | typeof nothing {
    const count = waitsTold();
    if (count === 0) return nothing;
    return html`<span class="waits" aria-hidden="true">${count}</span
      ><span class="visually-hidden"> (${t("shell.waits", { count })})</span>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-waiting-count": CoramWaitingCount;
  }
}
