import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MemberId, PassageId } from "../../../schema/domain/ids.ts";
import { COUNTRIES } from "../../../schema/domain/language.ts";
import type { MemberCard, Organisation } from "../../../schema/domain/member.ts";
import { type PlannedTable, preparedTables } from "../../../schema/domain/workshop/prepared.ts";
import { TABLE_LIMITS } from "../../../schema/domain/workshop/table-words.ts";
import type { PlannedStep } from "../../../schema/domain/workshop/workshop.ts";
import "../../elements/coram-ask.ts";
import { LightElement } from "../../elements/light-element.ts";
import { byName, formatList, t } from "../../i18n/t.ts";
import { tableName } from "../tables/table-words.ts";
import "../tables/tables.css";
import { isDeputyToBe } from "./coram-plan-frame.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-plan-tables": CoramPlanTables;
  }
}

const valueOf = ({ target }: Event): string => (target as HTMLInputElement | HTMLSelectElement).value;

/** Tables of a step as they are planned: who would sit where under which chair, with which passages and question. On the day they are proposed. */
@customElement("coram-plan-tables")
export class CoramPlanTables extends LightElement {
  @property({ attribute: false }) step!: PlannedStep;
  @property({ attribute: false }) members: readonly MemberCard[] = [];
  @property({ attribute: false }) organisations: readonly Organisation[] = [];
  /** Tables in place of others on which somebody typed, until it is said that these may go. */
  @state() private asked: readonly PlannedTable[] | null = null;

  private get tables(): readonly PlannedTable[] {
    return preparedTables(this.step);
  }

  /** Those who may be asked to a table. */
  private get people(): MemberCard[] {
    return byName(this.members.filter(({ isGuest, isRemoved }) => !isGuest && !isRemoved));
  }

  protected override render(): TemplateResult {
    const { tables } = this;
    return html`<div class="row tables-make">
        <label class="form-row"
          ><span>${t("table.how-many")}</span>
          <select class="field" @change=${(event: Event) => this.count(Number(valueOf(event)))}>
            ${Array.from({ length: TABLE_LIMITS.tables + 1 }, (_, n) => html`<option value=${n} ?selected=${n === tables.length}>${n}</option>`)}
          </select>
        </label>
        <button type="button" class="button button-small" @click=${() => this.byCountry()}>
          ${t("table.by-country")}
        </button>
      </div>
      ${
        tables.length === 0
          ? nothing
          : html`<p class="note sub">${t("plan.tables-why")}</p>
              <ul class="tables-people">
                ${this.people.map((card) => this.renderPerson(card))}
              </ul>
              ${tables.map((table, i) => this.renderTable(table, i))}`
      }
      <coram-ask
        .open=${this.asked !== null}
        .heading=${t("plan.tables-go")}
        .lead=${t("plan.tables-go-ask", { names: formatList(this.lost.map((i) => this.nameAt(i))) })}
        .sure=${t("plan.tables-go-sure")}
        .leave=${t("workshop.leave")}
        .isFinal=${true}
        @coram-dialog-close=${() => this.answer(false)}
        @coram-ask-sure=${() => this.answer(true)}
      ></coram-ask>`;
  }

  /** Places of tables on which somebody typed, and which would go. */
  private get lost(): number[] {
    return this.asked === null ? [] : lostOf(this.tables, this.asked);
  }

  private answer(mayGo: boolean): void {
    const { asked } = this;
    this.asked = null;
    if (mayGo && asked) return this.tell(asked);
    const number = this.querySelector("select");
    if (number) number.value = String(this.tables.length);
  }

  private renderPerson({ id, name }: MemberCard): TemplateResult {
    const at = this.tables.findIndex(({ people }) => people.includes(id));
    return html`<li>
      <label
        ><span>${name}</span>
        <select class="field" @change=${(event: Event) => this.seat(id, Number(valueOf(event)))}>
          <option value="-1" ?selected=${at < 0}>${t("table.nowhere")}</option>
          ${this.tables.map((_, i) => html`<option value=${i} ?selected=${i === at}>${this.nameAt(i)}</option>`)}
        </select>
      </label>
    </li>`;
  }

