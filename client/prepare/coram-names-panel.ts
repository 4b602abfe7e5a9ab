import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../schema/text/revision.ts";
import { t } from "../i18n/t.ts";
import { VerdictElement } from "../verdict/elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-panel": CoramNamesPanel;
  }
}

/** The persons, numbers and other words of a verdict that may betray somebody, to be decided one by one. */
@customElement("coram-names-panel")
export class CoramNamesPanel extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) selection: readonly Range[] = [];

  protected override render(): TemplateResult {
    return html`<p class="note">${t("page.loading")}</p>`;
  }
}
