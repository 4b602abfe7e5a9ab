import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-decline": CoramDecline;
  }
  interface HTMLElementEventMap {
    /** `reason` "": none was given. */
    "coram-decline": CustomEvent<{ reason: string }>;
  }
}

/** Says no to a wording: by two presses of Enter without a word, or with a reason typed between them. */
@customElement("coram-decline")
export class CoramDecline extends LightElement {
  /** Under which a reason that was begun is kept. */
  @property() draftKey = "";
  @state() private isAsking = false;
  @state() private reason = "";

  protected override render(): TemplateResult {
    if (!this.isAsking)
      return html`<button type="button" class="button button-quiet button-small" @click=${() => void this.ask()}>
        ${t("outputs.decline")}
      </button>`;
    return html`<form class="output-declining" @submit=${this.onSubmit}>
      <label class="form-row"
        ><span>${t("outputs.decline-why")}</span
        ><input
          class="field"
          autocomplete="off"
          maxlength="500"
          .value=${this.reason}
          ${keepWords(this.draftKey)}
          @input=${(event: InputEvent) => (this.reason = (event.target as HTMLInputElement).value)}
          @keydown=${this.onKey}
      /></label>
      <div class="output-acts">
        <button class="button button-small">${t("outputs.decline")}</button>
        <button type="button" class="button button-quiet button-small" @click=${() => void this.leave()}>
          ${t("verdict.cancel")}
        </button>
      </div>
    </form>`;
  }

  private async ask(): Promise<void> {
    this.isAsking = true;
    await this.updateComplete;
    this.querySelector("input")?.focus();
  }

  private async leave(): Promise<void> {
    this.isAsking = false;
    this.reason = "";
    wordsSent(this, this.draftKey);
    await this.updateComplete;
    this.querySelector("button")?.focus();
  }

  private decline(): void {
    wordsSent(this, this.draftKey);
    const detail = { reason: this.reason.trim() };
    this.dispatchEvent(new CustomEvent("coram-decline", { detail, bubbles: true }));
  }

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    this.decline();
  };

  /** Enter sends the form by itself; with Ctrl, as a comment is sent, it does not. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.decline();
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      void this.leave();
    }
  };
}
