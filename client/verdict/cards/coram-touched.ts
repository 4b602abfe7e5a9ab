import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { quote } from "../../../schema/text/quote.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import "../../elements/coram-code-chip.ts";
import { hueOf } from "../../elements/hue.ts";
import { t } from "../../i18n/t.ts";
import type { TagView } from "../../reader/text-views.ts";
import "./coram-tag-card.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-touched": CoramTouched;
  }
  interface HTMLElementEventMap {
    /** The list was opened: earlier words are wanted. */
    "coram-touched-open": CustomEvent<Record<string, never>>;
  }
}

/** Tags on words that were changed or redacted since the reader looked at them, with what stood there and what stands there. */
@customElement("coram-touched")
export class CoramTouched extends VerdictElement {
  @property({ attribute: false }) tags: readonly TagView[] = [];
  @property({ attribute: false }) revision!: Revision;
  /** Earlier texts by revision; null where they are gone. */
  @property({ attribute: false }) texts: ReadonlyMap<number, string | null> = new Map();
  @property() textLang = "";

  protected override render(): TemplateResult | typeof nothing {
    const { tags } = this;
    if (tags.length === 0) return nothing;
    const redacted = tags.filter(({ state }) => state === "redacted").map(({ id }) => id);
    return html`<details
      @toggle=${(event: Event) => {
        if ((event.target as HTMLDetailsElement).open) this.emit("coram-touched-open", {});
      }}
    >
      <summary>${t("correct.touched", { count: tags.length })}</summary>
      ${
        redacted.length > 0
          ? html`<p class="touched-all">
              <button
                type="button"
                class="button button-small"
                @click=${() => this.emit("coram-seen", { tags: redacted })}
              >
                ${t("correct.mark-redacted-seen", { count: redacted.length })}
              </button>
            </p>`
          : nothing
      }
      <ul>
        ${tags.map((tag) => this.renderTag(tag))}
      </ul>
    </details>`;
  }

  private renderTag(tag: TagView): TemplateResult {
    const state = tag.state === "redacted" ? t("correct.state-redacted") : t("correct.state-changed");
    return html`<li data-cat=${hueOf(tag.code)}>
      <header>
        <button type="button" class="head" @click=${() => this.emit("coram-activate", { id: tag.id })}>
          <coram-code-chip code=${tag.code}></coram-code-chip>
          <span>${tag.label}</span>
          <span class="sub">${state}</span>
        </button>
        <button
          type="button"
          class="link"
          aria-label="${t("correct.mark-seen")}: ${tag.code} ${tag.label}"
          @click=${() => this.emit("coram-seen", { tags: [tag.id] })}
        >
          ${t("correct.mark-seen")}
        </button>
      </header>
      <dl>
        <dt>${t("correct.before")}</dt>
        ${this.renderBefore(tag)}
        <dt>${t("correct.after")}</dt>
        <dd class="quote" lang=${this.textLang}>${withTokenWords(quote(this.revision, tag.ranges), this.textLang)}</dd>
      </dl>
    </li>`;
  }

  private renderBefore({ anchor }: TagView): TemplateResult {
    const text = anchor ? this.texts.get(anchor.revision) : null;
    if (text === undefined) return html`<dd class="note">${t("page.loading")}</dd>`;
    if (!anchor || text === null) return html`<dd class="note">${t("correct.before-gone")}</dd>`;
    const words = withTokenWords(quote({ text, blocks: [] }, anchor.ranges), this.textLang);
    return html`<dd class="quote" lang=${this.textLang}>${words}</dd>`;
  }
}
