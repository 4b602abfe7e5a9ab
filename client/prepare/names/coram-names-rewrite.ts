import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { keepWords } from "../../typed/keep-words.ts";
import "./names-events.ts";
import { type Rewritten, rewriteKey } from "./names-rewriting.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-rewrite": CoramNamesRewrite;
  }
}

/** Other words for one place of the text, in the place of what leads to it. */
@customElement("coram-names-rewrite")
export class CoramNamesRewrite extends VerdictElement {
  @property({ attribute: false }) of!: Rewritten;
  @property() textLang = "";

  override focus(): void {
    void this.updateComplete.then(() => this.querySelector("textarea")?.select());
  }

  protected override render(): TemplateResult {
    return html`<form class="names-rewrite" data-keys="own" @submit=${this.onSubmit}>
      <label class="form-row">
        <span>${t("correct.words")}</span>
        <textarea
          class="field serif"
          rows="3"
          required
          lang=${this.textLang || nothing}
          .value=${this.of.words}
          ${keepWords(rewriteKey(this.of), this.of.words, true)}
          @keydown=${this.onKey}
        ></textarea>
      </label>
      <p class="note sub">${t("names.rewrite-note")}</p>
      <div class="form-actions">
        <button type="button" class="button button-quiet" @click=${this.leave}>${t("correct.leave")}</button>
        <button class="button button-primary">${t("correct.save")}</button>
      </div>
    </form>`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    // The words stand in one paragraph: a line break would be none of them. Enter of an input method chooses its word.
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      this.querySelector("form")?.requestSubmit();
    }
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.leave();
  };

  private readonly leave = (): void => this.emit("coram-names-rewrite-leave");

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    this.emit("coram-names-rewrite", { of: this.of, words: this.querySelector("textarea")?.value ?? "" });
  };
}
