import { type TemplateResult, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import { COUNTRIES, langOf } from "../../schema/domain/language.ts";
import { processStep, type ProcessStep } from "../../schema/domain/process.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { LightElement } from "../elements/light-element.ts";
import { compareWords, formatDate, formatNumber, t } from "../i18n/t.ts";
import "./verdict-list.css";

type NetworkRow = NetworkView["verdicts"][number];

/** A verdict on the network page. For a guest there are no counts and no mode. */
export interface VerdictRow extends Pick<
  NetworkRow,
  "counts" | "range" | "sheet" | "round" | "coders" | "part" | "due" | "names" | "cases" | "signed"
> {
  verdict: Verdict;
  mode: NetworkRow["mode"] | null;
  /** Whether the reader may prepare it. */
  canPrepare?: boolean;
}

/** Verdicts by country as a table, as cards on a phone. */
@customElement("coram-verdict-list")
export class CoramVerdictList extends LightElement {
  @property({ attribute: false }) rows: VerdictRow[] = [];
  /** Those that the reader has not opened since they were cleared. */
  @property({ attribute: false }) fresh: ReadonlySet<VerdictId> = new Set();
  @property({ attribute: false }) members: readonly Pick<MemberCard, "id" | "name">[] = [];
  /** Without the columns that a guest has no business with. */
  @property({ type: Boolean }) plain = false;

  protected override render(): TemplateResult {
    const hasPages = this.rows.some(({ verdict }) => verdict.pages !== null);
    const countries = COUNTRIES.filter((country) => this.rows.some(({ verdict }) => verdict.country === country));
    return html`<table role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">${t("network.case")}</th>
          <th role="columnheader" scope="col">${t("network.court")}</th>
          ${
            this.plain
              ? hasPages
                ? html`<th role="columnheader" scope="col" class="num">${t("network.pages")}</th>`
                : nothing
              : html`<th role="columnheader" scope="col">${t("home.where")}</th>
                  <th role="columnheader" scope="col">${t("home.coders")}</th>
                  <th role="columnheader" scope="col" class="num">${t("network.tags")}</th>
                  <th role="columnheader" scope="col" class="num optional">${t("home.answers")}</th>
                  <th role="columnheader" scope="col" class="num">${t("home.to-rule")}</th>`
          }
        </tr>
      </thead>
      ${countries.map((country) => {
        const rows = this.rows
          .filter(({ verdict }) => verdict.country === country)
          .sort((a, b) => compareWords(a.verdict.caseNumber, b.verdict.caseNumber));
        return html`<tbody role="rowgroup">
          <tr class="country" role="row">
            <th role="rowheader" scope="rowgroup" colspan=${this.plain ? (hasPages ? 3 : 2) : 7}>
              ${t(`word.country.${country}`)}<span>${t("network.verdict-count", { count: rows.length })}</span>
            </th>
          </tr>
          ${rows.map((row) => this.renderRow(row, hasPages))}
        </tbody>`;
      })}
    </table>`;
  }

  private renderRow(row: VerdictRow, hasPages: boolean): TemplateResult {
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
      ${
        this.plain
          ? hasPages
            ? html`<td role="cell" class="num" data-label=${t("network.pages")}>
                ${verdict.pages === null ? none("–") : formatNumber(verdict.pages)}
              </td>`
            : nothing
          : this.renderCounts(row)
      }
    </tr>`;
  }

  private renderCounts(row: VerdictRow): TemplateResult {
    const { verdict, mode, counts } = row;
    if (verdict.stage === "in-preparation")
      return html`<td role="cell" class="stands">
          <span class="state" data-state="in-preparation">${t("word.stage.in-preparation")}</span>
        </td>
        <td role="cell" class="none wide" colspan="4">
          <div class="beside">
            <span>${namesWords(row, this.members)}</span>
            ${
              row.canPrepare
                ? html`<a
                    class="button button-small"
                    href="/verdicts/${verdict.id}/prepare"
                    aria-label="${t("network.prepare")}: ${verdict.caseNumber}"
                    >${t("network.prepare")}</a
                  >`
                : nothing
            }
          </div>
        </td>`;
    const hidden = none(t("network.hidden"));
    // What its coders do shows at the reveal: nought is not their work.
    const isUnderWay = mode === "blind" && counts?.tags === 0;
    return html`<td role="cell" class="stands">
        ${mode ? html`<span class="state" data-state=${mode}>${t(`word.mode.${mode}`)}</span>` : nothing}
        ${renderBelow(row)}
      </td>
      <td role="cell" class="coders">${this.renderCoders(row)}</td>
      <td role="cell" class="num" data-label=${t("network.tags")}>
        ${counts && !isUnderWay ? renderRange(row.range ?? { min: counts.tags, max: counts.tags }) : hidden}
      </td>
      <td role="cell" class="num optional" data-label=${t("home.answers")}>
        ${counts && !(isUnderWay && !row.sheet?.max) ? renderSheet(row) : hidden}
      </td>
      <td role="cell" class="num settle" data-label=${isLeft(row) ? t("home.to-rule") : nothing}>
        ${renderToRule(row)}
      </td>`;
  }

  private renderCoders({ verdict, mode, coders, part }: VerdictRow): TemplateResult {
    if (this.fresh.has(verdict.id)) return html`<span class="fresh">${t("home.new")}</span>`;
    if (coders) {
      const { handedIn, begun = 0, of } = coders;
      const part = (i: number): string => (i < handedIn ? "done" : i < handedIn + begun ? "half" : "");
      return html`<span class="dots" aria-hidden="true"
          >${Array.from({ length: of }, (_, i) => html`<i class=${part(i)}></i>`)}</span
        >${t("home.of", { count: handedIn, all: of })}`;
    }
    if (part === "handed-in") return html`${t("rounds.handed-in")}`;
    return none(mode === "blind" ? t("network.hidden") : t("home.everybody"));
  }
}

const none = (words: string): TemplateResult => html`<span class="none">${words}</span>`;

/** What keeps a verdict in preparation. */
function namesWords({ names, signed }: VerdictRow, members: CoramVerdictList["members"]): string {
  if (signed) {
    const name = members.find(({ id }) => id === signed.by)?.name ?? t("network.somebody");
    return t("home.one-signature", { name });
  }
  if (!names) return t("network.not-yet");
  return names.open > 0 ? t("home.names-open", { count: names.open }) : t("home.names-done");
}

/** Below the mode: of a round its number and last day, and whom it is cleared for beyond the network. */
function renderBelow({
  verdict: { stage },
  mode,
  round = 1,
  due,
  signed,
}: VerdictRow): TemplateResult | typeof nothing {
  const wider = stage === "cleared-for-guests" || stage === "cleared-for-public" ? [t(`home.${stage}`)] : [];
  const number = { number: round };
  const of =
    mode === "blind" && due
      ? [t("home.round-until", { ...number, date: formatDate(due) })]
      : mode === "blind" || mode === "revealed" || (mode === "adjudicated" && wider.length === 0)
        ? [t("home.round", number)]
        : [];
  const words = [...of, ...wider, ...(signed ? [t("page.one-signature")] : [])];
  return words.length > 0 ? html`<span class="note step">${words.join(", ")}</span>` : nothing;
}

function stepOf({ verdict, counts, mode, round = 1, coders = null, cases = null }: VerdictRow): ProcessStep | null {
  return mode && processStep({ stage: verdict.stage, mode, round, tags: counts?.tags ?? null, coders, cases });
}

/** Disagreements wait for a ruling: a number that is nothing without what it counts, which words beside it are. */
const isLeft = (row: VerdictRow): boolean => stepOf(row)?.step === "settling";

/** How many disagreements wait for a ruling, of how many. */
function renderToRule(row: VerdictRow): TemplateResult {
  const step = stepOf(row);
  const link = (words: string): TemplateResult =>
    html`<a href="/verdicts/${row.verdict.id}/reconcile" aria-label=${`${t("home.to-rule")}: ${words}`}>${words}</a>`;
  switch (step?.step) {
    case "blind":
      return none(t("network.after-reveal"));
    case "settling":
      return link(t("home.of", { count: step.all - step.settled, all: step.all }));
    case "settled":
      return step.all > 0 ? link(t("network.all-ruled")) : none(t("network.none"));
    case "adjudicated":
      return row.cases && row.cases.all > 0 ? link(t("network.settled")) : none(t("network.none"));
    default:
      return none(t("network.none"));
  }
}

/** One number where something stands; where nothing is settled, the fewest and the most that a coder has put. */
function renderRange({ min, max }: { min: number; max: number }): TemplateResult {
  if (max === 0) return none(t("network.none"));
  return min === max ? html`${formatNumber(max)}` : none(rangeWords(min, max));
}

function renderSheet({ sheet }: VerdictRow): TemplateResult {
  if (!sheet || sheet.max === 0) return none(t("network.none"));
  const { min, max, of } = sheet;
  return html`${t("home.of", { count: rangeWords(min, max), all: of })}`;
}

function rangeWords(min: number, max: number): string {
  return min === max ? formatNumber(max) : `${formatNumber(min)}–${formatNumber(max)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-list": CoramVerdictList;
  }
}
