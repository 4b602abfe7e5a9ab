import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../elements/coram-dialog.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";

/** Asked of who signs out while some of their work is only here: stay, leave it sealed, or discard it. */
@customElement("coram-leave-dialog")
export class CoramLeaveDialog extends LightElement {
  /** Changes and drafts that are only here; 0 = nothing to ask. */
  @property({ type: Number }) count = 0;
  /** Whether they can stay here, sealed until their author signs in again. */
  @property({ type: Boolean }) isSealed = false;

  protected override render(): TemplateResult {
    const { count } = this;
    const text = this.isSealed ? t("sync.leave-text", { count }) : t("sync.leave-text-lost", { count });
    return html`<coram-dialog
      .open=${count > 0}
      heading=${t("sync.leave-title")}
      @coram-dialog-close=${() => this.answer("stay")}
    >
      <div class="form">
        <p>${text}</p>
        <div class="form-actions">
          <button type="button" class="button button-primary" autofocus @click=${() => this.answer("stay")}>
            ${t("sync.leave-stay")}
          </button>
          ${
            this.isSealed
              ? html`<button type="button" class="button" @click=${() => this.answer("seal")}>
                  ${t("sync.leave-seal")}
                </button>`
              : nothing
          }
          <button type="button" class="button" @click=${() => this.answer("discard")}>
            ${t("sync.leave-discard")}
          </button>
        </div>
      </div>
    </coram-dialog>`;
  }

  private answer(answer: LeaveAnswer): void {
    this.dispatchEvent(new CustomEvent("coram-leave", { detail: answer }));
  }
}

export type LeaveAnswer = "stay" | "seal" | "discard";

declare global {
  interface HTMLElementTagNameMap {
    "coram-leave-dialog": CoramLeaveDialog;
  }
  interface HTMLElementEventMap {
    "coram-leave": CustomEvent<LeaveAnswer>;
  }
}
