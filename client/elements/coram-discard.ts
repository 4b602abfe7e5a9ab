import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { t } from "../i18n/t.ts";
import "./coram-dialog.ts";
import { LightElement } from "./light-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-discard": CoramDiscard;
  }
  interface HTMLElementEventMap {
    /** Its reader was asked, and wants it gone. */
    "coram-discard": CustomEvent<void>;
  }
}

/** The button by which one's only copy of some words goes: it asks first. */
@customElement("coram-discard")
export class CoramDiscard extends LightElement {
  @state() private isAsked = false;

  protected override render(): TemplateResult {
    return html`<button type="button" class="link" aria-haspopup="dialog" @click=${() => (this.isAsked = true)}>
        ${t("sync.draft-discard")}
      </button>
      <coram-dialog heading=${t("sync.discard-title")} ?open=${this.isAsked} @coram-dialog-close=${this.leave}>
        ${
          this.isAsked
            ? html`<div class="form">
                <p>${t("sync.discard-lead")}</p>
                <div class="form-actions">
                  <button type="button" class="button" autofocus @click=${this.leave}>${t("sync.discard-keep")}</button>
                  <button type="button" class="button button-danger" @click=${this.discard}>
                    ${t("sync.draft-discard")}
                  </button>
                </div>
              </div>`
            : nothing
        }
      </coram-dialog>`;
  }

  private readonly leave = (event?: Event): void => {
    event?.stopPropagation();
    this.isAsked = false;
  };

  private readonly discard = (): void => {
    this.isAsked = false;
    this.dispatchEvent(new CustomEvent("coram-discard"));
  };
}
