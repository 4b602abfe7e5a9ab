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
    const status =
      this.query.trim() === ""
        ? ""
        : this.found === 0
          ? t("verdict.find-none")
          : this.forms === 0
            ? t("verdict.find-at", { at: this.at, found: this.found })
            : t("verdict.find-at-forms", { at: this.at, found: this.found, count: this.forms });
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
      ${this.renderButton(t("verdict.find-previous"), "chevron-down", () => this.step(-1), "up", this.found === 0)}
      ${this.renderButton(t("verdict.find-next"), "chevron-down", () => this.step(1), "", this.found === 0)}
      ${this.renderButton(t("verdict.close"), "x", () => this.emit("coram-find-close"), "", false)}
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
