import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import type { WorkshopModel } from "./workshop-model.ts";
import { clockWords } from "./workshop-words.ts";

/** It is looked at so often that no second is seen to be late. */
const LOOK_MS = 100;

/** What is left of the phase by the server's clock, to the second; it goes on without a connection. */
@customElement("coram-workshop-clock")
export class CoramWorkshopClock extends LightElement {
  @property({ attribute: false }) model!: Pick<WorkshopModel, "leftMs">;
  private timer: ReturnType<typeof setInterval> | undefined;
  private drawn = "";

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => {
      const { leftMs } = this.model;
      if (leftMs !== null && clockWords(leftMs) !== this.drawn) this.requestUpdate();
    }, LOOK_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { leftMs } = this.model;
    this.drawn = leftMs === null ? "" : clockWords(leftMs);
    if (leftMs === null) return nothing;
    const isOver = leftMs < 0;
    return html`<span class="workshop-clock ${isOver ? "is-over" : ""}" role="timer" aria-label=${t("workshop.clock")}
        >${this.drawn}</span
      >${isOver ? html`<span class="note sub">${t("workshop.over")}</span>` : nothing}`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-workshop-clock": CoramWorkshopClock;
  }
}
