import { html, nothing, type TemplateResult } from "lit";
import { renderBehind } from "../../methodology/behind-note.ts";
import { t } from "../../i18n/t.ts";
import type { CategoryDefinition } from "../model/view-model.ts";

/**
 * A category's definition with what to include and exclude, how long a passage should be, an example and what only looks
 * like one, as the picker and the tree show it.
 */
export function renderDefinition(category: CategoryDefinition): TemplateResult {
  return html`
    ${category.definition ? html`<p>${category.definition}</p>` : html`<p class="sub">${t("verdict.definition-none")}</p>`}
    ${renderBehind(category.behind)} ${line(t("verdict.definition-include"), category.include.join("; "))}
    ${line(t("verdict.definition-exclude"), category.exclude.join("; "))}
    ${line(t("verdict.definition-span"), category.spanRule)} ${line(t("verdict.definition-example"), category.example)}
    ${line(t("verdict.definition-near-miss"), category.nearMiss)}
    ${category.onlyChildren ? html`<p class="sub">${t("verdict.only-children")}</p>` : nothing}
  `;
}

function line(name: string, text: string): TemplateResult | typeof nothing {
  return text === "" ? nothing : html`<p><span class="k">${name}:</span> ${text}</p>`;
}
