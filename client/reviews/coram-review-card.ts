import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { CategoryId, type VerdictId } from "../../schema/domain/ids.ts";
import { localise } from "../../schema/domain/language.ts";
import type { Category, MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { behindFor } from "../../schema/domain/methodology/behind-texts.ts";
import { categoryTextChanges } from "../../schema/domain/methodology/content-changes.ts";
import type { Review, ReviewCommand, ReviewItem } from "../../schema/protocol/http/methodology.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-icon.ts";
import { renderBehind } from "../methodology/behind-note.ts";
import { renderTexts } from "../methodology/change-texts.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatTime, language, t } from "../i18n/t.ts";
import { categoryIn, isSplit, meaningOf, optionsOf, type ReviewOption } from "./review-options.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";

/** What somebody decided of a tag. */
export type ReviewChoice = Pick<ReviewCommand, "decision" | "category">;

declare global {
  interface HTMLElementTagNameMap {
    "coram-review-card": CoramReviewCard;
  }
  interface HTMLElementEventMap {
    "coram-review-decide": CustomEvent<ReviewChoice>;
    /** The decision is to be taken back. */
    "coram-review-undo": CustomEvent<void>;
  }
}

/**
 * A tag whose category means something else now: its words, what the category meant and means, and what the tag may be. Digits
 * choose, C goes to the list of all categories, Delete asks whether the tag shall go.
 */
@customElement("coram-review-card")
export class CoramReviewCard extends LightElement {
  @property({ attribute: false }) item!: ReviewItem;
  @property({ attribute: false }) verdict!: VerdictId;
  /** The number of its verdict, where that does not stand above the card. */
  @property({ attribute: false }) of: string | null = null;
  /** The `lang` attribute of the quote. */
  @property() quoteLang = "";
  @property({ attribute: false }) inForce!: MethodologyVersion;
  /** Who tagged it, where that was not the reader; null else. */
  @property() author: string | null = null;
  /** The version in which the tag was put; null while it is fetched. */
  @property({ attribute: false }) taggedIn: MethodologyVersion | null = null;
  @property({ attribute: false }) decided: Review | null = null;
  @property({ type: Boolean }) isBusy = false;
  /** It is the current one only since the one before was decided: a key that was meant for that one does nothing here. */
  @property({ type: Boolean }) isArriving = false;
  @state() private isDropping = false;
  /** Of the list of all categories: looked at, not taken yet. */
  @state() private other: CategoryId | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("keydown", this.onKey);
  }

  protected override render(): TemplateResult {
    const { item, verdict, decided } = this;
    const was = categoryIn(this.taggedIn, item.category);
    return html`<article
      class="review-card"
      tabindex="-1"
      ?data-decided=${decided !== null}
      ?data-arriving=${this.isArriving}
    >
      <div class="review-words">
        ${
          item.quote
            ? html`<blockquote lang=${this.quoteLang}>${withTokenWords(item.quote, this.quoteLang)}</blockquote>`
            : html`<p class="note sub">${t("matrix.words-removed")}</p>`
        }
        ${item.note ? html`<p class="remark">${item.note}</p>` : nothing}
        <p class="note">
          ${this.of === null ? nothing : html`<span lang=${this.quoteLang}>${this.of}</span>, `}
          ${was ? html`<coram-code-chip code=${was.code}></coram-code-chip> ${localise(was.label, language())}, ` : nothing}
          ${
            this.author === null
              ? t("reviews.tagged-in", { version: item.version })
              : t("reviews.tagged-by", { name: this.author, version: item.version })
          }
          <a href="/verdicts/${verdict}?tag=${item.annotation}">${t("reviews.to-text")}</a>
        </p>
      </div>
      ${decided ? this.renderDecided(decided) : html`${this.renderMeaning(was)} ${item.settled ? this.renderSettled() : this.renderChoices()}`}
    </article>`;
  }

  private renderDecided(review: Review): TemplateResult {
    const category = review.category ? categoryIn(this.inForce, review.category) : null;
    const name = category ? `${category.code} ${localise(category.label, language())}` : "";
    const time = formatTime(review.at);
    return html`<div class="review-done">
      <p role="status">
        <coram-icon name="check"></coram-icon>${
          review.decision === "drop"
            ? t("reviews.dropped", { time })
            : t(review.decision === "keep" ? "reviews.kept" : "reviews.changed", { name, time })
        }
      </p>
      ${
        this.item.settled
          ? nothing
          : html`<button
              class="button button-small button-quiet"
              aria-keyshortcuts="Control+Z"
              ?disabled=${this.isBusy}
              @click=${() => this.dispatchEvent(new CustomEvent("coram-review-undo"))}
            >
              <coram-icon name="undo"></coram-icon>${t("methodology.undo")}
            </button>`
      }
    </div>`;
  }

  /** Which words of the category changed, in the languages in which they did; where none did, what it means. For one that was split, the parts say it beside their buttons. */
  private renderMeaning(was: Category | null): TemplateResult | typeof nothing {
    const { item, inForce } = this;
    const now = categoryIn(inForce, item.now);
    if (item.state === "retired")
      return html`<p class="review-why">${t("reviews.retired", { version: item.since })}</p>`;
    if (item.proposed) return html`<p class="review-why">${t("reviews.proposed")}</p>`;
    if (isSplit(item)) return html`<p class="review-why">${t("reviews.split", { version: item.since })}</p>`;
    if (!was || !now) return nothing;
    const texts = categoryTextChanges(was, now);
    const heads = { include: t("network.include"), exclude: t("network.exclude") };
    return html`<div class="review-meaning">
      <p class="review-why">${t("reviews.redefined", { version: item.since })}</p>
      ${renderBehind(behindFor(inForce.behind, now.id, language()))}
      ${
        texts.length > 0
          ? renderTexts(texts)
          : html`<p class="change-words" lang=${language()}>${meaningOf(now, language(), heads)}</p>`
      }
    </div>`;
  }

  /** What is settled changes with a reason, in the text; that it fits still is said here. */
  private renderSettled(): TemplateResult {
    const { item, verdict, inForce } = this;
    const parts = item.candidates.flatMap((id) => categoryIn(inForce, id) ?? []);
    const isParted = isSplit(item);
    return html`<div class="review-options">
      ${this.options.map((option) => this.renderOption(option))}
      ${
        isParted
          ? html`<ul class="review-parts">
              ${parts.map(({ code, label }) => html`<li><coram-code-chip code=${code}></coram-code-chip> ${localise(label, language())}</li>`)}
            </ul>`
          : nothing
      }
      <p class="note">${t(isParted ? "reviews.settled" : "reviews.kept-settled")}</p>
      <p class="row">
        <a class="button" href="/verdicts/${verdict}?tag=${item.annotation}"
          >${t(isParted ? "reviews.sort-settled" : "reviews.withdraw-settled")}</a
        >
      </p>
    </div>`;
  }

  private renderChoices(): TemplateResult {
    return html`<div class="review-options">
      ${this.options.map((option) => this.renderOption(option))}
      ${this.canDrop ? this.renderMore() : html`<p class="note">${t("reviews.only-parts")}</p>`}
    </div>`;
  }

  /** Of what is settled and was split the part is said in the text. */
  private get options(): ReviewOption[] {
    const { item, inForce } = this;
    return item.settled && isSplit(item) ? [] : optionsOf(item, inForce);
  }

  private get canDrop(): boolean {
    const { settled, onlyParts } = this.item;
    return !settled && !(onlyParts && isSplit(this.item));
  }

  private renderMore(): TemplateResult {
    return html`<div class="review-more">
      ${this.renderOther()}
      ${
        this.isDropping
          ? html`<span class="note">${t("reviews.drop-sure")}</span>
              <button
                class="button button-small sure"
                ?disabled=${this.isBusy}
                @click=${() => this.decide({ decision: "drop", category: null })}
              >
                ${t("reviews.drop")}
              </button>
              <button class="button button-small button-quiet" @click=${() => (this.isDropping = false)}>
                ${t("reviews.drop-not")}
              </button>`
          : html`<button
              class="button button-small button-quiet"
              aria-keyshortcuts="Delete"
              ?disabled=${this.isBusy}
              @click=${this.askToDrop}
            >
              <coram-icon name="trash"></coram-icon>${t("reviews.drop")}
            </button>`
      }
    </div>`;
  }

  private renderOther(): TemplateResult {
    const other = this.other ? categoryIn(this.inForce, this.other) : null;
    return html`<label
        ><span class="visually-hidden">${t("reviews.other")}</span>
        <select class="field" aria-keyshortcuts="c" ?disabled=${this.isBusy} @change=${this.onOther}>
          <option value="">${t("reviews.other")}</option>
          ${this.renderCategories()}
        </select></label
      >
      ${
        other
          ? html`<button class="button button-small" ?disabled=${this.isBusy} @click=${() => this.takeOther(other.id)}>
              ${t("reviews.take-other", { name: `${other.code} ${localise(other.label, language())}` })}
            </button>`
          : nothing
      } `;
  }

  private renderOption({ key, kind, category, command }: ReviewOption): TemplateResult {
    const name = localise(category.label, language());
    const definition = localise(category.definition, language());
    return html`<button
      class="review-option"
      aria-keyshortcuts=${key}
      ?disabled=${this.isBusy}
      @click=${() => this.decide(command)}
    >
      <kbd class="key">${key}</kbd><coram-code-chip code=${category.code}></coram-code-chip>
      <span
        ><b>${kind === "part" ? name : t(kind === "keep" ? "reviews.keep" : "reviews.leave", { name })}</b>
        ${kind === "part" && definition ? html`<span class="note">${definition}</span>` : nothing}</span
      >
    </button>`;
  }

  private renderCategories(): TemplateResult[] {
    const { categories } = this.inForce.content;
    return categories
      .filter(({ onlyChildren }) => !onlyChildren)
      .map(({ id, code, label }) => html`<option value=${id}>${code} ${localise(label, language())}</option>`);
  }

  /** A press of an arrow shows another entry of the list, and decides nothing. */
  private readonly onOther = (event: Event): void => {
    this.other = CategoryId.safeParse((event.target as HTMLSelectElement).value).data ?? null;
  };

  private takeOther(category: CategoryId): void {
    this.decide({
      decision: category === this.item.now && !isSplit(this.item) ? "keep" : "change",
      category,
    });
  }

  /** Takes what a digit stands for; false where it stands for nothing. */
  press(key: string): boolean {
    const option = this.options.find((each) => each.key === key);
    if (option) this.decide(option.command);
    return option !== undefined;
  }

  private readonly askToDrop = (): void => {
    this.isDropping = true;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".sure")?.focus());
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const isField = (event.target as HTMLElement).matches("select, input, textarea");
    if (this.decided || this.isBusy || this.isArriving || event.repeat || isField) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (this.press(event.key)) return event.preventDefault();
    if (!this.canDrop) return;
    if (event.key === "Delete") this.askToDrop();
    else if (event.key === "Escape" && this.isDropping) this.isDropping = false;
    else if (event.key.toLowerCase() === "c" || event.code === "KeyC") this.querySelector("select")?.focus();
    else return;
    event.preventDefault();
  };

  private decide(detail: ReviewChoice): void {
    this.isDropping = false;
    this.other = null;
    this.dispatchEvent(new CustomEvent("coram-review-decide", { detail, bubbles: true }));
  }
}
