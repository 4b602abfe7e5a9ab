import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { t } from "../i18n/t.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import type { PreparePanel } from "./prepare-events.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-prepare-tabs": CoramPrepareTabs;
  }
}

/** The names of the panels, one of them shown; arrows, Home and End go from one to the next. */
@customElement("coram-prepare-tabs")
export class CoramPrepareTabs extends VerdictElement {
  @property({ attribute: false }) panels: readonly PreparePanel[] = [];
  @property() panel: PreparePanel = "names";

  protected override render(): TemplateResult {
    return html`<div class="prepare-tabs" role="tablist" aria-label=${t("prepare.panels")} @keydown=${this.onKey}>
      ${this.panels.map(
        (panel) =>
          html`<button
            type="button"
            role="tab"
            id="tab-${panel}"
            aria-controls="panel-${panel}"
            aria-selected=${panel === this.panel}
            tabindex=${panel === this.panel ? 0 : -1}
            @click=${() => this.emit("coram-prepare-panel", { panel })}
          >
            ${t(`prepare.panel-${panel}`)}
          </button>`,
      )}
    </div>`;
  }

  private onKey(event: KeyboardEvent): void {
    const at = this.panels.indexOf(this.panel);
    const last = this.panels.length - 1;
    const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last }[
      event.key
    ];
    const panel = to === undefined ? undefined : this.panels[to];
    if (!panel) return;
    event.preventDefault();
    this.emit("coram-prepare-panel", { panel });
    this.querySelector<HTMLElement>(`#tab-${panel}`)?.focus();
  }
}
