import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { Unit } from "../../../schema/domain/unit.ts";
import { holdsWords } from "../../../schema/language/stem/word-search.ts";
import "../../elements/coram-dialog.ts";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { AnswerPlace } from "../../../schema/domain/answer.ts";
import { type PlannedQuestion, questionName, type SheetPlan } from "./sheet-plan.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-give-evidence": CoramGiveEvidence;
  }
  interface HTMLElementEventMap {
    /** The question that the passage is given to. */
    "coram-evidence-given": CustomEvent<{ place: AnswerPlace }>;
  }
}

/** So many are listed; typing narrows them. */
const SHOWN_MAX = 60;

/** Asks which question a passage is evidence for: one types some of its words, arrows choose, Enter gives. */
@customElement("coram-give-evidence")
export class CoramGiveEvidence extends VerdictElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) plan: SheetPlan | null = null;
  @property({ attribute: false }) units: readonly Unit[] = [];
  /** The words of the passage. */
  @property() words = "";
  @property() textLang = "";
  @state() private search = "";
  /** Nothing before something is typed or an arrow is pressed: the key that opened it, pressed twice, gives nothing. */
  @state() private at = -1;
  @query("input") private readonly input!: HTMLInputElement | null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("open") || !this.open) return;
    this.search = "";
    this.at = -1;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("open") && this.open) this.input?.focus();
    this.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }

  private get found(): { planned: PlannedQuestion; name: string }[] {
    const words = this.search.trim();
    return [...(this.plan?.questions.values() ?? [])]
      .map((planned) => ({ planned, name: questionName(planned, this.units) }))
      .filter(({ name }) => words === "" || holdsWords(name, words) > 0)
      .slice(0, SHOWN_MAX);
  }

  protected override render(): TemplateResult {
    const { found } = this;
    const at = Math.min(this.at, found.length - 1);
    return html`<coram-dialog .open=${this.open} heading=${t("sheet.choose")} @coram-dialog-close=${this.close}>
      ${
        this.open
          ? html`<div class="give">
              <blockquote class="quote" lang=${this.textLang || nothing}>
                ${withTokenWords(this.words, this.textLang)}
              </blockquote>
              <label class="field field-soft"
                ><coram-icon name="search"></coram-icon
                ><input
                  role="combobox"
                  aria-expanded="true"
                  aria-controls=${`${this.uid}-list`}
                  aria-activedescendant=${at >= 0 ? `${this.uid}-${at}` : nothing}
                  aria-label=${t("sheet.find-question")}
                  placeholder=${t("sheet.find-question")}
                  autocomplete="off"
                  autofocus
                  .value=${this.search}
                  @input=${this.onInput}
                  @keydown=${this.onKey}
              /></label>
              <ul role="listbox" id=${`${this.uid}-list`} aria-label=${t("sheet.title")}>
                ${found.map(
                  ({ planned, name }, index) =>
                    html`<li
                      role="option"
                      id=${`${this.uid}-${index}`}
                      aria-selected=${index === at}
                      @click=${() => this.give(planned)}
                    >
                      <span class="grow">${name}</span>
                      ${planned.isAnswered ? html`<coram-icon name="check"></coram-icon>` : nothing}
                    </li>`,
                )}
              </ul>
              ${found.length === 0 ? html`<p class="note sub" role="status">${t("sheet.no-match")}</p>` : nothing}
            </div>`
          : nothing
      }
    </coram-dialog>`;
  }

  private readonly onInput = (event: Event): void => {
    this.search = (event.target as HTMLInputElement).value;
    this.at = this.search.trim() === "" ? -1 : 0;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const { found } = this;
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by !== 0) {
      const from = this.at < 0 && by < 0 ? 0 : this.at;
      this.at = (from + by + found.length) % Math.max(found.length, 1);
      event.preventDefault();
      return;
    }
    const chosen = found[Math.min(this.at, found.length - 1)];
    if (event.key !== "Enter" || event.isComposing || !chosen) return;
    event.preventDefault();
    this.give(chosen.planned);
  };

  private give({ place }: PlannedQuestion): void {
    this.emit("coram-evidence-given", { place });
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
