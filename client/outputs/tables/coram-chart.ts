import { html, nothing, svg, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { QuestionType } from "../../../schema/domain/answer.ts";
import { COUNTRIES } from "../../../schema/domain/language.ts";
import {
  CHART_KINDS,
  CHART_UNITS,
  type ChartKind,
  type ChartUnit,
  type FigureScope,
} from "../../../schema/domain/output.ts";
import type { Entry } from "../../../schema/editor/wired-rows.ts";
import { mayDraw } from "../../../schema/editor/drawn-on.ts";
import { DRAWN_MAX } from "../../../schema/editor/output-nodes.ts";
import { type Drawing, drawKey, drawRow, pathOf } from "../../../schema/figures/drawing.ts";
import {
  type ChartGroup,
  chartGroups,
  type ChartRow,
  type ChartState,
} from "../../../schema/protocol/http/parts/chart-state.ts";
import { changeNode } from "../../writer/quote-commands.ts";
import "../../elements/coram-icon.ts";
import { formatList, t } from "../../i18n/t.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { PartElement } from "../quotes/part-element.ts";
import type { QuoteParts } from "../quotes/quote-parts.ts";
import { nameOfSource } from "../quotes/quote-service.ts";
import "../quotes/quotes.css";
import { choiceOf } from "./choice-of.ts";
import { captionField } from "./caption-field.ts";
import "./coram-question-choice.ts";
import { tableMenu } from "./table-menu.ts";
import "./tables.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-chart": CoramChart;
  }
}

/** Answers counted or measured: a table of which one column is drawn. */
@customElement("coram-chart")
export class CoramChart extends PartElement {
  @property({ attribute: false }) kind: ChartKind = "squares";
  @property({ attribute: false }) questions: readonly string[] = [];
  @property({ attribute: false }) scope: FigureScope = "output";
  @property({ attribute: false }) unit: ChartUnit = "verdict";
  @property({ attribute: false }) entries: readonly Entry[] = [];
  /** Null until it is opened or shut: one of nothing stands open, for there is nothing else to be done with it. */
  @state() private isOpened: boolean | null = null;

  protected override render(): TemplateResult {
    const { service } = this;
    const state = service.parts.state(this.block);
    const part = state?.kind === "chart" ? state : null;
    const isChosen = this.questions.length > 0;
    return html`<figure class="ev-table ev-chart">
      <figcaption><span class="grow">${t("evidence.chart")}</span> ${this.renderMenu()}</figcaption>
      ${captionField(this)}
      ${
        !isChosen
          ? html`<p class="note sub">${t("evidence.chart-choose")}</p>`
          : !part
            ? html`<div class="skeleton" role="status" aria-label=${t("evidence.waiting")}><i></i><i></i></div>`
            : part.rows.length === 0
              ? html`<p class="note sub">${t("evidence.chart-none")}</p>`
              : this.renderTable(part)
      }
      ${part?.beside ? html`<p class="note sub">${part.beside}</p>` : nothing}
      ${part && part.uncounted > 0 ? html`<p class="note sub">${t(service.canOpen ? "evidence.figure-uncounted" : "evidence.figure-uncounted-guest", { count: part.uncounted })}</p>` : nothing}
      ${part?.now ? this.renderChange(part, part.now) : nothing}
      ${
        service.canWrite
          ? this.isEditing
            ? this.renderChoice()
            : html`<p class="note sub ev-hidden">
                <button type="button" class="link" tabindex="-1" @click=${this.edit}>
                  ${t("evidence.chart-edit")}
                </button>
              </p>`
          : nothing
      }
    </figure>`;
  }

  private get isEditing(): boolean {
    return this.isOpened ?? this.questions.length === 0;
  }

