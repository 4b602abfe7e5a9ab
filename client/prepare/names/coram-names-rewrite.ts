import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { keepWords } from "../../typed/keep-words.ts";
import { keptLine } from "../../typed/kept-line.ts";
import { unsentWords } from "../../typed/typed-on.ts";
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
  /** It began with what was typed here before. */
  @state() private isKept = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("of");
    if (changed.has("of") && (!before || rewriteKey(before) !== rewriteKey(this.of)))
      this.isKept = unsentWords.has(rewriteKey(this.of));
  }

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
          @input=${({ target }: Event) => {
            if ((target as HTMLTextAreaElement).value === this.of.words) this.isKept = false;
          }}
        ></textarea>
      </label>
      ${keptLine(this.isKept, this.of.words)}
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
