import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { NO_TAGS, rangeWords, type TagCount } from "../model/tag-count.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

export type PhoneView = "text" | "comments" | "tags" | "questions" | "outline" | "reading";

declare global {
  interface HTMLElementTagNameMap {
    "coram-phone-bar": CoramPhoneBar;
  }
  interface HTMLElementEventMap {
    "coram-phone-view": CustomEvent<{ view: PhoneView }>;
  }
}

/** The bar at the foot of a phone: where one is, and how much there is to see. */
@customElement("coram-phone-bar")
export class CoramPhoneBar extends VerdictElement {
  @property() view: PhoneView = "text";
  /** Number of the paragraph one reads, and of the last one. */
  @property() paragraph = "";
  @property() lastParagraph = "";
  @property({ type: Number }) comments = 0;
  @property({ attribute: false }) tags: TagCount = NO_TAGS;
  /** Letters of what a press on the last button leads to, and in words; null where there is no translation. */
  @property({ attribute: false }) other: { big: string; small: string } | null = null;
  /** Questions that are answered and asked; `several`: each of several coders has their own; null where there are none. */
  @property({ attribute: false }) questions: { answered: number; asked: number } | "several" | null = null;

  protected override render(): TemplateResult {
    const views: { view: PhoneView; big: string | TemplateResult; small: string }[] = [
      {
        view: "text",
        big: this.paragraph ? `¶ ${this.paragraph}` : "¶",
        small: this.lastParagraph ? t("verdict.phone-of", { last: this.lastParagraph }) : "",
      },
      { view: "comments", big: String(this.comments), small: t("verdict.phone-comments", { count: this.comments }) },
      {
        view: "tags",
        big: rangeWords(this.tags),
        small: this.tags.isPerCoder
          ? t("verdict.phone-per-coder")
          : this.tags.isPart
            ? t("verdict.phone-shown")
            : t("verdict.phone-tags", { count: this.tags.max }),
      },
      ...(this.questions
        ? [
            {
              view: "questions" as const,
              big: this.questions === "several" ? "–" : `${this.questions.answered}/${this.questions.asked}`,
              small: t("sheet.phone"),
            },
          ]
        : []),
      { view: "outline", big: html`<coram-icon name="list"></coram-icon>`, small: t("verdict.outline") },
      ...(this.other ? [{ view: "reading" as const, ...this.other }] : []),
    ];
    return html`<nav aria-label=${t("verdict.phone-views")}>
      ${views.map(
        ({ view, big, small }) =>
          html`<button
            type="button"
            aria-current=${view === this.view ? "page" : nothing}
            @click=${() => this.emit("coram-phone-view", { view })}
          >
            <b>${big}</b><span>${small}</span>
          </button>`,
      )}
    </nav>`;
  }
}
