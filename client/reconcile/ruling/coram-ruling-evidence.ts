import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Range } from "../../../schema/text/revision.ts";
import { shortened } from "../../../schema/text/shortened.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import "../../elements/coram-icon.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-ruling-evidence": CoramRulingEvidence;
  }
  interface HTMLElementEventMap {
    /** The ruled answer is to rest on these. */
    "coram-ruling-evidence": CustomEvent<{ evidence: Range[][] }>;
    /** It is to rest on the words that are selected, too. */
    "coram-ruling-evidence-add": CustomEvent<void>;
  }
}

/** So much of a passage is shown. */
const SHOWN = 70;

/** The passages that a ruled answer is to rest on: each can be taken away, and what is selected added. */
@customElement("coram-ruling-evidence")
export class CoramRulingEvidence extends VerdictElement {
  @property({ attribute: false }) evidence: readonly Range[][] = [];
  @property({ attribute: false }) text = "";
  @property({ attribute: false }) textLang = "";

  protected override render(): TemplateResult {
    return html`<div class="ruling-evidence" role="group" aria-label=${t("reconcile.evidence")}>
      <span class="note sub">${t("reconcile.evidence")}</span>
      ${this.evidence.map((ranges, at) => this.renderPassage(ranges, at))}
      <button
        type="button"
        class="link"
        @mousedown=${(event: Event) => event.preventDefault()}
        @click=${() => this.emit("coram-ruling-evidence-add")}
      >
        ${t("sheet.give")} <kbd class="key" aria-hidden="true">Q</kbd>
      </button>
    </div>`;
  }

  private renderPassage(ranges: Range[], at: number): TemplateResult {
    const all = ranges.map(({ start, end }) => this.text.slice(start, end)).join(" … ");
    const words = shortened(withTokenWords(all, this.textLang), SHOWN);
    return html`<span class="ruling-passage"
      ><q lang=${this.textLang}>${words}</q
      ><button
        type="button"
        class="icon-button"
        aria-label=${t("sheet.remove-evidence", { words })}
        @click=${() => this.emit("coram-ruling-evidence", { evidence: this.evidence.filter((_, i) => i !== at) })}
      >
        <coram-icon name="x"></coram-icon></button
    ></span>`;
  }
}
