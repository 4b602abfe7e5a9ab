import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { FACTS_BOX, saidTogether } from "../../../schema/editor/facts-box.ts";
import type { ComparisonCell, ComparisonState } from "../../../schema/protocol/http/quotes.ts";
import "../../elements/coram-icon.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { nameOfSource } from "../quotes/quote-service.ts";
import "../quotes/quotes.css";
import "./tables.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-facts-box": CoramFactsBox;
  }
}

/** What stands on the first page of a summary beside its text: answers of its verdicts, which are changed there. */
@customElement("coram-facts-box")
export class CoramFactsBox extends LightElement {
  @property({ attribute: false }) shown!: ComparisonState;
  @property({ attribute: false }) textLang = "";
  /** Who writes is told where the answers come from, and which are not there. */
  @property({ type: Boolean }) canWrite = false;

  protected override render(): TemplateResult {
    const { questions, rows } = this.shown;
    const isAnswered = (i: number): boolean => rows.some(({ cells }) => saidTogether(cells[i]).length > 0);
    const missing = questions.filter((_, i) => !isAnswered(i)).map(({ label }) => label);
    const hidden = rows.filter((row) => row.hidden);
    return html`<figure class="ev-table facts-box" id=${FACTS_BOX}>
      <figcaption><span class="grow">${t("evidence.facts-box")}</span></figcaption>
      <table aria-label=${t("evidence.facts-box")}>
        <tbody>
          ${questions.map(({ label }, i) =>
            isAnswered(i)
              ? html`<tr>
                  <th scope="row" lang=${this.textLang}>${label}</th>
                  <td>${rows.map((row) => this.renderCell(row.cells[i], this.nameOf(row)))}</td>
                </tr>`
              : nothing,
          )}
        </tbody>
      </table>
      ${hidden.map((row) => (row.hidden ? html`<p class="note sub">${this.nameOf(row)}${t(`evidence.table-${row.hidden}`)}</p>` : nothing))}
      ${
        this.canWrite && hidden.length < rows.length
          ? html`<p class="note sub">
              ${t("evidence.facts-box-from")}
              ${missing.length > 0 ? t("evidence.facts-box-missing", { names: missing.join(", ") }) : nothing}
            </p>`
          : nothing
      }
      ${this.renderChange()}
    </figure>`;
  }

  /** "K 63/22: ", where there are several. */
  private nameOf({ source }: ComparisonState["rows"][number]): TemplateResult | typeof nothing {
    return this.shown.rows.length > 1 && source ? html`<span class="sub">${nameOfSource(source)}: </span>` : nothing;
  }

  private renderCell(cell: ComparisonCell | undefined, name: TemplateResult | typeof nothing): TemplateResult[] {
    return saidTogether(cell).map(
      ({ units, words }) =>
        html`<div lang=${this.textLang}>
          ${name}${units.map((unit) => html`<span class="token">${withTokenWords(unit, this.textLang)}</span> `)}${words}
        </div>`,
    );
  }

  private renderChange(): TemplateResult | typeof nothing {
    const { now, rows, questions } = this.shown;
    if (now === null) return nothing;
    const changed = now.flatMap((row, i) =>
      row.cells.flatMap((cell) => {
        const was = rows[i]?.cells.find(({ question }) => question === cell.question);
        const label = questions.find(({ id }) => id === cell.question)?.label ?? "";
        return was && was.stands !== cell.stands ? [{ cell, label }] : [];
      }),
    );
    return html`<div class="alert ev-alert" role="status">
      <coram-icon name="triangle-alert"></coram-icon>
      <div class="ev-alert-words">
        ${t("evidence.flag-answers")}
        <ul class="ev-changes">
          ${changed.map(
            ({ cell, label }) =>
              html`<li>
                <b>${t("evidence.now")}:</b> ${label}:
                ${
                  saidTogether(cell)
                    .map(({ units, words }) =>
                      [...units.map((unit) => withTokenWords(unit, this.textLang)), words].join(" "),
                    )
                    .join("; ") || "–"
                }
              </li>`,
          )}
        </ul>
      </div>
    </div>`;
  }
}
