import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../elements/coram-dialog.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-import-drop": CoramImportDrop;
  }
  interface HTMLElementEventMap {
    "coram-import-drop-sure": CustomEvent<void>;
  }
}

/** Asks before what was pasted, or read and corrected, goes with its card. */
@customElement("coram-import-drop")
export class CoramImportDrop extends LightElement {
  /** Of what is dropped. */
  @property() name = "";
  @property({ type: Boolean }) open = false;

  protected override render(): TemplateResult {
    return html`<coram-dialog
      heading=${t("import.drop-title", { name: this.name })}
      ?open=${this.open}
      @coram-dialog-close=${this.leave}
    >
      ${
        this.open
          ? html`<div class="form">
              <p>${t("import.drop-lead")}</p>
              <div class="form-actions">
                <button type="button" class="button" autofocus @click=${this.leave}>${t("shell.cancel")}</button>
                <button
                  type="button"
                  class="button button-danger"
                  @click=${() => this.dispatchEvent(new CustomEvent("coram-import-drop-sure"))}
                >
                  ${t("import.drop-do")}
                </button>
              </div>
            </div>`
          : nothing
      }
    </coram-dialog>`;
  }

  private readonly leave = (event?: Event): void => {
    event?.stopPropagation();
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