  private renderTable(part: ChartState): TemplateResult {
    const heads = part.isCount ? part.heads.slice(0, 1) : part.heads;
    const isKeyed = part.chart === "pairs" && !part.isCount && heads.length > 1;
    return html`<div class="ev-scroll">
      <table aria-label="${t("evidence.chart")}: ${heads.join(", ")}">
        <thead>
          <tr>
            <th scope="col">${part.isCount ? nothing : t("evidence.of-verdict")}</th>
            <td></td>
            ${heads.map(
              (head, i) => html`<th scope="col" lang=${this.service.textLang}>${isKeyed ? keyed(i, head) : head}</th>`,
            )}
          </tr>
        </thead>
        ${chartGroups(part).map((group) => this.renderGroup(part, group))}
      </table>
    </div>`;
  }

  private renderGroup(part: ChartState, { currency, rows, scale, total }: ChartGroup): TemplateResult {
    const lang = this.service.textLang;
    return html`<tbody>
      ${
        currency
          ? html`<tr class="ev-group">
              <th scope="rowgroup" colspan=${part.heads.length + 2}>${currency}</th>
            </tr>`
          : nothing
      }
      ${rows.map(
        (row) =>
          html`<tr lang=${lang}>
            <th scope="row">${nameOf(row, lang)}</th>
            <td class="ev-drawn">${this.renderDrawing(part, row, scale)}</td>
            ${row.words.map((words) => html`<td class="ev-number">${words || "–"}</td>`)}
          </tr>`,
      )}
      ${
        total
          ? html`<tr class="ev-total" lang=${lang}>
              <th scope="row">${t("evidence.chart-total")}</th>
              <td></td>
              ${total.map((words) => html`<td class="ev-number">${words}</td>`)}
            </tr>`
          : nothing
      }
    </tbody>`;
  }

  private renderDrawing(
    { chart, isCount }: ChartState,
    { values }: ChartRow,
    scale: ChartState["scale"],
  ): TemplateResult {
    const isBar = isCount && chart !== "squares";
    const drawing = drawRow(isBar ? "bars" : chart, isBar ? values.slice(0, 1) : values, scale);
    return drawn(drawing, "");
  }

  private renderChange({ rows }: ChartState, now: readonly ChartRow[]): TemplateResult {
    const lines = (all: readonly ChartRow[]): string[] =>
      all.map((row) => `${nameOf(row, this.service.textLang)}: ${row.words.filter(Boolean).join(", ")}`);
    const [was, is] = [lines(rows), lines(now)];
    const only = (name: string, of: string[], not: string[]): TemplateResult[] =>
      of.filter((line) => !not.includes(line)).map((line) => html`<li><b>${name}:</b> ${line}</li>`);
    return html`<div class="alert ev-alert" role="status">
      <coram-icon name="triangle-alert"></coram-icon>
      <div class="ev-alert-words">
        ${t("evidence.flag-answers")}
        <ul class="ev-changes">
          ${only(t("evidence.was"), was, is)} ${only(t("evidence.now"), is, was)}
        </ul>
      </div>
    </div>`;
  }

  private renderChoice(): TemplateResult {
    const { questions: known } = choiceOf(this.service.parts, this.block);
    // Of what is chosen, and cannot be drawn so, one sees that it is.
    const questions = known.filter(({ id, type }) => this.questions.includes(id) || isDrawnAs(type, this.kind));
    return html`<div class="ev-rows" role="group" aria-label=${t("evidence.chart-edit")} @keydown=${this.onChoiceKey}>
      <div class="ev-row-form">
        ${this.renderSelect(
          "kind",
          t("evidence.chart-kind"),
          CHART_KINDS.map((each) => [each, t(`evidence.chart-${each}`)]),
          this.kind,
        )}
        ${this.renderSelect(
          "unit",
          t("evidence.chart-unit"),
          CHART_UNITS.map((each) => [each, t(`evidence.chart-unit-${each}`)]),
          this.unit,
        )}
        ${this.renderSelect("scope", t("evidence.figure-scope"), scopesFor(this.scope), JSON.stringify(this.scope))}
      </div>
      <coram-question-choice
        .all=${questions}
        .chosen=${this.questions}
        .max=${DRAWN_MAX}
        .none=${t("evidence.chart-drawn-otherwise")}
        @coram-questions-chosen=${({ detail }: HTMLElementEventMap["coram-questions-chosen"]) => this.set({ questions: detail.questions.join(",") })}
      ></coram-question-choice>
      ${blindHere(this.service.parts)}
      <div class="ev-acts">
        <button type="button" class="button button-small" @click=${this.done}>${t("evidence.rows-done")}</button>
      </div>
    </div>`;
  }

