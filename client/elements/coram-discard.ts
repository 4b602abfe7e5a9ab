import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { t } from "../i18n/t.ts";
import "./coram-ask.ts";
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
      <coram-ask
        ?open=${this.isAsked}
        heading=${t("sync.discard-title")}
        lead=${t("sync.discard-lead")}
        leave=${t("sync.discard-keep")}
        sure=${t("sync.draft-discard")}
        .isFinal=${true}
        @coram-dialog-close=${() => (this.isAsked = false)}
        @coram-ask-sure=${this.discard}
      ></coram-ask>`;
  }

  private readonly discard = (): void => {
    this.isAsked = false;
    this.dispatchEvent(new CustomEvent("coram-discard"));
  };
}
