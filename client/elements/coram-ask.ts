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

/** What `coram-ask` asks. */
export type Question = Pick<CoramAsk, "heading" | "lead" | "leave" | "sure"> &
  Partial<Pick<CoramAsk, "isFinal" | "isUnlikely">>;

/** Asks over whatever lies on the page, another dialog too; whether it is meant. The focus comes back to where it was. */
export async function ask(question: Question): Promise<boolean> {
  const shown = Object.assign(document.createElement("coram-ask"), question, { open: true });
  const answer = new Promise<boolean>((resolve) => {
    shown.addEventListener("coram-ask-sure", () => resolve(true));
    shown.addEventListener("coram-dialog-close", () => resolve(false));
  });
  document.body.append(shown);
  const isSure = await answer;
  shown.open = false;
  await shown.updateComplete;
  await shown.querySelector("coram-dialog")?.updateComplete;
  shown.remove();
  return isSure;
}
