import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../elements/coram-icon.ts";
import "../../elements/coram-menu.ts";
import { formatNumber, t } from "../../i18n/t.ts";
import { countWords, NO_TAGS, type TagCount } from "../model/tag-count.ts";
import type { MarginFilter } from "../model/view-model.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-margin-filter": CoramMarginFilter;
  }
  interface HTMLElementEventMap {
    "coram-margin-filter": CustomEvent<{ filter: MarginFilter; showResolved: boolean }>;
  }
}

/** What the margin shows, in one menu: All, Tags n, Comments n, Removed n, and Resolved n. */
@customElement("coram-margin-filter")
export class CoramMarginFilter extends VerdictElement {
  @property() filter: MarginFilter = "all";
  @property({ type: Boolean }) showResolved = false;
  @property({ attribute: false }) tags: TagCount = NO_TAGS;
  /** Tags that were deleted, and can be restored there. */
  @property({ type: Number }) removed = 0;
  @property({ type: Number }) comments = 0;
  @property({ type: Number }) resolved = 0;

  private choose(filter: MarginFilter, showResolved = this.showResolved): void {
    this.emit("coram-margin-filter", { filter, showResolved });
  }

  /** Tags as they are counted; where there are none, comments: nobody is to read that nothing stands there. */
  private get all(): string {
    const { tags, comments } = this;
    return tags.max === 0 && !tags.isAwaited && comments > 0 ? formatNumber(comments) : countWords(tags);
  }

  protected override render(): TemplateResult {
    const filters = [
      ["all", t("verdict.filter-all")],
      ["tags", t("verdict.filter-tags", { number: countWords(this.tags) })],
      ["comments", t("verdict.filter-comments", { number: this.comments })],
      ...(this.removed > 0 || this.filter === "removed"
        ? [["removed", t("verdict.filter-removed", { number: this.removed })] as const]
        : []),
    ] as const;
    const isHidden = this.tags.isKept === true && this.comments === 0;
    const now =
      this.filter === "all"
        ? isHidden
          ? t("network.tags-hidden")
          : t("verdict.filter-all-now", { number: this.all })
        : filters.find(([filter]) => filter === this.filter)?.[1];
    return html`<coram-menu label=${t("verdict.margin")}>
      <button slot="trigger" type="button" class="link" aria-label="${t("verdict.margin")}: ${now}">
        ${now}<coram-icon class="opens" name="chevron-down"></coram-icon>
      </button>
      ${filters.map(
        ([filter, words]) =>
          html`<button
            type="button"
            role="menuitemradio"
            aria-checked=${filter === this.filter}
            @click=${() => this.choose(filter)}
          >
            ${words}
          </button>`,
      )}
      ${
        this.resolved > 0
          ? html`<hr />
              <button
                type="button"
                role="menuitemcheckbox"
                aria-checked=${this.showResolved}
                @click=${() => this.choose(this.filter, !this.showResolved)}
              >
                ${t("verdict.filter-resolved", { number: this.resolved })}
              </button>`
          : nothing
      }
    </coram-menu>`;
  }
}
