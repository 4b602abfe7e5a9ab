import { type TemplateResult, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { COUNTRIES, langOf } from "../../schema/domain/language.ts";
import { processStep, type ProcessStep } from "../../schema/domain/process.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { LightElement } from "../elements/light-element.ts";
import { compareWords, formatNumber, formatWhen, t } from "../i18n/t.ts";

/** A verdict on the network page. For a guest there are no counts and no mode. */
export interface VerdictRow {
  verdict: Verdict;
  mode: NetworkView["verdicts"][number]["mode"] | null;
  counts: NetworkView["verdicts"][number]["counts"];
  lastActivity: string | null;
  round?: NetworkView["verdicts"][number]["round"];
  coders?: NetworkView["verdicts"][number]["coders"];
  cases?: NetworkView["verdicts"][number]["cases"];
  /** Whether the reader may prepare it. */
  canPrepare?: boolean;
}

/** Verdicts by country as a table, as cards on a phone. */
@customElement("coram-verdict-list")
export class CoramVerdictList extends LightElement {
  @property({ attribute: false }) rows: VerdictRow[] = [];
  /** Without the columns that a guest has no business with. */
  @property({ type: Boolean }) plain = false;

  protected override render(): TemplateResult {
    const countries = COUNTRIES.filter((country) => this.rows.some(({ verdict }) => verdict.country === country));
    return html`<table role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${t("network.case")}</th>
          <th role="columnheader" scope="col">${t("network.court")}</th>
          <th role="columnheader" scope="col" class="num optional">${t("network.pages")}</th>
          ${
            this.plain
              ? nothing
              : html`<th role="columnheader" scope="col">${t("network.stage")}</th>
                  <th role="columnheader" scope="col">${t("network.mode")}</th>
                  <th role="columnheader" scope="col" class="num">${t("network.tags")}</th>
                  <th role="columnheader" scope="col" class="num">${t("network.open-threads")}</th>
                  <th role="columnheader" scope="col" class="num">${t("network.last-activity")}</th>`
          }
        </tr>
      </thead>
      ${countries.map((country) => {
        const rows = this.rows
          .filter(({ verdict }) => verdict.country === country)
          .sort((a, b) => compareWords(a.verdict.caseNumber, b.verdict.caseNumber));
        return html`<tbody role="rowgroup">
          <tr class="country" role="row">
            <th role="rowheader" scope="rowgroup" colspan=${this.plain ? 3 : 8}>
              ${t(`word.country.${country}`)}<span>${t("network.verdict-count", { count: rows.length })}</span>
            </th>
          </tr>
          ${rows.map((row) => this.renderRow(row))}
        </tbody>`;
      })}
    </table>`;
  }

  private renderRow(row: VerdictRow): TemplateResult {
    const { verdict } = row;
    const lang = langOf(verdict.language, verdict.script);
    return html`<tr class="verdict" role="row">
      <td role="cell" class="case-cell">
        <a class="ref" lang=${lang} href="/verdicts/${verdict.id}">${verdict.caseNumber}</a>
      </td>
      <td role="cell" class="court">
        <span lang=${lang}>${verdict.court}</span>${
          verdict.invented
            ? html`<span class="tagline" title=${t("network.invented-title")}>${t("network.invented")}</span>`
            : nothing
        }
      </td>
      <td role="cell" class="num optional" data-label=${t("network.pages")}>
        ${verdict.pages === null ? html`<span class="none">–</span>` : formatNumber(verdict.pages)}
      </td>
      ${this.plain ? nothing : this.renderCounts(row)}
    </tr>`;
  }

  private renderCounts(row: VerdictRow): TemplateResult {
    const { verdict, mode, counts, lastActivity, canPrepare } = row;
    const stage = html`<td role="cell">
      <span class="state" data-state=${verdict.stage}>${t(`word.stage.${verdict.stage}`)}</span>
    </td>`;
    if (verdict.stage === "in-preparation")
      return html`${stage}
        <td role="cell" class="none" colspan="4">
          ${t("network.not-yet")}
          ${
            canPrepare
              ? html`<a
                  class="button button-small"
                  href="/verdicts/${verdict.id}/prepare"
                  aria-label="${t("network.prepare")}: ${verdict.caseNumber}"
                  >${t("network.prepare")}</a
                >`
              : nothing
          }
        </td>`;
    const hidden = html`<span class="none">${t("network.hidden")}</span>`;
    return html`${stage}
      <td role="cell">
        ${mode ? html`<span class="state" data-state=${mode}>${t(`word.mode.${mode}`)}</span> ${renderStep(row, mode)}` : nothing}
      </td>
      <td role="cell" class="num" data-label=${t("network.tags")}>${counts ? count(counts.tags) : hidden}</td>
      <td role="cell" class="num" data-label=${t("network.open-threads")}>
        ${counts ? count(counts.openThreads) : hidden}
      </td>
      <td role="cell" class="num when" data-label=${t("network.last-activity")}>
        ${
          lastActivity
            ? html`<time datetime=${lastActivity}>${formatWhen(lastActivity)}</time>`
            : html`<span class="none">–</span>`
        }
      </td>`;
  }
}

/** How far the round is, below its mode: who handed in, what is left to settle. */
function renderStep(
  { verdict, counts, round = 1, coders = null, cases = null }: VerdictRow,
  mode: NonNullable<VerdictRow["mode"]>,
): TemplateResult | typeof nothing {
  const step = processStep({ stage: verdict.stage, mode, round, tags: counts?.tags ?? null, coders, cases });
  const words = stepWords(step);
  if (words === null) return nothing;
  const isOpen = step.step === "settling" || (step.step === "settled" && step.all > 0);
  return html`<span class="note step"
    >${isOpen ? html`<a href="/verdicts/${verdict.id}/reconcile">${words}</a>` : words}</span
  >`;
}

function stepWords(step: ProcessStep): string | null {
  switch (step.step) {
    case "together":
      return t("reconcile.step-together");
    case "blind":
      return step.coders
        ? t("reconcile.step-blind", { round: step.round, handedIn: step.coders.handedIn, of: step.coders.of })
        : t("reconcile.round", { number: step.round });
    case "settling":
      return t("reconcile.step-settling", { settled: step.settled, all: step.all });
    case "settled":
      return step.all > 0 ? t("reconcile.step-settled") : t("reconcile.step-agreed");
    default:
      return null;
  }
}

function count(value: number): TemplateResult {
  return value === 0 ? html`<span class="none">${t("network.none")}</span>` : html`${formatNumber(value)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-list": CoramVerdictList;
  }
}
