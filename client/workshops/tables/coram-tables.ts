import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { TableView } from "../../../schema/protocol/http/workshops/tables.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import "../coram-step-passages.ts";
import "../coram-workshop-clock.ts";
import type { VotesModel } from "../votes/votes-model.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { nameOf, phaseWord, shownPhase } from "../workshop-words.ts";
import "./coram-crossed-votes.ts";
import "./coram-plenary.ts";
import "./coram-table-work.ts";
import "./coram-tables-set.ts";
import { TableClock, tableName, tablesNow } from "./table-words.ts";
import "./tables.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-tables": CoramTables;
  }
}

/** A step of tables: who sits where and how far each is, one's own table at work, and in the plenary what each decided. */
@customElement("coram-tables")
export class CoramTables extends LightElement {
  @property({ attribute: false }) model!: WorkshopModel;
  /** As the model has it: another one is drawn anew. */
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) step!: Step;
  @property({ attribute: false }) votes: VotesModel | null = null;
  @property({ type: Boolean }) isBusy = false;

  protected override render(): TemplateResult {
    const { model, view, step } = this;
    const tables = tablesNow(view);
    if (step.phase === "plenary")
      return html`<coram-plenary .votes=${this.votes} .view=${view} .step=${step} .tables=${tables}></coram-plenary>
        ${this.votes ? html`<coram-crossed-votes .votes=${this.votes} .tables=${tables}></coram-crossed-votes>` : nothing}`;
    const own = tables.find(({ seats }) => view.seat !== null && seats.includes(view.seat.id));
    const leads = view.rights.lead && view.workshop.state === "open";
    return html`${
      leads
        ? html`<details class="tables-set" ?open=${tables.length === 0}>
            <summary>${t("table.set")}</summary>
            <coram-tables-set .model=${model} .view=${view} .step=${step} .isBusy=${this.isBusy}></coram-tables-set>
          </details>`
        : nothing
    }
    ${tables.length > 0 ? this.renderList(tables, own) : leads ? nothing : html`<p class="sub">${t("table.none-yet")}</p>`}
    ${
      own
        ? html`<coram-table-work
            .model=${model}
            .view=${view}
            .votes=${this.votes}
            .table=${own}
            .number=${tables.indexOf(own) + 1}
            .isBusy=${this.isBusy}
          ></coram-table-work>`
        : html`<coram-step-passages
            .passages=${step.passages}
            .reads=${view.seat?.language ?? language()}
          ></coram-step-passages>`
    }`;
  }

  private renderList(tables: readonly TableView[], own: TableView | undefined): TemplateResult {
    return html`<section aria-labelledby="tables-list">
      <h2 class="tables-heading" id="tables-list">${t("table.list")}</h2>
      <ul class="table-list">
        ${tables.map((table, i) => this.renderTable(table, i + 1, table === own))}
      </ul>
    </section>`;
  }

  private renderTable(table: TableView, number: number, isOwn: boolean): TemplateResult {
    const { view } = this;
    const { chair, seats, work } = table;
    const chairs = view.seats.find(({ id }) => id === chair);
    const others = view.seats.filter(({ id }) => seats.includes(id) && id !== chair);
    const about = [
      ...(chairs ? [t("table.chair", { name: nameOf(view, chairs.member) })] : []),
      ...others.map(({ member }) => nameOf(view, member)).toSorted((a, b) => a.localeCompare(b)),
    ];
    const phase = work.phase === null ? t("table.not-begun") : phaseWord(shownPhase(work.phase));
    return html`<li class=${isOwn ? "is-own" : ""}>
      <span class="grow"
        ><b>${tableName(table.name, number)}</b
        >${isOwn ? html` <span class="note sub">${t("table.yours")}</span>` : nothing}
        <span class="note sub table-about">${about.join(", ")}</span></span
      >
      <span class="table-phase"
        >${phase} <coram-workshop-clock .model=${new TableClock(this.model, table)}></coram-workshop-clock
      ></span>
    </li>`;
  }
}
