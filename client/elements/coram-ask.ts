import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "./coram-dialog.ts";
import { LightElement } from "./light-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-ask": CoramAsk;
  }
  interface HTMLElementEventMap {
    "coram-ask-sure": CustomEvent<void>;
  }
}

/** Asks before something is done: Enter does it, but leaves all as it is where it could not be taken back, or is hardly meant. Whoever opened it closes it. */
@customElement("coram-ask")
export class CoramAsk extends LightElement {
  @property({ type: Boolean }) open = false;
  @property() heading = "";
  /** What comes of it. */
  @property() lead = "";
  /** The words of the button that leaves all as it is, and of the one that does it. */
  @property() leave = "";
  @property() sure = "";
  /** What it does cannot be taken back. */
  @property({ type: Boolean }) isFinal = false;

  /** It was hardly meant. */
  @property({ type: Boolean }) isUnlikely = false;

  protected override render(): TemplateResult {
    const leaves = this.isFinal || this.isUnlikely;
    return html`<coram-dialog heading=${this.heading} ?open=${this.open} @coram-dialog-close=${this.onLeave}>
      ${
        this.open
          ? html`<div class="form">
              <p>${this.lead}</p>
              <div class="form-actions">
                <button type="button" class="button" ?autofocus=${leaves} @click=${this.onLeave}>${this.leave}</button>
                <button
                  type="button"
                  ?autofocus=${!leaves}
                  class="button ${this.isFinal ? "button-danger" : "button-primary"}"
                  @click=${() => this.dispatchEvent(new CustomEvent("coram-ask-sure"))}
                >
                  ${this.sure}
                </button>
              </div>
            </div>`
          : nothing
      }
    </coram-dialog>`;
  }

  private readonly onLeave = (event: Event): void => {
    event.stopPropagation();
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