  private renderSelect(
    name: string,
    label: string,
    options: readonly [value: string, words: string][],
    now: string,
  ): TemplateResult {
    return html`<label
      ><span>${label}</span>
      <select
        class="field"
        name=${name}
        @change=${(event: Event) => this.set({ [name]: (event.target as HTMLSelectElement).value })}
      >
        ${options.map(([value, words]) => html`<option value=${value} ?selected=${value === now}>${words}</option>`)}
      </select></label
    >`;
  }

  private set(attrs: Record<string, string>): void {
    this.isOpened = true;
    this.service.parts.touch();
    this.service.run(changeNode(this.getPos(), attrs), true);
  }

  private renderMenu(): TemplateResult | typeof nothing {
    if (!this.service.canWrite) return nothing;
    const items = html`<button type="button" role="menuitem" @click=${this.edit}>${t("evidence.chart-edit")}</button>
      <hr />`;
    return tableMenu(items, { onKey: this.onKey, takeOut: this.takeOut });
  }

  private readonly edit = async (): Promise<void> => {
    this.isOpened = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".ev-rows select")?.focus();
  };

  private readonly done = (): void => {
    this.isOpened = false;
    this.back();
  };

  private readonly onChoiceKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.done();
  };
}

/** Whether a chart of a kind draws what is asked so; what the server does not say may be drawn. */
function isDrawnAs(type: QuestionType | undefined, kind: ChartKind): boolean {
  return type === undefined || mayDraw(kind, type);
}

/** A head with the key of its bars, which stays with the first word. */
function keyed(i: number, head: string): TemplateResult {
  const [first = "", ...rest] = head.split(" ");
  return html`<span class="ev-keyed">${drawn(drawKey(i), "ev-key")}${first}</span> ${rest.join(" ")}`;
}

function drawn(drawing: Drawing, name: string): TemplateResult {
  return html`<svg
    class=${name || nothing}
    viewBox="0 0 ${drawing.width} ${drawing.height}"
    aria-hidden="true"
    focusable="false"
  >
    ${svg`<path d=${pathOf(drawing)}></path>`}
  </svg>`;
}

/** What a chart may be drawn over, with what it is drawn over now. */
function scopesFor(now: FigureScope): [value: string, words: string][] {
  const all: [FigureScope, string][] = [
    ["output", t("evidence.figure-scope-output")],
    [{ kind: "all" }, t("evidence.figure-scope-all")],
    ...COUNTRIES.map((country): [FigureScope, string] => [{ kind: "country", country }, t(`word.country.${country}`)]),
  ];
  if (now !== "output" && now.kind === "verdicts")
    all.splice(1, 0, [now, t("evidence.figure-scope-verdicts", { count: now.verdicts.length })]);
  return all.map(([scope, words]) => [JSON.stringify(scope), words]);
}

/** A number tells of what it counts: to who codes that blind the document is closed. It is said before. */
function blindHere({ tray }: QuoteParts): TemplateResult | typeof nothing {
  const blind = new Set((tray?.hidden ?? []).flatMap(({ verdict, state: why }) => (why === "blind" ? [verdict] : [])));
  const names = (tray?.sources ?? []).filter(({ verdict }) => blind.has(verdict)).map(nameOfSource);
  if (names.length === 0) return nothing;
  return html`<p class="alert alert-warn" role="alert">${t("evidence.figure-blind", { names: formatList(names) })}</p>`;
}

function nameOf({ source, unit, label }: ChartRow, lang: string): string {
  return [source ? nameOfSource(source) : label, unit && withTokenWords(unit, lang)].filter(Boolean).join(" ");
}
