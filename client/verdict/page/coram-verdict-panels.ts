import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import "../categories/coram-outline.ts";
import "../categories/coram-tree.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { CategoryView, OutlineEntry } from "../model/view-model.ts";
import type { PersonHere } from "../../reader/text-views.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-panels": CoramVerdictPanels;
  }
}

/**
 * The left column: outline and methodology, with a button that closes it where it is a drawer (`coram-panels`). Both send their
 * own events. The page names it and says whether it is open.
 */
@customElement("coram-verdict-panels")
export class CoramVerdictPanels extends VerdictElement {
  @property({ attribute: false }) entries: readonly OutlineEntry[] = [];
  /** Offset of the block that is read. */
  @property({ type: Number }) at = 0;
  @property({ attribute: false }) people: readonly PersonHere[] = [];
  /** Pages of the original, or null where it had none. */
  @property({ attribute: false }) pages: number | null = null;
  @property({ type: Number }) paragraphs = 0;
  @property() textLang = "";
  @property({ attribute: false }) categories: readonly CategoryView[] = [];
  @property({ attribute: false }) armed: CategoryId | null = null;
  @property({ attribute: false }) retired: readonly CategoryView[] = [];
  @property({ attribute: false }) filtered: CategoryId | null = null;
  @property({ type: Boolean }) canTag = false;
  @property({ type: Boolean }) isPerCoder = false;
  /** Of the methodology. */
  @property({ attribute: false }) version: number | null = null;
  /** Leads to the case sheet. */
  @property({ attribute: false }) top: TemplateResult | typeof nothing = nothing;

  protected override render(): TemplateResult {
    const { pages } = this;
    const paragraphs = t("page.about-paragraphs", { count: this.paragraphs });
    return html`<div class="drawer-head">
        <button
          type="button"
          class="icon-button"
          aria-label=${t("page.close-panels")}
          @click=${() => this.emit("coram-panels")}
        >
          <coram-icon name="x"></coram-icon>
        </button>
      </div>
      ${this.top}
      <coram-outline
        .entries=${this.entries}
        .at=${this.at}
        .people=${this.people}
        .textLang=${this.textLang}
        .about=${pages ? t("page.about", { pages: t("import.page-count", { count: pages }), paragraphs }) : paragraphs}
      ></coram-outline>
      <coram-tree
        .categories=${this.categories}
        .retired=${this.retired}
        .armed=${this.armed}
        .filtered=${this.filtered}
        .canTag=${this.canTag}
        .isPerCoder=${this.isPerCoder}
        .version=${this.version}
      ></coram-tree>`;
  }
}
