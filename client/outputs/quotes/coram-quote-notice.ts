import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../approval/coram-open-again.ts";
import "../../elements/coram-icon.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-quote-notice": CoramQuoteNotice;
  }
  interface HTMLElementEventMap {
    "coram-block-show": CustomEvent<{ block: string }>;
  }
}

/** How many quotes and figures are not what was approved, with the way to each; of an approved document also the way to edit them. */
@customElement("coram-quote-notice")
export class CoramQuoteNotice extends LightElement {
  /** Blocks that have changed, in the order of the document. */
  @property({ attribute: false }) blocks: readonly string[] = [];
  @property({ type: Boolean }) isApproved = false;
  @property({ type: Boolean }) canReopen = false;
  private last: string | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const count = this.blocks.length;
    if (count === 0) return nothing;
    return html`<div class="alert ev-notice" role="status">
      <coram-icon name="triangle-alert"></coram-icon>
      <span class="grow">${t(this.isApproved ? "evidence.since-approval" : "evidence.out-of-date", { count })}</span>
      <button type="button" class="link" @click=${this.next}>${t("evidence.next-change")}</button>
      ${
        this.isApproved && this.canReopen
          ? html`<button
              type="button"
              class="link"
              @click=${() => this.dispatchEvent(new CustomEvent("coram-output-reopen", { bubbles: true }))}
            >
              ${t("outputs.reopen")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private readonly next = (): void => {
    const at = this.last === null ? -1 : this.blocks.indexOf(this.last);
    const block = this.blocks[(at + 1) % this.blocks.length];
    if (!block) return;
    this.last = block;
    this.dispatchEvent(new CustomEvent("coram-block-show", { detail: { block }, bubbles: true }));
  };
}
