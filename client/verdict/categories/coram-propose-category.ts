import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import { languageTyped, UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import { DISCUSS } from "../../../schema/domain/methodology/methodology.ts";
import { nearNames } from "../../../schema/language/similar.ts";
import "../../elements/coram-code-chip.ts";
import { textOf } from "../../elements/form.ts";
import { language, LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import type { CategoryView } from "../model/view-model.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-propose-category": CoramProposeCategory;
  }
  interface HTMLElementEventMap {
    /**
     * A category is missing: put it into the methodology's draft, below `parent`, with this passage as its example and `why`, trimmed, as
     * what a vote on it begins with. `language`: of its name.
     */
    "coram-propose": CustomEvent<{ label: string; language: UiLanguage; parent: CategoryId | null; why: string }>;
    /** One of those that are called nearly so is what was meant. */
    "coram-propose-instead": CustomEvent<{ category: CategoryId }>;
  }
}

/** In what a verdict is written. */
type Written = Parameters<typeof languageTyped>[2];

/** Where a branch of its own is chosen; none is, before somebody chooses. */
const TOP = "top";
const MAX_WHY = 500;

/** Proposes a category that is missing: first what is called nearly so, then where it belongs, in which language its name is, and why. */
@customElement("coram-propose-category")
export class CoramProposeCategory extends VerdictElement {
  @property() label = "";
  /** Whether the verdict is coded blind: the passage then stays with its coder. */
  @property({ type: Boolean }) isHidden = false;
  /** The verdict, which is read while the name is typed. */
  @property({ attribute: false }) written: Written | undefined = undefined;
  @property({ attribute: false }) categories: readonly CategoryView[] = [];

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>("button, select")?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const near = nearNames(
      this.categories.filter(({ onlyChildren }) => !onlyChildren),
      this.label,
    );
    const branches = this.categories.filter(({ parent, id }) => parent === null && id !== DISCUSS);
    const typed = languageTyped(this.label, language(), this.written ?? { language: "en", script: "Latn" });
    return html`<form class="propose" @submit=${this.submit}>
      ${
        near.length > 0
          ? html`<p class="note">${t("verdict.propose-near")}</p>
              <ul>
                ${near.map(
                  ({ id, code, label }) =>
                    html`<li>
                      <button
                        type="button"
                        class="near"
                        @click=${() => this.emit("coram-propose-instead", { category: id })}
                      >
                        <coram-code-chip code=${code}></coram-code-chip><span class="ellipsis">${label}</span>
                      </button>
                    </li>`,
                )}
              </ul>`
          : nothing
      }
      <div class="where">
        <label class="form-row"
          ><span>${t("verdict.propose-where", { words: this.label })}</span>
          <select class="field" name="parent" required>
            <option value="">${t("verdict.propose-choose")}</option>
            ${branches.map(({ id, code, label }) => html`<option value=${id}>${code} ${label}</option>`)}
            <option value=${TOP}>${t("verdict.propose-top")}</option>
          </select></label
        >
        <label class="form-row"
          ><span>${t("verdict.propose-language")}</span>
          <select class="field" name="language">
            ${UI_LANGUAGES.map((each) => html`<option value=${each} ?selected=${each === typed}>${LANGUAGE_NAMES[each]}</option>`)}
          </select></label
        >
      </div>
      <label class="form-row"
        ><span>${t("verdict.propose-why")}</span>
        <input class="field" name="why" maxlength=${MAX_WHY} autocomplete="off" />
        <span class="note sub">${t("verdict.propose-why-hint")}</span></label
      >
      <p class="note sub">${t(this.isHidden ? "verdict.propose-hint-hidden" : "verdict.propose-hint")}</p>
      <div class="form-actions">
        <button class="button button-primary button-small">${t("verdict.propose-do")}</button>
      </div>
    </form>`;
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const parent = textOf(form, "parent");
    const branch = this.categories.find(({ id }) => id === parent);
    const named = textOf(form, "language");
    const language = UI_LANGUAGES.find((each) => each === named) ?? "en";
    this.emit("coram-propose", { label: this.label, language, parent: branch?.id ?? null, why: textOf(form, "why") });
  };
}
