import { html, nothing, type TemplateResult } from "lit";
import { describeProblem } from "../../api/http.ts";
import { errorLine } from "../../elements/form.ts";
import { t } from "../../i18n/t.ts";
import type { CategoryView } from "../../verdict/model/view-model.ts";
import type { SlipModel } from "./slip-model.ts";

/** One's own slip once it is revealed: what is on it, and that one may show it as one's own, unless it is part of a key. */
export function renderOwnSlip(slip: SlipModel, categories: readonly CategoryView[], isKey: boolean): TemplateResult {
  const { own, marks } = slip;
  const codes = [...new Set(marks.map(({ category }) => categories.find(({ id }) => id === category)?.code ?? ""))];
  const isShown = own?.shown ?? false;
  // What was told as theirs may be known, also where the others' slips leave only this one.
  const hidden = t(own?.isNamed ? "slip.was-shown" : "slip.is-not-shown");
  const said = isShown ? t(own?.isNamed ? "slip.is-shown" : "slip.waits-for-all") : hidden;
  if (own && codes.length === 0 && own.handedInAt === null)
    // What was tagged and came too late is told with one's slip.
    return slip.tooLate > 0
      ? html``
      : html`<div class="slip-own"><p class="grow">${t("slip.yours-not-counted")}</p></div>`;
  return html`<div class="slip-own">
    <p class="grow">
      ${codes.length === 0 ? t("slip.yours-empty") : t("slip.yours-is", { codes: codes.join(", ") })}
      <span class="sub">${isKey ? t("key.own-slip") : said}</span>
    </p>
    ${
      isKey
        ? nothing
        : html`<button type="button" class="button" @click=${() => void slip.showMine(!isShown)}>
            ${t(isShown ? "slip.show-no-more" : "slip.show-mine")}
          </button>`
    }
    ${slip.refused === null ? nothing : errorLine(describeProblem(slip.refused))}
  </div>`;
}
