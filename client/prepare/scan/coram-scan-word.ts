import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { Context } from "../corrections/context-of.ts";
import type { ScanAction } from "./scan-keys.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-scan-word": CoramScanWord;
  }
  interface HTMLElementEventMap {
    "coram-scan-act": CustomEvent<{ act: ScanAction }>;
    /** What stands there instead; "" takes the word away. */
    "coram-scan-correct": CustomEvent<{ words: string }>;
    /** The correction is left, also while it is on its way. */
    "coram-scan-leave": CustomEvent<void>;
  }
}

/** One uncertain word with the words around it, and what can be done about it. It decides nothing: it says what was wanted. */
@customElement("coram-scan-word")
export class CoramScanWord extends VerdictElement {
  /** What the word is known by: another one ends the correction that was begun. */
  @property({ attribute: false }) word = 0;
  @property({ attribute: false }) context!: Context;
  @property() textLang = "";
  @property({ attribute: false }) isLooked = false;
  @property({ attribute: false }) isBusy = false;
  /** Others read the text already: it is looked over before it changes. */
  @property({ attribute: false }) isRead = false;
  /** Which of how many, counted from 1. */
  @property({ attribute: false }) position = { number: 1, all: 1 };
  @state() private isCorrecting = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("word")) this.isCorrecting = false;
  }

  override focus(): void {
    this.querySelector<HTMLElement>(".scan-card")?.focus({ preventScroll: true });
  }

  /** Opens the correction of the word in its place. */
  correct(): void {
    this.isCorrecting = true;
    void this.updateComplete.then(() => this.querySelector("input")?.select());
  }

  /** The word is what it is; the focus goes back to where keys are heard. */
  leave(): void {
    if (!this.isCorrecting) return;
    this.isCorrecting = false;
    void this.updateComplete.then(() => this.focus());
  }

  protected override render(): TemplateResult {
    const { context, position } = this;
    return html`<div class="scan-card" role="group" tabindex="-1" aria-label=${t("scan.word", position)}>
      <p class="scan-context" lang=${this.textLang}>
        ${withTokenWords(context.before, this.textLang)}<mark>${this.shown}</mark>${withTokenWords(context.after, this.textLang)}
      </p>
      ${this.isCorrecting ? this.renderCorrection() : this.renderActs()}
    </div>`;
  }

  private renderActs(): TemplateResult {
    return html`<div class="scan-acts">
      <button
        type="button"
        class="button"
        aria-pressed=${this.isLooked ? "true" : nothing}
        ?disabled=${this.isBusy}
        @click=${() => this.act("right")}
      >
        <kbd class="key">Y</kbd> ${t("scan.right")}
      </button>
      <button type="button" class="button" ?disabled=${this.isBusy} @click=${() => this.correct()}>
        <kbd class="key">N</kbd> <kbd class="key">R</kbd> ${t("names.rewrite")}
      </button>
      <span class="scan-steps">
        <button type="button" class="button button-quiet" @click=${() => this.act("previous")}>
          <kbd class="key">K</kbd> ${t("names.previous")}
        </button>
        <button type="button" class="button button-quiet" @click=${() => this.act("next")}>
          <kbd class="key">J</kbd> ${t("names.next")}
        </button>
      </span>
    </div>`;
  }

  private renderCorrection(): TemplateResult {
    return html`<form class="scan-correction" data-keys="own" @submit=${this.save} @keydown=${this.onKey}>
      <label class="form-row">
        <span>${t("scan.new-words")}</span>
        <input
          class="field serif"
          name="words"
          lang=${this.textLang}
          autocomplete="off"
          spellcheck="false"
          maxlength="500"
          .value=${this.shown}
          ?readonly=${this.isBusy}
        />
      </label>
      ${this.isBusy && this.isRead ? html`<p class="note" role="status">${t("correct.looking")}</p>` : nothing}
      <div class="scan-acts">
        <button type="submit" class="button button-primary" ?disabled=${this.isBusy}>${t("scan.save")}</button>
        <button type="button" class="button button-quiet" @click=${this.onLeave}>${t("scan.leave")}</button>
        <span class="note sub">${t("scan.new-words-note")}</span>
      </div>
    </form>`;
  }

  /** The word as one reads it in the text, and types it. */
  private get shown(): string {
    return withTokenWords(this.context.words, this.textLang);
  }

  private readonly save = (event: Event): void => {
    event.preventDefault();
    if (this.isBusy) return;
    const words = this.querySelector("input")?.value ?? "";
    if (words === this.shown) this.act("right");
    else this.emit("coram-scan-correct", { words });
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.onLeave();
  };

  private readonly onLeave = (): void => {
    this.emit("coram-scan-leave");
    this.leave();
  };

  private act(act: ScanAction): void {
    this.emit("coram-scan-act", { act });
  }
}
