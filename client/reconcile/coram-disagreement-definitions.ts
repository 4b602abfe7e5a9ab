import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { localise } from "../../schema/domain/language.ts";
import "../elements/coram-code-chip.ts";
import { formatList, language, t } from "../i18n/t.ts";
import { renderDefinition } from "../verdict/categories/category-definition.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import type { CategoryDefinition } from "../verdict/model/view-model.ts";
import type { ShownDisagreement } from "./shown-disagreement.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-disagreement-definitions": CoramDisagreementDefinitions;
  }
}

/** What the competing categories mean, side by side with the passage; of an answer, what is asked. */
@customElement("coram-disagreement-definitions")
export class CoramDisagreementDefinitions extends VerdictElement {
  @property({ attribute: false }) shown: ShownDisagreement | null = null;
  @property({ attribute: false }) categories: readonly CategoryDefinition[] = [];
  /** How many entries are in no disagreement, as all coders agree on them. */
  @property({ attribute: false }) agreed: number | null = null;
  /** Names of coders who had not handed in: what they tagged is in no disagreement, either. */
  @property({ attribute: false }) notCompared: readonly string[] = [];

  protected override render(): TemplateResult {
    const { shown } = this;
    const named = this.categories.filter(({ id }) => shown?.categories.some((each) => each.id === id));
    const question = shown?.question;
    return html`<aside aria-label=${t(question ? "reconcile.question" : "reconcile.definitions")}>
      ${
        question
          ? html`<h2>${t("reconcile.question")}</h2>
              <p class="definition-ask">${localise(question.label, language())}</p>
              ${question.help ? html`<p class="sub">${localise(question.help, language())}</p>` : nothing}`
          : nothing
      }
      ${named.length > 0 ? html`<h2>${t("reconcile.definitions")}</h2>` : nothing}
      ${named.map(
        (category) =>
          html`<section class="definition">
            <h3><coram-code-chip code=${category.code}></coram-code-chip> ${category.label}</h3>
            ${renderDefinition(category)}
          </section>`,
      )}
      ${this.agreed ? html`<p class="note sub definition-agreed">${t("reconcile.agreed", { count: this.agreed })}</p>` : nothing}
      ${
        this.notCompared.length > 0
          ? html`<p class="note sub definition-agreed">
              ${t("reconcile.not-compared", { names: formatList(this.notCompared) })}
            </p>`
          : nothing
      }
    </aside>`;
  }
}
