import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../../elements/coram-dialog.ts";
import { t } from "../../../i18n/t.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import { NAMES_KEYS } from "./names-keys.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-keys": CoramNamesKeys;
  }
}

/** The keyboard map of the names, in a dialog. Fires `coram-dialog-close` when `open` should be false again. */
@customElement("coram-names-keys")
export class CoramNamesKeys extends VerdictElement {
  @property({ type: Boolean }) open = false;

  protected override render(): TemplateResult {
    return html`<coram-dialog
      heading=${t("names.keys-title")}
      ?open=${this.open}
      @coram-dialog-close=${() => this.dispatchEvent(new CustomEvent("coram-dialog-close"))}
    >
      <dl class="names-keymap">
        ${NAMES_KEYS.map(
          ({ keys, does }) =>
            html`<div>
              <dt>${keys.map((key) => html`<kbd class="key">${key}</kbd> `)}</dt>
              <dd>${t(`names.key-${does}`)}</dd>
            </div>`,
        )}
      </dl>
      <p class="note">${t("verdict.keys-layouts")}</p>
    </coram-dialog>`;
  }
}
