import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import "../../elements/coram-icon.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { refusedWords } from "../refused-words.ts";
import { nameOf } from "../workshop-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-workshop-notices": CoramWorkshopNotices;
  }
}

/** Counting seconds are drawn this often. */
const SECOND_MS = 500;

/** What holds of a workshop as a whole, below its bar: no connection, what was refused, the pause, and that its holder is lost. */
@customElement("coram-workshop-notices")
export class CoramWorkshopNotices extends LightElement {
  @property({ attribute: false }) model!: WorkshopModel;
  /** As the model has it: another one is drawn anew. */
  @property({ attribute: false }) view!: WorkshopView;
  @property({ type: Boolean }) isAway = false;
  @property({ type: Boolean }) isBusy = false;
  @property({ attribute: false }) refused: unknown = null;
  /** The silence of the holder that one has chosen to wait through, by its term. */
  @state() private waitsAt = -1;
  private ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => {
      if (this.model.mayTakeFloor && this.model.holderSilentMs) this.requestUpdate();
    }, SECOND_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  protected override render(): TemplateResult {
    const { view, refused } = this;
    return html`${this.isAway ? html`<p class="alert workshop-notice" role="status">${t(view.rights.lead ? "workshop.offline-lead" : "workshop.offline")}</p>` : nothing}
    ${
      refused === null
        ? nothing
        : html`<div class="alert alert-error workshop-notice" role="alert">
            <span class="grow">${refusedWords(refused, view)}</span>
            <button type="button" class="link" @click=${() => this.model.putAway()}>${t("shell.close")}</button>
          </div>`
    }
    ${
      view.workshop.state === "paused"
        ? html`<p class="workshop-notice workshop-paused" role="status">
            <b>${t("workshop.is-paused")}</b> <span>${t("workshop.clock-stands")}</span>
          </p>`
        : nothing
    }
    ${this.renderSilence()}`;
  }

  /** That the holder is lost, and when one may take the floor. */
  private renderSilence(): TemplateResult | typeof nothing {
    const { model, view } = this;
    const silent = model.holderSilentMs;
    const { holder, term } = view.workshop;
    const { takeFloorAfterMs: after } = view.rights;
    if (!silent || !holder || after === null || !model.mayTakeFloor || this.waitsAt === term) return nothing;
    const left = Math.ceil((after - silent) / 1000);
    const count = Math.floor(silent / 1000);
    return html`<div class="alert workshop-notice" role="status">
      <coram-icon name="triangle-alert"></coram-icon>
      <span class="grow"
        ><b>${t("workshop.silent", { name: nameOf(view, holder), count })}</b> ${t("workshop.silent-lead")}
        ${left > 0 ? t("workshop.may-take-in", { count: left }) : t("workshop.may-take")}</span
      >
      <button
        type="button"
        class="button button-primary"
        ?disabled=${left > 0 || this.isBusy}
        @click=${() => void model.takeFloor()}
      >
        ${t("workshop.take-floor")}
      </button>
      <button type="button" class="button" @click=${() => (this.waitsAt = term)}>${t("workshop.wait")}</button>
    </div>`;
  }
}
