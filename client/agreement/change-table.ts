import { type TemplateResult, html, nothing } from "lit";
import { FIGURES, figureOf, markOf, type CountedFigure } from "../../schema/agreement/reading.ts";
import type { AgreementLabels } from "../../schema/agreement/words/labels.ts";
import { agreementWords, fillWords } from "../../schema/agreement/words/words.ts";
import type { AgreementView } from "../../schema/protocol/http/agreement.ts";
import { language, t } from "../i18n/t.ts";
import { figureCell } from "./figure-parts.ts";

/** What became of the figures since an earlier round of the same verdict. */
export function changeTable(
  { before: earlier, after: now }: { before: AgreementView; after: AgreementView },
  labels: AgreementLabels,
): TemplateResult | typeof nothing {
  const [before, after] = [earlier.rounds[0], now.rounds[0]];
  if (!earlier.figures || !now.figures || !before || !after) return nothing;
  const [was, is] = [earlier.figures.all, now.figures.all];
  const words = agreementWords(language());
  const [head, first, second] = [
    t("agreement.change", { round: before.number }),
    t("agreement.round-number", { round: before.number }),
    t("agreement.round-number", { round: after.number }),
  ];
  return html`<section class="agree-section" aria-labelledby="agree-change">
    <div class="section-head"><h2 id="agree-change">${head}</h2></div>
    ${
      now.leftOut.length > 0
        ? html`<p class="note">${fillWords(words.leftOut, { categories: labels.codes(now.leftOut) })}</p>`
        : nothing
    }
    <table class="agree-table" aria-labelledby="agree-change">
      <thead>
        <tr>
          ${[words.columns.figure, first, second, head].map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${FIGURES.map((name) => {
          const [old, current] = [figureOf(was, name), figureOf(is, name)];
          return html`<tr>
            <th scope="row">${words.figures[name].name}</th>
            <td data-label=${first}>${figureCell(old)}</td>
            <td data-label=${second}>${figureCell(current)}</td>
            <td data-label=${head}>${changeWord(old, current)}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </section>`;
}

/** A change is said only where both have a grade and the ranges do not meet. */
function changeWord(before: CountedFigure, now: CountedFigure): string {
  const isOpen = [before, now].some((figure) => ["few", "none"].includes(markOf(figure)));
  if (isOpen || before.value === null || now.value === null) return t("agreement.change-unknown");
  const [old, current] = [before.interval, now.interval];
  if (!old || !current || (old[0] <= current[1] && current[0] <= old[1])) return t("agreement.change-none");
  return now.value > before.value ? t("agreement.change-up") : t("agreement.change-down");
}
