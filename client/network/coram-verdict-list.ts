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
  range?: NetworkView["verdicts"][number]["range"];
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
                  <th role="columnheader" scope="col" class="num settle">${t("reconcile.to-settle")}</th>
                  <th role="columnheader" scope="col" class="num last">${t("network.last-activity")}</th>`
          }
        </tr>
      </thead>
      ${countries.map((country) => {
        const rows = this.rows
          .filter(({ verdict }) => verdict.country === country)
          .sort((a, b) => compareWords(a.verdict.caseNumber, b.verdict.caseNumber));
        return html`<tbody role="rowgroup">
          <tr class="country" role="row">
            <th role="rowheader" scope="rowgroup" colspan=${this.plain ? 3 : 9}>
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
        <td role="cell" class="none" colspan="5">
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
        ${mode ? html`<span class="state" data-state=${mode}>${t(`word.mode.${mode}`)}</span> ${renderStep(row)}` : nothing}
      </td>
      <td role="cell" class="num" data-label=${t("network.tags")}>${counts ? renderTags(row, counts.tags) : hidden}</td>
      <td role="cell" class="num" data-label=${t("network.open-threads")}>
        ${counts ? count(counts.openThreads) : hidden}
      </td>
      <td role="cell" class="num settle" data-label=${t("reconcile.to-settle")}>${renderToSettle(row)}</td>
      <td role="cell" class="num when last" data-label=${t("network.last-activity")}>
        ${
          lastActivity
            ? html`<time datetime=${lastActivity}>${formatWhen(lastActivity)}</time>`
            : html`<span class="none">–</span>`
        }
      </td>`;
  }
}

function stepOf({ verdict, counts, mode, round = 1, coders = null, cases = null }: VerdictRow): ProcessStep | null {
  return mode && processStep({ stage: verdict.stage, mode, round, tags: counts?.tags ?? null, coders, cases });
}

/** How far the coders of the round are, below its mode. */
function renderStep(row: VerdictRow): TemplateResult | typeof nothing {
  const step = stepOf(row);
  if (step?.step === "together") return html`<span class="note step">${together(row.counts?.taggers ?? 0)}</span>`;
  if (step?.step !== "blind") return nothing;
  const { coders, round } = step;
  if (!coders) return html`<span class="note step">${t("reconcile.round", { number: round })}</span>`;
  return html`<span class="note step"
    >${t("reconcile.step-blind", { round, ...coders })}<span class="dots" aria-hidden="true"
      >${Array.from({ length: coders.of }, (_, i) => html`<i class=${i < coders.handedIn ? "done" : ""}></i>`)}</span
    ></span
  >`;
}

/** By how many who have tagged: one alone has done nothing together. */
function together(taggers: number): string {
  return taggers === 0 ? t("reconcile.step-together") : t("reconcile.step-taggers", { count: taggers });
}

/** How many disagreements wait for a ruling, of how many. */
function renderToSettle(row: VerdictRow): TemplateResult {
  const step = stepOf(row);
  const none = (words: string): TemplateResult => html`<span class="none">${words}</span>`;
  const link = (words: string): TemplateResult =>
    html`<a href="/verdicts/${row.verdict.id}/reconcile" aria-label=${`${t("reconcile.to-settle")}: ${words}`}
      >${words}</a
    >`;
  switch (step?.step) {
    case "blind":
      return none(t("network.after-reveal"));
    case "settling":
      return link(t("network.of", { count: step.all - step.settled, all: step.all }));
    case "settled":
      return step.all > 0 ? link(t("network.all-ruled")) : none(t("network.none"));
    case "adjudicated":
      return row.cases && row.cases.all > 0 ? link(t("network.settled")) : none(t("network.settled"));
    default:
      return none(t("network.none"));
  }
}

/** What stands; where nothing does yet, the fewest and the most that a coder has put, and that they are not settled. */
function renderTags({ range }: VerdictRow, tags: number): TemplateResult {
  if (!range || range.max === 0) return count(tags);
  const { min, max } = range;
  return html`${min === max ? formatNumber(max) : `${formatNumber(min)}–${formatNumber(max)}`}
    <span class="note step">${t("network.unsettled")}</span>`;
}

function count(value: number): TemplateResult {
  return value === 0 ? html`<span class="none">${t("network.none")}</span>` : html`${formatNumber(value)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-list": CoramVerdictList;
  }
}
