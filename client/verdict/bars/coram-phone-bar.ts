import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import "../../elements/coram-icon.ts";
import { formatNumber, t } from "../../i18n/t.ts";
import { NO_TAGS, rangeWords, type TagCount } from "../model/tag-count.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { onReplies, unseenIn } from "../../waits/replies-told.ts";

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
  /** Open discussions, which are listed with the tags and what a guest looks for there; null for members. */
  @property({ type: Number }) comments: number | null = null;
  /** Of which verdict: what was answered there to a guest is marked until they have seen it. */
  @property() verdict = "";
  /** Letters of what a press on the last button leads to, and in words; null where there is no translation. */
  @property({ attribute: false }) other: { big: string; small: string } | null = null;
  /** Questions that are answered and asked; `answered` null: there are none to count, or several coders' own; null where none are asked. */
  @property({ attribute: false }) questions: { answered: number | null; asked: number } | null = null;

  private stop: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = onReplies(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override render(): TemplateResult {
    const { questions, other } = this;
    return html`<nav aria-label=${t("verdict.phone-views")}>
      ${this.renderTab("outline", null, t("verdict.outline"))} ${this.renderTab("tags", ...this.listed())}
      ${questions ? this.renderTab("questions", this.asked(questions), t("sheet.phone")) : nothing}
      ${other ? this.renderTab("reading", other.big, other.small) : nothing}
    </nav>`;
  }

  /** No number where nothing of it is shown before it is settled. */
  private asked({ answered, asked }: NonNullable<typeof this.questions>): string | null {
    if (answered !== null) return `${answered}/${asked}`;
    return this.tags.isKept ? null : formatNumber(asked);
  }

  /** How much of what is in the list of passages, and what it is. */
  private listed(): [big: string, small: string] {
    const { tags, comments } = this;
    const said = comments ?? 0;
    const [number, words] = [formatNumber(said), t("verdict.phone-comments", { count: said })];
    if (tags.isKept) return [number, words];
    return said > 0
      ? [`${rangeWords(tags)} · ${number}`, `${tagWords(tags)} · ${words}`]
      : [rangeWords(tags), tagWords(tags)];
  }

  /** With a number or letters, or the list's own sign. */
  private renderTab(view: PhoneView, big: string | null, small: string): TemplateResult | typeof nothing {
    if (!this.views.includes(view)) return nothing;
    return html`<button
      type="button"
      aria-pressed=${this.open.includes(view)}
      @click=${() => this.emit("coram-phone-view", { view })}
    >
      <b>${big ?? html`<coram-icon name="list"></coram-icon>`}</b>
      <span>${small}${view === "tags" ? this.renderNew() : nothing}</span>
    </button>`;
  }

  private renderNew(): TemplateResult | typeof nothing {
    const count = unseenIn(this.verdict);
    if (count === 0) return nothing;
    return html` · <em class="is-new">${t("verdict.new-replies", { count })}</em>`;
  }
}

function tagWords(tags: TagCount): string {
  if (tags.isPerCoder) return t("verdict.phone-per-coder");
  return tags.isPart ? t("verdict.phone-shown") : t("verdict.phone-tags", { count: tags.max });
}
