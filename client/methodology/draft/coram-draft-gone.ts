import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-icon.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-draft-gone": CoramDraftGone;
  }
  interface HTMLElementEventMap {
    "coram-draft-put-back": CustomEvent<void>;
  }
}

/** That a colleague took out of the draft what one has open: it stays open, with what one types, until one opens another. */
@customElement("coram-draft-gone")
export class CoramDraftGone extends VerdictElement {
  /** What is gone, as it is called; null while nothing is. */
  @property({ attribute: false }) what: string | null = null;
  /** Who took it out. */
  @property() name = "";
  @property({ type: Boolean }) mayPutBack = false;

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (changed.has("what") && this.what !== null) announce(this.words);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.what === null) return nothing;
    return html`<div class="alert">
      <coram-icon name="circle-alert"></coram-icon>
      <span class="grow">${this.words}</span>
      ${
        this.mayPutBack
          ? html`<button type="button" class="button button-small" @click=${() => this.emit("coram-draft-put-back")}>
              ${t("methodology.put-back")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private get words(): string {
    return t(this.mayPutBack ? "methodology.gone" : "methodology.gone-read", {
      name: this.name || t("network.somebody"),
      what: this.what ?? "",
    });
  }
}
