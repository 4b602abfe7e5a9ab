import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import { DISCUSS } from "../../../schema/domain/methodology/methodology.ts";
import { nearNames } from "../../../schema/language/similar.ts";
import "../../elements/coram-code-chip.ts";
import { textOf } from "../../elements/form.ts";
import { t } from "../../i18n/t.ts";
import type { CategoryView } from "../model/view-model.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-propose-category": CoramProposeCategory;
  }
  interface HTMLElementEventMap {
    /** One of those that are called nearly so is what was meant. */
    "coram-propose-instead": CustomEvent<{ category: CategoryId }>;
  }
}

/** Proposes a category that is missing: first what is called nearly so, then where it belongs. */
@customElement("coram-propose-category")
export class CoramProposeCategory extends VerdictElement {
  @property() label = "";
  /** Whether the verdict is coded blind: the passage then stays with its coder. */
  @property({ type: Boolean }) isHidden = false;
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
    const likely = near[0]?.parent ?? branches[0]?.id;
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
      <label class="form-row"
        ><span>${t("verdict.propose-where", { words: this.label })}</span>
        <select class="field" name="parent">
          ${branches.map(({ id, code, label }) => html`<option value=${id} ?selected=${id === likely}>${code} ${label}</option>`)}
          <option value="">${t("verdict.propose-top")}</option>
        </select></label
      >
      <p class="note sub">${t(this.isHidden ? "verdict.propose-hint-hidden" : "verdict.propose-hint")}</p>
      <div class="form-actions">
        <button class="button button-primary button-small">${t("verdict.propose-do")}</button>
      </div>
    </form>`;
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const parent = textOf(event.target as HTMLFormElement, "parent");
    const branch = this.categories.find(({ id }) => id === parent);
    this.emit("coram-propose", { label: this.label, parent: branch?.id ?? null });
  };
}
