import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { PassageId, SeatId } from "../../../schema/domain/ids.ts";
import { COUNTRIES } from "../../../schema/domain/language.ts";
import { TABLE_LIMITS } from "../../../schema/domain/workshop/table-words.ts";
import { isSamePassage } from "../../../schema/domain/workshop/tables.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { TablesChange } from "../../../schema/protocol/http/workshops/tables.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { setTables } from "../../api/workshops/tables.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { formatList, language, t } from "../../i18n/t.ts";
import { numberOf, readCodingTexts } from "../slip/coding-texts.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { cardOf, nameOf } from "../workshop-words.ts";
import { ableAt, absentAt, dealSeats, emptyTable, proposeTables, type TableDraft } from "./propose-tables.ts";
import { tableName, tablesNow } from "./table-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-tables-set": CoramTablesSet;
  }
}

/** Who leads says who sits at which table, who has its chair, and which passages it works on. */
@customElement("coram-tables-set")
export class CoramTablesSet extends LightElement {
  @property({ attribute: false }) model!: WorkshopModel;
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) step!: Step;
  @property({ type: Boolean }) isBusy = false;
  /** Coram's numbers of the passages that are open to who leads. */
  private readonly numbers = new Loading(
    this,
    () => [JSON.stringify(this.step.passages)] as const,
    async (_args, { signal }) => {
      const texts = await readCodingTexts(this.step.passages, language(), signal);
      return new Map(
        texts.flatMap((text) => text.passages.map(({ id, ranges }) => [id, numberOf(text, ranges)] as const)),
      );
    },
  );
  /** What is being set; null while it is as it was set last. */
  @state() private draft: TableDraft[] | null = null;

  protected override render(): TemplateResult {
    const { step, view } = this;
    if (step.passages.length === 0) return html`<p class="alert alert-quiet">${t("table.no-passages")}</p>`;
    const tables = this.tables;
    const lacking = tables.findIndex((table) => this.chairOf(table) === null);
    return html`<form class="form" @submit=${this.submit}>
      ${this.isPlanned ? this.renderPlanned() : nothing}
      <div class="row tables-make">
        <label class="form-row"
          ><span>${t("table.how-many")}</span>
          <select
            class="field"
            @change=${(event: Event) => this.deal(Number((event.target as HTMLSelectElement).value))}
          >
            ${Array.from({ length: TABLE_LIMITS.tables + 1 }, (_, n) => html`<option value=${n} ?selected=${n === tables.length}>${n}</option>`)}
          </select>
        </label>
        <button type="button" class="button" @click=${() => this.byCountry()}>${t("table.by-country")}</button>
      </div>
      ${
        tables.length === 0
          ? nothing
          : html`<ul class="tables-people">
                ${view.seats.map(({ id, member }) => this.renderPerson(id, nameOf(view, member), tables))}
              </ul>
              ${tables.map((table, i) => this.renderTable(table, i))}`
      }
      ${lacking >= 0 ? html`<p class="alert alert-quiet">${t("table.lacks", { table: this.nameAt(lacking) })}</p>` : nothing}
      <div class="form-actions">
        <button class="button" ?disabled=${this.isBusy || lacking >= 0 || (this.draft === null && !this.isPlanned)}>
          ${t("table.save")}
        </button>
      </div>
    </form>`;
  }

  private renderPerson(seat: SeatId, name: string, tables: readonly TableDraft[]): TemplateResult {
    const at = tables.findIndex(({ seats }) => seats.includes(seat));
    return html`<li>
      <label
        ><span>${name}</span>
        <select
          class="field"
          @change=${(event: Event) => this.seat(seat, Number((event.target as HTMLSelectElement).value))}
        >
          <option value="-1" ?selected=${at < 0}>${t("table.nowhere")}</option>
          ${tables.map((_, i) => html`<option value=${i} ?selected=${i === at}>${this.nameAt(i)}</option>`)}
        </select>
      </label>
    </li>`;
  }

  private renderTable(table: TableDraft, i: number): TemplateResult {
    const { step, view } = this;
    const hasBegun = tablesNow(view).some(({ id, work }) => id === table.id && work.beganAt !== null);
    const chair = this.chairOf(table);
    return html`<fieldset class="table-draft">
      <legend>${this.nameAt(i)}</legend>
      <label class="form-row"
        ><span>${t("table.name")}</span>
        <input
          class="field"
          maxlength=${TABLE_LIMITS.name}
          name="table"
          .value=${table.name}
          placeholder=${t("table.number", { number: String(i + 1) })}
          @input=${(event: Event) => this.change(i, { name: (event.target as HTMLInputElement).value })}
          @keydown=${this.toNextName}
        />
      </label>
      <label class="form-row"
        ><span>${t("table.question")}</span>
        <input
          class="field"
          maxlength=${TABLE_LIMITS.question}
          .value=${table.question}
          @input=${(event: Event) => this.change(i, { question: (event.target as HTMLInputElement).value })}
        />
      </label>
      <label class="form-row"
        ><span>${t("table.chair-of")}</span>
        <select
          class="field"
          @change=${(event: Event) => this.change(i, { chair: (event.target as HTMLSelectElement).value as SeatId })}
        >
          ${ableAt(view, table.seats).map(
            (seat) => html`<option value=${seat} ?selected=${seat === chair}>${this.nameOfSeat(seat)}</option>`,
          )}
        </select>
      </label>
      <div class="form-row" role="group" aria-label=${t("table.passages-of", { table: this.nameAt(i) })}>
        <span>${t("workshop.passages")}</span>
        ${step.passages.map(
          ({ id }, at) =>
            html`<label class="check"
              ><input
                type="checkbox"
                .checked=${table.passages.includes(id)}
                ?disabled=${hasBegun}
                @change=${(event: Event) => this.give(i, id, (event.target as HTMLInputElement).checked)}
              />
              ${this.passageName(id, at + 1)}</label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private passageName(id: PassageId, place: number): string {
    const number = this.numbers.answer?.get(id) ?? "";
    return number === "" ? t("table.passage", { number: String(place) }) : `¶ ${number}`;
  }

  /** As they are being set, or were; before that as they were planned. */
  private get tables(): readonly TableDraft[] {
    const { view, step } = this;
    if (this.draft) return this.draft;
    const set = tablesNow(view);
    if (set.length === 0) return proposeTables(view, step);
    return set.map(({ id, name, question, chair, seats, work }) => {
      const given = step.passages.filter((passage) => work.passages.some((each) => isSamePassage(each, passage)));
      return { id, name, question, chair, seats, passages: given.map((passage) => passage.id) };
    });
  }

  private get isPlanned(): boolean {
    return this.draft === null && tablesNow(this.view).length === 0 && this.tables.length > 0;
  }

  private renderPlanned(): TemplateResult {
    const absent = absentAt(this.view, this.step);
    const names = formatList(absent.map((id) => nameOf(this.view, id)));
    return html`<p class="sub">
      ${t("table.as-planned")} ${absent.length > 0 ? t("table.absent", { names }) : nothing}
    </p>`;
  }

  private nameAt(i: number): string {
    return tableName(this.tables[i]?.name.trim() ?? null, i + 1);
  }

  private nameOfSeat(id: SeatId): string {
    const seat = this.view.seats.find((each) => each.id === id);
    return seat ? nameOf(this.view, seat.member) : "–";
  }

  private chairOf(table: TableDraft): SeatId | null {
    const able = ableAt(this.view, table.seats);
    return able.find((id) => id === table.chair) ?? able[0] ?? null;
  }

  /** So many tables; those who sit at none are dealt to them in turn. */
  private deal(count: number): void {
    const kept = this.tables.slice(0, count);
    while (kept.length < count) kept.push(emptyTable(this.step));
    this.draft = dealSeats(this.view, kept);
  }

  private byCountry(): void {
    const { view } = this;
    const countryOf = (id: SeatId): string | undefined => {
      const seat = view.seats.find((each) => each.id === id);
      const card = seat && cardOf(view, seat.member);
      return view.organisations.find((each) => each.id === card?.organisation)?.country;
    };
    this.draft = COUNTRIES.flatMap((country) => {
      const seats = view.seats.map(({ id }) => id).filter((id) => countryOf(id) === country);
      return seats.length === 0 ? [] : [{ ...emptyTable(this.step, t(`word.country.${country}`)), seats }];
    });
  }

  private seat(seat: SeatId, at: number): void {
    this.draft = this.tables.map((table, i) => {
      const seats = table.seats.filter((id) => id !== seat);
      return { ...table, seats: i === at ? [...seats, seat] : seats };
    });
  }

  private give(i: number, passage: PassageId, isGiven: boolean): void {
    const passages = this.tables[i]?.passages.filter((id) => id !== passage) ?? [];
    this.change(i, { passages: isGiven ? [...passages, passage] : passages });
  }

  private change(at: number, change: Partial<TableDraft>): void {
    this.draft = this.tables.map((table, i) => (i === at ? { ...table, ...change } : table));
  }

  /** Enter in a name is not the last word while other tables have none: it sets them from the last one. */
  private readonly toNextName = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || event.isComposing) return;
    const names = [...this.querySelectorAll<HTMLInputElement>("input[name=table]")];
    const next = names[names.findIndex((name) => name === event.target) + 1];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const tables = this.tables.flatMap((table): TablesChange["tables"] => {
      const chair = this.chairOf(table);
      return chair === null ? [] : [{ ...table, name: table.name.trim(), question: table.question.trim(), chair }];
    });
    const isSet = await this.model.lead(({ workshop: { id, term, course } }) =>
      setTables(id, this.step.id, { term, course, tables }),
    );
    if (!isSet) return;
    this.draft = null;
    // The form shuts: a space that is typed on shall not turn the step.
    if (this.contains(document.activeElement)) this.closest("details")?.querySelector("summary")?.focus();
  };
}
