import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { StepSlips } from "../../../schema/protocol/http/workshops/slips.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-slip-count": CoramSlipCount;
  }
}

/** How many slips are in while they are coded, and nothing of what they say. */
@customElement("coram-slip-count")
export class CoramSlipCount extends LightElement {
  @property({ attribute: false }) slips!: StepSlips;
  /** Silence is over: what was written without a connection may still be on its way. */
  @property({ attribute: false }) isClosed = false;
  /** Who looks leads the step. */
  @property({ attribute: false }) mayReveal = false;

  protected override render(): TemplateResult {
    const { handedIn, seats } = this.slips;
    return html`<p class="slip-count" role="status">${t("slip.in", { count: handedIn, all: String(seats) })}</p>
      <p class="slip-squares" aria-hidden="true">
        ${Array.from({ length: Math.max(seats, handedIn) }, (_, i) => html`<i class=${i < handedIn ? "is-in" : ""}></i>`)}
      </p>
      ${
        this.mayReveal
          ? html`<p class="note sub">${t(this.isClosed ? "slip.on-their-way" : "slip.closes")}</p>`
          : this.isClosed
            ? html`<p class="note sub">${t("slip.is-closed")}</p>`
            : nothing
      }`;
  }
}
