import { html, nothing, type TemplateResult } from "lit";
import { localise } from "../../../schema/domain/language.ts";
import type { PassageId } from "../../../schema/domain/ids.ts";
import type { PaperSlips } from "../../../schema/protocol/http/workshops/paper.ts";
import "../../elements/coram-code-chip.ts";
import { hueOf } from "../../elements/hue.ts";
import { language, t } from "../../i18n/t.ts";

/** What was counted by hand on slips of paper, beside what the others say and apart from it. `numberOf`: null of a passage that is not read. */
export function renderPaper(
  paper: PaperSlips | null,
  numberOf: (passage: PassageId) => string | null,
): TemplateResult | typeof nothing {
  if (!paper?.counts) return nothing;
  const { slips, passages } = paper.counts;
  const several = passages.length > 1;
  return html`<section class="paper-counts" aria-label=${t("paper.by-hand")}>
    <p class="sub slip-group"><b>${t("paper.by-hand")}</b> ${t("paper.slips", { count: slips })}</p>
    ${passages.length === 0 ? html`<p class="sub">${t("paper.few")}</p>` : nothing}
    ${passages.map(({ passage, categories }) => {
      const number = numberOf(passage);
      const sorted = categories.toSorted((a, b) => b.slips - a.slips);
      return html`${several && number ? html`<p class="note">¶ ${number}</p>` : nothing}
        <ul class="dist">
          ${sorted.map(({ category, slips: some }) => {
            const known = paper.categories.find(({ id }) => id === category);
            const code = known?.code ?? "";
            return html`<li class="paper-row" data-cat=${hueOf(code)}>
              <coram-code-chip code=${code}></coram-code-chip>
              <span class="nm">${known ? localise(known.label, language()) : t("slip.category-gone")}</span>
              <span class="n">${t("slip.n-of-m", { some: String(some), all: String(slips) })}</span>
            </li>`;
          })}
        </ul>`;
    })}
    <p class="note sub">${t("paper.no-figure")}</p>
  </section>`;
}
