import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { NO_TAGS, rangeWords, type TagCount } from "../model/tag-count.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

export type PhoneView = "outline" | "tags" | "questions" | "reading";

declare global {
  interface HTMLElementTagNameMap {
    "coram-phone-bar": CoramPhoneBar;
  }
  interface HTMLElementEventMap {
    "coram-phone-view": CustomEvent<{ view: PhoneView }>;
  }
}

/** The tabs at the foot of a phone, or above the text where there is more room: what there is beside the text, and how much of it. */
@customElement("coram-phone-bar")
export class CoramPhoneBar extends VerdictElement {
  /** Which of them there are. */
  @property({ attribute: false }) views: readonly PhoneView[] = [];
  /** What is open above them, or read. */
  @property({ attribute: false }) open: readonly PhoneView[] = [];
  @property({ attribute: false }) tags: TagCount = NO_TAGS;
  /** Letters of what a press on the last button leads to, and in words; null where there is no translation. */
  @property({ attribute: false }) other: { big: string; small: string } | null = null;
  /** Questions that are answered and asked; `several`: each of several coders has their own; null where there are none. */
  @property({ attribute: false }) questions: { answered: number; asked: number } | "several" | null = null;

  protected override render(): TemplateResult {
    const { tags, questions, other } = this;
    return html`<nav aria-label=${t("verdict.phone-views")}>
      ${this.renderTab("outline", null, t("verdict.outline"))}
      ${this.renderTab("tags", tags.isKept ? "–" : rangeWords(tags), tagWords(tags))}
      ${
        questions
          ? this.renderTab(
              "questions",
              questions === "several" ? "–" : `${questions.answered}/${questions.asked}`,
              t("sheet.phone"),
            )
          : nothing
      }
      ${other ? this.renderTab("reading", other.big, other.small) : nothing}
    </nav>`;
  }

  /** With a number or letters, or the list's own sign. */
  private renderTab(view: PhoneView, big: string | null, small: string): TemplateResult | typeof nothing {
    if (!this.views.includes(view)) return nothing;
    return html`<button
      type="button"
      aria-pressed=${this.open.includes(view)}
      @click=${() => this.emit("coram-phone-view", { view })}
    >
      <b>${big ?? html`<coram-icon name="list"></coram-icon>`}</b> <span>${small}</span>
    </button>`;
  }
}

function tagWords(tags: TagCount): string {
  if (tags.isPerCoder) return t("verdict.phone-per-coder");
  return tags.isPart ? t("verdict.phone-shown") : t("verdict.phone-tags", { count: tags.max });
}
