import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-find": CoramFind;
  }
  interface HTMLElementEventMap {
    "coram-find-query": CustomEvent<{ query: string }>;
    /** 1 = next, -1 = previous. */
    "coram-find-step": CustomEvent<{ step: 1 | -1 }>;
    "coram-find-close": CustomEvent<void>;
  }
}

/** Find in the text: query, n of m, next and previous, Esc. The page searches and paints. */
@customElement("coram-find")
export class CoramFind extends VerdictElement {
  @property() query = "";
  @property({ type: Number }) found = 0;
  /** Which one is shown, from 1; 0 = none. */
  @property({ type: Number }) at = 0;
  /** Of those found, in another form than is typed. */
  @property({ type: Number }) forms = 0;
  /** Of those found, placeholders of the text. */
  @property({ type: Number }) placeholders = 0;
  @query("input") private readonly field!: HTMLInputElement;

  /** Focus into the field, its words selected. */
  override focus(): void {
    this.field?.focus();
    this.field?.select();
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  private step(step: 1 | -1): void {
    this.emit("coram-find-step", { step });
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape") this.emit("coram-find-close");
    else if (event.key === "Enter" && event.target === this.field && !event.isComposing)
      this.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  protected override render(): TemplateResult {
    const { at, found, forms, placeholders } = this;
    const isAsked = this.query.trim() !== "";
    const status = !isAsked ? "" : found === 0 ? t("verdict.find-none") : t("verdict.find-at", { at, found });
    const among = [
      ...(forms > 0 ? [t("verdict.find-forms", { count: forms })] : []),
      ...(placeholders > 0 ? [t("verdict.find-placeholders", { count: placeholders })] : []),
    ];
    return html`<div role="search" @keydown=${this.onKey}>
      <label class="field">
        <coram-icon name="search"></coram-icon>
        <input
          type="search"
          aria-label=${t("verdict.find")}
          placeholder=${t("verdict.find")}
          autocomplete="off"
          spellcheck="false"
          .value=${this.query}
          @input=${(event: InputEvent) => this.emit("coram-find-query", { query: (event.target as HTMLInputElement).value })}
        />
        <span class="note sub" role="status">${status || nothing}</span>
      </label>
      <div class="find-steps">
        ${this.renderButton(t("verdict.find-previous"), "chevron-down", () => this.step(-1), "up", this.found === 0)}
        ${this.renderButton(t("verdict.find-next"), "chevron-down", () => this.step(1), "", this.found === 0)}
        ${this.renderButton(t("verdict.close"), "x", () => this.emit("coram-find-close"), "", false)}
      </div>
      <p class="among note sub" role="status">${isAsked && among.length > 0 ? among.join(", ") : nothing}</p>
    </div>`;
  }

  private renderButton(
    words: string,
    icon: "chevron-down" | "x",
    act: () => void,
    turn: string,
    disabled: boolean,
  ): TemplateResult {
    return html`<button
      type="button"
      class="icon-button ${turn}"
      aria-label=${words}
      title=${words}
      ?disabled=${disabled}
      @click=${act}
    >
      <coram-icon name=${icon}></coram-icon>
    </button>`;
  }
}
