import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { holdsWords } from "../../../schema/language/stem/word-search.ts";
import "../../elements/coram-icon.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import "./tables.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-question-choice": CoramQuestionChoice;
  }
  interface HTMLElementEventMap {
    /** Those that are chosen now, in the order in which they were. */
    "coram-questions-chosen": CustomEvent<{ questions: readonly string[] }>;
  }
}

/** As many are seen at once: a longer list is looked through by words. */
const SEEN = 7;

/** Questions to be chosen from, found by words of theirs. */
@customElement("coram-question-choice")
export class CoramQuestionChoice extends LightElement {
  @property({ attribute: false }) all: readonly { id: string; label: string }[] = [];
  @property({ attribute: false }) chosen: readonly string[] = [];
  @property({ type: Number }) max = 1;
  /** Over them; left out, that they are questions. */
  @property() heading = "";
  /** What is said where there is none to choose. */
  @property() none = "";
  @state() private looked = "";

  protected override render(): TemplateResult {
    const found = this.found;
    return html`<fieldset class="ev-choices">
      <legend>${this.heading || t("evidence.comparison-questions")}</legend>
      ${
        this.all.length > SEEN
          ? html`<label class="field field-soft"
              ><coram-icon name="search"></coram-icon>
              <input
                type="search"
                autocomplete="off"
                placeholder=${t("evidence.question-find")}
                aria-label=${t("evidence.question-find")}
                .value=${this.looked}
                @input=${(event: Event) => (this.looked = (event.target as HTMLInputElement).value)}
                @keydown=${this.onKey}
            /></label>`
          : nothing
      }
      ${found.length === 0 ? html`<p class="note sub" role="status">${this.looked ? t("evidence.question-none") : this.none}</p>` : nothing}
      <div class="ev-choice">
        ${found.map(
          ({ id, label }) =>
            html`<label class="ev-row"
              ><input
                type="checkbox"
                .checked=${this.chosen.includes(id)}
                ?disabled=${!this.chosen.includes(id) && this.isFull}
                @change=${(event: Event) => this.choose(id, (event.target as HTMLInputElement).checked)}
              />
              <span>${label}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private get found(): CoramQuestionChoice["all"] {
    const { looked } = this;
    return looked.trim() === "" ? this.all : this.all.filter(({ label }) => holdsWords(label, looked) > 0);
  }

  private get isFull(): boolean {
    return this.chosen.length >= this.max;
  }

  /** Enter takes the first that was found, and one looks for the next. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    // It may stand in a panel that has a meaning of its own for Enter.
    event.stopPropagation();
    const first = this.found.find(({ id }) => !this.chosen.includes(id));
    if (!first || this.isFull || this.looked.trim() === "") return;
    this.looked = "";
    this.choose(first.id, true);
  };

  private choose(id: string, isIn: boolean): void {
    const questions = isIn ? [...this.chosen, id] : this.chosen.filter((each) => each !== id);
    this.dispatchEvent(new CustomEvent("coram-questions-chosen", { detail: { questions } }));
  }
}