  private renderTable(table: PlannedTable, i: number): TemplateResult {
    const able = this.people.filter((card) => table.people.includes(card.id) && isDeputyToBe(card));
    const chair = able.find(({ id }) => id === table.chair) ?? able[0];
    const typed = (field: "name" | "question", label: string, placeholder = ""): TemplateResult =>
      html`<label class="form-row"
        ><span>${label}</span>
        <input
          class="field"
          maxlength=${TABLE_LIMITS[field]}
          autocomplete="off"
          placeholder=${placeholder}
          .value=${table[field]}
          @input=${(event: Event) => this.change(i, { [field]: valueOf(event) })}
        />
      </label>`;
    return html`<fieldset class="table-draft">
      <legend>${this.nameAt(i)}</legend>
      ${typed("name", t("table.name"), t("table.number", { number: String(i + 1) }))}
      ${typed("question", t("table.question"))}
      <label class="form-row"
        ><span>${t("table.chair-of")}</span>
        <select
          class="field"
          ?disabled=${able.length === 0}
          @change=${(event: Event) => this.change(i, { chair: able.find(({ id }) => id === valueOf(event))?.id ?? null })}
        >
          ${able.map(({ id, name }) => html`<option value=${id} ?selected=${id === chair?.id}>${name}</option>`)}
        </select>
      </label>
      ${this.step.passages.length > 1 ? this.renderPassages(table, i) : nothing}
    </fieldset>`;
  }

  private renderPassages({ passages }: PlannedTable, i: number): TemplateResult {
    return html`<div class="form-row" role="group" aria-label=${t("table.passages-of", { table: this.nameAt(i) })}>
      <span>${t("workshop.passages")}</span>
      ${this.step.passages.map(
        ({ id }, at) =>
          html`<label class="check"
            ><input
              type="checkbox"
              .checked=${passages.includes(id)}
              @change=${(event: Event) => this.give(i, id, (event.target as HTMLInputElement).checked)}
            />
            ${t("table.passage", { number: String(at + 1) })}</label
          >`,
      )}
    </div>`;
  }

  private nameAt(i: number): string {
    return tableName(this.tables[i]?.name.trim() ?? null, i + 1);
  }

  private empty(name = ""): PlannedTable {
    return { name, question: "", people: [], chair: null, passages: this.step.passages.map(({ id }) => id) };
  }

  private count(count: number): void {
    const kept = this.tables.slice(0, count);
    while (kept.length < count) kept.push(this.empty());
    this.replace(kept);
  }

  /** Nothing that somebody typed goes unasked. */
  private replace(tables: readonly PlannedTable[]): void {
    if (lostOf(this.tables, tables).length === 0) this.tell(tables);
    else this.asked = tables;
  }

  private byCountry(): void {
    const countryOf = ({ organisation }: MemberCard): string | undefined =>
      this.organisations.find(({ id }) => id === organisation)?.country;
    this.replace(
      COUNTRIES.flatMap((country) => {
        const people = this.people.filter((card) => countryOf(card) === country).map(({ id }) => id);
        return people.length === 0 ? [] : [{ ...this.empty(t(`word.country.${country}`)), people }];
      }),
    );
  }

  private seat(member: MemberId, at: number): void {
    this.tell(
      this.tables.map((table, i) => {
        const people = table.people.filter((id) => id !== member);
        const chair = table.chair === member ? null : table.chair;
        return { ...table, chair, people: i === at ? [...people, member] : people };
      }),
    );
  }

  private give(i: number, passage: PassageId, isGiven: boolean): void {
    const passages = this.tables[i]?.passages.filter((id) => id !== passage) ?? [];
    this.change(i, { passages: isGiven ? [...passages, passage] : passages });
  }

  private change(at: number, change: Partial<PlannedTable>): void {
    this.tell(this.tables.map((table, i) => (i === at ? { ...table, ...change } : table)));
  }

  private tell(tables: readonly PlannedTable[]): void {
    const prepared = tables.length === 0 ? null : { kind: "tables" as const, tables: [...tables] };
    this.dispatchEvent(new CustomEvent("coram-prepared", { detail: { prepared } }));
  }
}

/** Places of tables whose name or question stands in others no more; a country's name was typed by nobody. */
function lostOf(tables: readonly PlannedTable[], others: readonly PlannedTable[]): number[] {
  const countries = COUNTRIES.map((country) => t(`word.country.${country}`));
  const typed = ({ name, question }: PlannedTable): string[] =>
    [countries.includes(name) ? "" : name, question].map((each) => each.trim()).filter(Boolean);
  return tables.flatMap((table, i) => {
    const stays = others[i] ? typed(others[i]) : [];
    return typed(table).every((words) => stays.includes(words)) ? [] : [i];
  });
}
