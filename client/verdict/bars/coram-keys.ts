import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../elements/coram-dialog.ts";
import { t } from "../../i18n/t.ts";
import { KEY_MAP, type KeyRow } from "../model/keymap.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-keys": CoramKeys;
  }
}

/** The keyboard map, in a dialog. Set `open`; it fires `coram-dialog-close` when it should be false again. */
@customElement("coram-keys")
export class CoramKeys extends VerdictElement {
  @property({ type: Boolean }) open = false;

  protected override render(): TemplateResult {
    return html`<coram-dialog
      wide
      heading=${t("verdict.keys-title")}
      ?open=${this.open}
      @coram-dialog-close=${() => this.dispatchEvent(new CustomEvent("coram-dialog-close"))}
    >
      <div class="groups">
        ${KEY_MAP.map(
          ({ group, rows }) =>
            html`<section>
              <h3 class="label">${t(`verdict.keys-${group}`)}</h3>
              <dl>${rows.map((row) => this.renderRow(row))}</dl>
            </section>`,
        )}
      </div>
      <p class="note">${t("verdict.keys-layouts")}</p>
    </coram-dialog>`;
  }

  private renderRow({ keys, does, join }: KeyRow): TemplateResult {
    return html`<div>
      <dt>
        ${keys.map(
          (together, index) =>
            html`<span
              >${index > 0 ? html`<span class="sub">${join === "to" ? "–" : "/"}</span> ` : nothing}${together.map((key) => html`<kbd class="key">${key}</kbd> `)}</span
            >`,
        )}
      </dt>
      <dd>${t(`verdict.key-${does}`)}</dd>
    </div>`;
  }
}
