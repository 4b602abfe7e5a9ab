import { type TemplateResult, html, nothing } from "lit";
import type { AgreementLabels } from "../../schema/agreement/words/labels.ts";
import { figureOf, type FigureName } from "../../schema/agreement/reading.ts";
import { agreementWords } from "../../schema/agreement/words/words.ts";
import { COUNTRIES } from "../../schema/domain/language.ts";
import { Form } from "../../schema/domain/verdict.ts";
import type { AgreementFigures, AgreementView, GammaView } from "../../schema/protocol/http/agreement.ts";
import { language, t } from "../i18n/t.ts";
import { figureWords, markWord, scale } from "./figure-parts.ts";
import type { OpenPlaces } from "./agreement-tables.ts";

/** A figure in a word and on the scale, with the way to what stands behind it. */
export function figureRow(open: OpenPlaces, name: FigureName, { all }: AgreementFigures): TemplateResult {
  const { name: title, how } = agreementWords(language()).figures[name];
  const figure = figureOf(all, name);
  const { of } = figure;
  const label =
    of === "answers" ? t("agreement.open-answers", { what: title }) : t("agreement.open-passages", { what: title });
  return html`<div class="agree-figure">
    <dt class="head"><span class="grow">${title}</span><b>${markWord(figure)}</b></dt>
    <dd>
      ${scale(figure)}
      <div class="agree-foot">
        <span class="note sub">${figureWords(figure)}</span>
        <button
          class="link note"
          type="button"
          aria-label=${label}
          @click=${() => open({ of: of === "answers" ? "answers" : "tags" }, title)}
        >
          ${of === "answers" ? t("agreement.answers") : t("agreement.passages")}
        </button>
      </div>
      <details>
        <summary>${t("agreement.how")}</summary>
        ${how}
      </details>
    </dd>
  </div>`;
}

/** Gamma takes its time: it is computed where somebody asks for it. */
export function gammaRow(
  gamma: GammaView | "asked" | null,
  { all }: AgreementFigures,
  ask: () => void,
): TemplateResult {
  const figure = gamma === null || gamma === "asked" ? null : { ...gamma, n: all.passages.n, of: "passages" as const };
  return html`<div class="agree-figure">
    <dt class="head">
      <span class="grow">${t("agreement.gamma")}</span>${figure ? html`<b>${markWord(figure)}</b>` : nothing}
    </dt>
    <dd aria-live="polite">
      ${
        figure
          ? html`${scale(figure)}<span class="note sub">${figureWords(figure)}</span>`
          : gamma === "asked"
            ? html`<span class="note sub">${t("agreement.computing")}</span>`
            : html`<button class="link note" type="button" @click=${ask}>${t("agreement.gamma-ask")}</button>`
      }
      <details>
        <summary>${t("agreement.how")}</summary>
        ${t("agreement.gamma-how")}
      </details>
    </dd>
  </div>`;
}

/** Which categories coders took for each other most. */
export function confusionList(
  open: OpenPlaces,
  { confusions }: AgreementView,
  labels: AgreementLabels,
): TemplateResult | typeof nothing {
  const shown = confusions.filter(({ n }) => n > 1).slice(0, 5);
  if (shown.length === 0) return nothing;
  return html`<section class="agree-section" aria-labelledby="agree-confused">
    <div class="section-head"><h2 id="agree-confused">${t("agreement.confused")}</h2></div>
    <ul class="agree-kinds">
      ${shown.map(({ categories: [a, b], n }) => {
        const what = t("agreement.confusion", { a: labels.category(a), b: labels.category(b), count: n });
        return html`<li>
          ${what}
          <button
            class="link"
            type="button"
            aria-label=${t("agreement.open-passages", { what })}
            @click=${() => open({ category: a, beside: b }, what)}
          >
            ${t("agreement.passages")}
          </button>
        </li>`;
      })}
    </ul>
  </section>`;
}

/** Of which verdicts the figures are. */
export function verdictFilters(choose: (choice: { country: string } | { form: string }) => void): TemplateResult {
  const valueOf = (event: Event): string => (event.target as HTMLSelectElement).value;
  return html`<label
      >${t("agreement.country")}
      <select class="field" @change=${(event: Event) => choose({ country: valueOf(event) })}>
        <option value="">${t("agreement.all-countries")}</option>
        ${COUNTRIES.map((country) => html`<option value=${country}>${t(`word.country.${country}`)}</option>`)}
      </select></label
    ><label
      >${t("agreement.form")}
      <select class="field" @change=${(event: Event) => choose({ form: valueOf(event) })}>
        <option value="">${t("agreement.all-forms")}</option>
        ${Form.options.map((form) => html`<option value=${form}>${t(`word.form.${form}`)}</option>`)}
      </select></label
    >`;
}
